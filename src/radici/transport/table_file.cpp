#include "radici/transport/table_file.hpp"

#include <algorithm>

#include "radici/base/nearest.hpp"

namespace radici::transport {

std::filesystem::path table_path(std::filesystem::path const& data_folder, std::string const& kind,
                                 std::string_view what, std::string_view name)
{
    auto const folder = data_folder / "cross_sections" / kind;
    auto path = folder / (std::string(name) + ".toml");
    if (std::filesystem::is_regular_file(path))
        return path;
    std::vector<std::string> known;
    if (std::filesystem::is_directory(folder))
        for (auto const& entry : std::filesystem::directory_iterator(folder))
            known.push_back(entry.path().stem().string());
    std::sort(known.begin(), known.end());
    throw StudyError({folder.string(), 0, ""}, {"no " + kind + " table of " + std::string(what) +
                                                    " \"" + std::string(name) + "\"",
                                                "it was not made", nearest_hint(name, known)});
}

std::vector<double> numbers(Node const& array)
{
    std::vector<double> out;
    for (Node const& item : array.items())
        out.push_back(item.number());
    return out;
}

TableFile TableFile::open(std::filesystem::path const& data_folder, std::string const& kind,
                          std::string_view material)
{
    TableFile file(Document::open(table_path(data_folder, kind, "material", material)));
    if (file.root_.at("material").text() != material)
        throw file.root_.at("material")
            .error({"the name differs from the file's", "a table has its material's name", ""});
    (void)file.root_.at("source").text();
    return file;
}

std::vector<double> TableFile::column(std::string_view name) const
{
    return numbers(root_.at(name));
}

}   // namespace radici::transport
