#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "output.hpp"
#include "radici/report/provenance.hpp"

namespace radici::cli {
namespace {

using report::Mismatch;

std::string state_of(Mismatch const& mismatch)
{
    switch (mismatch.kind) {
    case Mismatch::Kind::missing:
        return "MISSING";
    case Mismatch::Kind::changed:
        return "CHANGED";
    case Mismatch::Kind::added:
        return "ADDED";
    }
    return {};
}

std::string role_of(Mismatch const& mismatch)
{
    return mismatch.role == Mismatch::Role::input ? "input" : "output";
}

}   // namespace

ExitCode verify_command(std::filesystem::path const& folder, bool json)
{
    auto const found = report::verify(folder);
    auto list = nlohmann::ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    for (auto const& mismatch : found) {
        rows.push_back({state_of(mismatch), role_of(mismatch), mismatch.file});
        list.push_back(
            {{"file", mismatch.file}, {"role", role_of(mismatch)}, {"state", state_of(mismatch)}});
    }
    if (json)
        print(list.dump(2) + "\n");
    else
        print(found.empty() ? "all inputs and outputs are as they were\n" : table_text(rows));
    if (found.empty())
        return ExitCode::done;
    complain(fmt::format("radici: {} file{} not as {} when the run was written", found.size(),
                         found.size() == 1 ? " is" : "s are",
                         found.size() == 1 ? "it was" : "they were"));
    return ExitCode::failed;
}

}   // namespace radici::cli
