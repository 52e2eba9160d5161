#include "source_tree.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>

namespace radici::test {
namespace {

namespace fs = std::filesystem;

bool is_ours(fs::path const& path)
{
    auto const name = path.filename().string();
    if (name == ".ci" || name.starts_with(".clang") || name == ".gitignore")
        return true;
    return !name.starts_with('.') && name != "build" && name != "runs" && name != "shared" &&
           name != "__pycache__" && !name.ends_with(".partial");
}

std::vector<std::string> lines_of(fs::path const& file)
{
    std::vector<std::string> lines;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

}   // namespace

std::vector<SourceFile> files_below(fs::path const& folder, std::vector<std::string> const& endings)
{
    fs::path const root = RADICI_SOURCE_DIR;
    std::vector<SourceFile> files;
    auto const walk = fs::recursive_directory_iterator{root / folder};
    for (auto entry = fs::begin(walk); entry != fs::end(walk); ++entry) {
        if (!is_ours(entry->path())) {
            entry.disable_recursion_pending();
            continue;
        }
        auto const path = entry->path().lexically_relative(root).string();
        bool const wanted =
            endings.empty() || std::any_of(endings.begin(), endings.end(),
                                           [&](auto& ending) { return path.ends_with(ending); });
        if (entry->is_regular_file() && wanted)
            files.push_back({path, lines_of(entry->path())});
    }
    std::sort(files.begin(), files.end(), [](auto& a, auto& b) { return a.path < b.path; });
    return files;
}

std::vector<std::string> floors()
{
    std::vector<std::string> names;
    for (auto const& line : lines_of(fs::path{RADICI_SOURCE_DIR} / "src/radici/layers.txt"))
        if (!line.empty() && std::islower(static_cast<unsigned char>(line[0])) != 0)
            names.push_back(line);
    return names;
}

std::string place(SourceFile const& file, std::size_t line_index)
{
    return file.path + ":" + std::to_string(line_index + 1);
}

}   // namespace radici::test
