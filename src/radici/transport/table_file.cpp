#include "radici/transport/table_file.hpp"

#include <algorithm>

#include "radici/base/nearest.hpp"

namespace radici::transport {

TableFile TableFile::open(std::filesystem::path const& data_folder, std::string const& kind,
                          std::string_view material)
{
    auto const folder = data_folder / "cross_sections" / kind;
    auto const path = folder / (std::string(material) + ".toml");
    if (!std::filesystem::is_regular_file(path)) {
        std::vector<std::string> known;
        if (std::filesystem::is_directory(folder))
            for (auto const& entry : std::filesystem::directory_iterator(folder))
                known.push_back(entry.path().stem().string());
        std::sort(known.begin(), known.end());
        throw StudyError({folder.string(), 0, ""},
                         {"no " + kind + " table of material \"" + std::string(material) + "\"",
                          "it was not made", nearest_hint(material, known)});
    }
    TableFile file(Document::open(path));
    if (file.root_.at("material").text() != material)
        throw file.root_.at("material")
            .error({"the name differs from the file's", "a table has its material's name", ""});
    (void)file.root_.at("source").text();
    return file;
}

std::vector<double> TableFile::column(std::string_view name) const
{
    std::vector<double> out;
    for (Node const& item : root_.at(name).items())
        out.push_back(item.number());
    return out;
}

}   // namespace radici::transport
