#include "radici/transport/material.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/document.hpp"
#include "radici/base/nearest.hpp"

namespace radici::transport {

namespace {

Element read_element(Node const& node)
{
    return {node.at("symbol").text(), static_cast<int>(node.at("z").integer()),
            node.at("atomic_weight").number(), node.at("mass_fraction").number()};
}

Material read_material(std::filesystem::path const& file)
{
    Node const root = Document::open(file).root();
    Material m;
    m.name = root.at("name").text();
    m.description = root.at("description").text();
    m.density_g_per_cm3 = read_parameter(root.at("density"), "g/cm3");
    m.mean_excitation_eV = read_parameter(root.at("mean_excitation_energy"), "eV");
    m.z_over_a = root.at("z_over_a").number();
    double sum = 0;
    for (Node const& element : root.at("element").items()) {
        m.elements.push_back(read_element(element));
        sum += m.elements.back().mass_fraction;
    }
    root.finish();
    if (m.name != file.stem())
        throw root.at("name").error(
            {m.name, "a material has the name of its file", "rename one of the two"});
    if (!(m.density_g_per_cm3.value > 0))
        throw root.at("density").error({"density", "must be > 0", ""});
    if (std::abs(sum - 1) > 1e-3)
        throw root.at("element").error(
            {"mass fractions add to " + std::to_string(sum), "they must add to 1", ""});
    return m;
}

}   // namespace

MaterialLibrary MaterialLibrary::load(std::filesystem::path const& data_folder)
{
    auto const folder = data_folder / "materials";
    if (!std::filesystem::is_directory(folder))
        throw StudyError({folder.string(), 0, ""},
                         {"no such folder", "materials are read from there", ""});
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    MaterialLibrary library;
    for (auto const& file : files) {
        Material material = read_material(file);
        library.materials_.emplace(material.name, std::move(material));
    }
    return library;
}

std::vector<std::string> MaterialLibrary::names() const
{
    std::vector<std::string> out;
    for (auto const& [name, material] : materials_)
        out.push_back(name);
    return out;
}

Material const& MaterialLibrary::at(std::string_view name) const
{
    auto const found = materials_.find(name);
    if (found == materials_.end())
        throw StudyError({"", 0, ""}, {"unknown material \"" + std::string(name) + "\"",
                                       "it is not in data/materials", nearest_hint(name, names())});
    return found->second;
}

}   // namespace radici::transport
