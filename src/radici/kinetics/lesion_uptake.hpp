#pragma once
#include <string>

#include "radici/base/constants.hpp"

namespace radici::kinetics {

/// How activity gets into a lesion and what holds it there.
enum class LesionRoute {
    receptor,       ///< target cells bind the ligand
    stroma,         ///< the target sits in the stroma: tumour cells get cross-fire only
    accumulation,   ///< every living cell takes up
    mineral,        ///< bone mineral beside every living cell
    perfusion,      ///< particles lodge where arterial blood takes them, for good
    implant,        ///< a diffusing source put into the lesion
    none            ///< nothing goes to lesions
};

[[nodiscard]] constexpr bool binds(LesionRoute route)
{
    return route == LesionRoute::receptor || route == LesionRoute::stroma;
}

[[nodiscard]] std::string to_text(LesionRoute route);

/// Ligand and receptor. Concentrations are per volume of target-bearing tissue; 1e6 cells fill 1
/// mm³. Source  model.md §2; Schmidt & Wittrup, Mol Cancer Ther 8:2861 (2009)
struct Binding {
    double void_fraction = 0.3;   ///< ε: share of the tissue that free ligand reaches
    double sites_per_cell = 0;    ///< n_R of a target-positive cell
    double association_L_per_nmol_d = 0;
    double dissociation_per_d = 0;
    double internalisation_per_d = 0;

    /// All sites of a tissue of target-positive cells: 1e5 a cell are 166 nmol/L.
    [[nodiscard]] double sites_nmol_per_mm3() const
    {
        return sites_per_cell * 1e6 / (constant::avogadro_per_mol * 1e-9);
    }
    /// Rate at which free ligand binds per nmol of empty sites in a mm³, 1/d.
    [[nodiscard]] double capture_mm3_per_nmol_d() const
    {
        constexpr double mm3_per_L = 1e6;
        return association_L_per_nmol_d * mm3_per_L / void_fraction;
    }
    [[nodiscard]] double affinity_nmol_per_L() const
    {
        return dissociation_per_d / association_L_per_nmol_d;
    }
};

/// A seed that lets daughters of radium diffuse into the tissue around it.
struct DiffusingSource {
    double radon_released = 0;   ///< of Rn-220, per decay of Ra-224 in the seed
    double lead_released = 0;    ///< of Pb-212
    double lead_leak = 0;        ///< share of it that blood carries off
    double diffusion_length_mm = 0.3;
};

/// Uptake and loss of a lesion. Into a volume V of tissue that takes up flows
///   inflow_per_d · V · A_plasma / V_plasma   [MBq/d]
/// and what the lesion gains the plasma loses.
struct LesionUptake {
    LesionRoute route = LesionRoute::none;
    double inflow_per_d = 0;             ///< PS, or plasma cleared per volume; median
    double release_per_d = 0;            ///< of what cells have taken in, out of the body
    double debris_clearance_per_d = 0;   ///< from debris, out of the body
    double stroma_share = 1;             ///< of the living lesion's volume; route stroma
    Binding binding;                     ///< routes receptor and stroma
    DiffusingSource source;              ///< route implant
    std::string competitor;      ///< target of the checkpoint antibodies that take the same sites
    double sd_ln_patients = 0;   ///< spread of the inflow between patients
    double sd_ln_lesions = 0;    ///< and between the lesions of one patient
    double sd_ln_sites = 0;      ///< spread of the number of sites between patients
};

}   // namespace radici::kinetics
