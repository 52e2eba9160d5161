#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/parameter.hpp"

namespace radici::transport {

struct Element {
    std::string symbol;
    int z = 0;
    double atomic_weight = 0;   ///< g/mol
    double mass_fraction = 0;   ///< the fractions of a material add to 1 within 1e-3
};

/// What matter is made of. `water` is the default medium: 1.000 g/cm³ with the mean excitation
/// energy of ICRU 90, 78 eV; `water_i75` differs by the 75 eV of older tables.
struct Material {
    std::string name, description;
    Parameter density_g_per_cm3;
    Parameter mean_excitation_eV;
    double z_over_a = 0;
    std::vector<Element> elements;
};

/// All materials of `data/materials`, one file each.
class MaterialLibrary {
public:
    [[nodiscard]] static MaterialLibrary load(std::filesystem::path const& data_folder);
    /// Throws StudyError with the nearest name.
    [[nodiscard]] Material const& at(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::map<std::string, Material, std::less<>> materials_;
};

}   // namespace radici::transport
