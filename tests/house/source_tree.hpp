#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace radici::test {

/// A text file of the source tree.
struct SourceFile {
    std::string path;   ///< from the root of the tree
    std::vector<std::string> lines;
};

/// Every file of ours below `folder` ("" is the whole tree) that ends in one of `endings` (none:
/// all), sorted by path. Build trees, run folders and what hides behind a dot (but `.ci`) are not
/// ours.
[[nodiscard]] std::vector<SourceFile> files_below(std::filesystem::path const& folder,
                                                  std::vector<std::string> const& endings = {});

/// The floors of src/radici/layers.txt, lowest first.
[[nodiscard]] std::vector<std::string> floors();

/// "src/radici/base/error.hpp:12"
[[nodiscard]] std::string place(SourceFile const& file, std::size_t line_index);

}   // namespace radici::test
