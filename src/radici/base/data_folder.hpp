#pragma once
#include <filesystem>

namespace radici {

/// The folder `data/`: `RADICI_DATA` where set, else `../share/radici/data` beside the running
/// program (build tree or install prefix). StudyError where neither holds one.
[[nodiscard]] std::filesystem::path data_folder();

}   // namespace radici
