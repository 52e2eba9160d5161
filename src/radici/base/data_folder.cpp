#include "radici/base/data_folder.hpp"

#include <cstdlib>

#include "radici/base/error.hpp"

namespace radici {

namespace fs = std::filesystem;

fs::path data_folder()
{
    std::error_code error;
    if (char const* named = std::getenv("RADICI_DATA"); named != nullptr && *named != '\0') {
        if (fs::is_directory(named, error))
            return named;
        throw StudyError({}, {.problem = "RADICI_DATA is \"" + std::string{named} + "\"",
                              .why = "there is no such folder",
                              .hint = "let it name the folder data/ of radici"});
    }
    auto const program = fs::read_symlink("/proc/self/exe", error);
    auto const beside = program.parent_path().parent_path() / "share/radici/data";
    if (!error && fs::is_directory(beside, error))
        return beside;
    throw StudyError({}, {.problem = "the folder data/ was not found",
                          .why = "it is not at " + beside.string(),
                          .hint = "let RADICI_DATA name it"});
}

}   // namespace radici
