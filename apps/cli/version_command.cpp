#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "output.hpp"
#include "radici/report/build_info.hpp"

namespace radici::cli {

std::string version_line()
{
    return "radici " + report::version_text(report::build_info());
}

ExitCode version_command(bool json)
{
    if (!json) {
        print(version_line() + "\n");
        return ExitCode::done;
    }
    auto const& build = report::build_info();
    nlohmann::ordered_json const document{{"version", build.version},
                                          {"git", build.git},
                                          {"compiler", build.compiler},
                                          {"build_type", build.type},
                                          {"libraries", build.libraries}};
    print(document.dump(2) + "\n");
    return ExitCode::done;
}

}   // namespace radici::cli
