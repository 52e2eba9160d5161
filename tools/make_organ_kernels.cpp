#include "make_organ_kernels.hpp"

#include "radici/base/data_folder.hpp"
#include "radici/base/file.hpp"
#include "radici/base/progress.hpp"
#include "radici/dosimetry/organ_kernel_run.hpp"

namespace radici::tools {

namespace {

constexpr std::uint64_t seed = 1;

void make(std::string const& body, std::filesystem::path const& file)
{
    constexpr double parts = 1000;
    Progress bar(body, static_cast<std::size_t>(parts));
    std::size_t shown = 0;
    auto const kernels =
        dosimetry::make_organ_kernels(data_folder(), body, seed, 0, [&](double share) {
            auto const now = static_cast<std::size_t>(parts * share);
            bar.advance(now - shown);
            shown = now;
        });
    write_atomically(file, kernels.to_text("radici " RADICI_VERSION));
}

}   // namespace

void make_organ_kernels(std::filesystem::path const& folder)
{
    std::filesystem::create_directories(folder / "organs");
    for (std::string const& body : dosimetry::phantom_names(data_folder()))
        make(body, folder / "organs" / (body + ".toml"));
}

}   // namespace radici::tools
