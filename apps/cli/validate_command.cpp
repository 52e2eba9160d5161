#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "output.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/study/validation.hpp"

namespace radici::cli {
namespace {

using Json = nlohmann::ordered_json;
using study::ValidationEntry;

std::string verdict(ValidationEntry const& entry)
{
    if (!entry.row.promised)
        return "shown";
    return entry.row.within() ? "ok" : "OUTSIDE";
}

std::string allowed(ValidationEntry const& entry)
{
    auto const& row = entry.row;
    if (!row.promised)
        return "";
    std::string text;
    if (row.tolerance > 0)
        text = fmt::format("{:g} %", 100 * row.tolerance);
    if (double const sd = std::hypot(row.sd, row.published_sd); sd > 0)
        text += fmt::format("{}2 x {:.4g}", text.empty() ? "" : " + ", sd);
    return text;
}

std::string text_of(std::vector<ValidationEntry> const& entries)
{
    std::vector<std::vector<std::string>> rows = {
        {"verdict", "quantity", "ours", "published", "difference", "allowed", "source"}};
    for (auto const& entry : entries) {
        auto const& row = entry.row;
        auto const source =
            row.note.empty() ? row.source : fmt::format("{}; {}", row.source, row.note);
        rows.push_back({verdict(entry), row.name, fmt::format("{:.5g}", row.ours),
                        fmt::format("{:.5g}", row.published),
                        fmt::format("{:+.2f} %", 100 * (row.ours / row.published - 1)),
                        allowed(entry), source});
    }
    return table_text(rows);
}

Json json_of(std::vector<ValidationEntry> const& entries)
{
    Json list = Json::array();
    for (auto const& entry : entries) {
        auto const& row = entry.row;
        list.push_back({{"group", entry.group},
                        {"name", row.name},
                        {"ours", row.ours},
                        {"sd", row.sd},
                        {"published", row.published},
                        {"published_sd", row.published_sd},
                        {"tolerance", row.tolerance},
                        {"promised", row.promised},
                        {"within", row.within()},
                        {"source", row.source},
                        {"note", row.note}});
    }
    return list;
}

}   // namespace

ExitCode validate_command(std::vector<std::string> const& names, bool json)
{
    auto const data = data_folder();
    auto const entries = study::validate(names.empty() ? study::validation_groups() : names, data,
                                         data.parent_path() / "validation");
    print(json ? json_of(entries).dump(2) + "\n" : text_of(entries));
    auto const outside = std::count_if(entries.begin(), entries.end(), [](auto const& entry) {
        return entry.row.promised && !entry.row.within();
    });
    if (outside == 0)
        return ExitCode::done;
    complain(fmt::format("radici: {} of {} rows are outside what was promised", outside,
                         entries.size()));
    return ExitCode::not_promised;
}

}   // namespace radici::cli
