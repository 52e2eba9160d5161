#pragma once
#include <string>
#include <utility>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/kinetics/usual_amount.hpp"

namespace radici::kinetics {

/// What a partner drug does to tumour, T cells and marrow when its effect is full; all 1 or 0 for a
/// drug that does nothing.
struct PartnerEffect {
    double repair_factor = 1;          ///< on the repair rate μ of tumour cells
    double alpha_factor = 1;           ///< on α of both radiation classes
    double growth_factor = 1;          ///< on the growth of tumour cells
    double kill_per_d = 0;             ///< hazard of viable tumour cells, which become doomed
    double proliferation_factor = 1;   ///< on the proliferation of effectors in lesions
    double kill_factor = 1;            ///< on the kill by effectors
    double natural_killer_per_d = 0;   ///< added to the kill by natural killer cells
    double marrow_kill_per_d = 0;      ///< hazard of the proliferating marrow pools
};

/// A drug beside radionuclide and checkpoint antibody: inhibitors of repair or of androgens,
/// chemotherapy, cytokines. Its amount counts in usual doses D:
///   dD/dt = −ln2/half-life·D,   effect o = D/(D + half effect),
///   a factor f acts as 1 + o·(f − 1), a rate k as o·k
struct PartnerDrug {
    std::string id, name, kind;
    std::vector<std::string> synonyms;
    std::vector<UsualAmount> usual;   ///< mg, mg/kg, mg/m², AUC by species; the first is one dose
    double half_life_d = 1;
    double half_effect = 1;   ///< usual doses
    PartnerEffect effect;
    std::vector<std::pair<std::string, Parameter>> parameters;   ///< by key, with tag and source
};

}   // namespace radici::kinetics
