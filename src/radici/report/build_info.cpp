#include "radici/report/build_info.hpp"

#include <boost/version.hpp>
#include <fmt/format.h>
#include <hdf5.h>
#include <nlohmann/json.hpp>
#include <openssl/opensslv.h>
#include <toml++/toml.h>

#include "radici_git_hash.hpp"

namespace radici::report {

BuildInfo const& build_info()
{
    static BuildInfo const info{
        RADICI_VERSION,
        RADICI_GIT_HASH,
        RADICI_COMPILER,
        RADICI_BUILD_TYPE,
        {{"boost", fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000,
                               BOOST_VERSION % 100)},
         {"fmt",
          fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)},
         {"hdf5", fmt::format("{}.{}.{}", H5_VERS_MAJOR, H5_VERS_MINOR, H5_VERS_RELEASE)},
         {"nlohmann-json", fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR,
                                       NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)},
         {"openssl", OPENSSL_VERSION_STR},
         {"tomlplusplus",
          fmt::format("{}.{}.{}", TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)}}};
    return info;
}

std::string version_text(BuildInfo const& build)
{
    constexpr std::size_t short_hash = 12;
    bool const modified = build.git.ends_with("-modified");
    return fmt::format("{} ({}{})", build.version, build.git.substr(0, short_hash),
                       modified ? ", modified" : "");
}

}   // namespace radici::report
