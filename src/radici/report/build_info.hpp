#pragma once
#include <map>
#include <string>

namespace radici::report {

/// Of what this program was built. Nothing here changes from run to run.
struct BuildInfo {
    std::string version;    ///< "0.1.0"
    std::string git;        ///< hash of the commit, with "-modified" where the tree had changes;
                            ///< "unknown" without git
    std::string compiler;   ///< "GNU 12.2.0"
    std::string type;       ///< "Release"
    std::map<std::string, std::string> libraries;   ///< name → version, as compiled against
};

[[nodiscard]] BuildInfo const& build_info();

/// "0.1.0 (3f2a91c0b7d4)"
[[nodiscard]] std::string version_text(BuildInfo const& build);

}   // namespace radici::report
