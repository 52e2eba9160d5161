#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/kinetics/linear_model.hpp"
#include "radici/kinetics/usual_amount.hpp"

namespace radici::kinetics {

/// Uptake and loss of a lesion.
///   flux [MBq/d] = per_d_per_mL · viable target-positive volume [mL] · plasma activity [MBq]
/// and what the lesion gains the plasma loses. Cells that die hand what they hold to the debris.
struct LesionUptake {
    double per_d_per_mL = 0;             ///< 1/(d·mL); median over patients and lesions
    double release_per_d = 0;            ///< from viable cells, out of the body
    double debris_clearance_per_d = 0;   ///< from debris, out of the body
    bool receptor = true;   ///< false: no target cells, the whole viable volume takes up and all
                            ///< activity is uniform in the lesion (bone mineral)
    double sd_ln_patients = 0;   ///< spread of per_d_per_mL between patients
    double sd_ln_lesions = 0;    ///< and between the lesions of one patient
};

/// The lesion for which literature gives a coefficient: what `per_d_per_mL` was calibrated on.
struct TypicalLesion {
    double volume_mL = 0;
    double target_positive = 1;   ///< share of the viable cells
    /// Mean over patients and lesions that the uptake was solved for; none where no source has one.
    std::optional<double> mean_Gy_per_MBq;
};

/// A rate that is not given but solved: so that the region gets this dose per activity
/// (calibration.hpp).
struct CalibrationAnchor {
    int transfer = 0;   ///< index into LinearModel::transfers
    std::string region;
    double Gy_per_MBq = 0;
};

/// A lognormal factor that differs between patients: exp(sd_ln·z) with one standard normal z
/// multiplies the rates of all the transfers listed.
struct BodySpread {
    std::string name;             ///< `kidney uptake`; also the purpose of its random stream
    Parameter sd_ln;              ///< unit "-"
    std::vector<int> transfers;   ///< indices into LinearModel::transfers
};

/// A therapeutic radiopharmaceutical as its file in `data/agents` describes it.
struct Radiopharmaceutical {
    std::string id;     ///< `lu177_dotatate`
    std::string name;   ///< as the review writes it
    std::vector<std::string> synonyms;
    std::string nuclide;   ///< chain head, `Lu-177`
    std::string vector_class, mode, target_gene, status_of_use;
    Parameter molar_mass_kDa;
    std::vector<UsualAmount> usual;   ///< activity per administration by species (MBq or MBq/kg)
    Parameter cycles, interval_d;
    std::vector<std::string> organs_at_risk;
    std::vector<std::string> sources;

    LinearModel body;
    std::vector<Parameter> transfer_rates;   ///< parallel to body.transfers: tag, source, note
    std::vector<CalibrationAnchor> anchors;
    std::vector<BodySpread> spreads;

    LesionUptake lesion;
    TypicalLesion typical_lesion;
    std::vector<std::pair<std::string, Parameter>> lesion_parameters;   ///< by key
};

/// The body of one patient: each rate times exp(sd_ln·z) of the spreads that list it.
/// @param z  one standard normal number per spread, in their order
[[nodiscard]] LinearModel patient_body(Radiopharmaceutical const& agent, std::span<double const> z);

}   // namespace radici::kinetics
