#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/kinetics/lesion_uptake.hpp"
#include "radici/kinetics/linear_model.hpp"
#include "radici/kinetics/species.hpp"
#include "radici/kinetics/usual_amount.hpp"

namespace radici::kinetics {

/// The lesion for which literature gives a coefficient: what the inflow was calibrated on.
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

/// A daughter that recoil sets free: it and all after it leave, those before it stay.
/// Valid  what stands between the head and it lives so briefly that it decays as often as the head
struct LeavingDaughter {
    std::string nuclide;
    std::string follows;   ///< whose body it follows from the plasma on: an agent, a free ion
    /// Shares that leave at a decay in plasma, in another compartment, in a lesion outside cells or
    /// on their membrane, and taken in or lodged.
    double from_plasma = 0, from_organ = 0, from_outside = 0, from_inside = 0;
    std::vector<std::pair<std::string, Parameter>> parameters;   ///< by key

    [[nodiscard]] bool leaves() const
    {
        return from_plasma > 0 || from_organ > 0 || from_outside > 0 || from_inside > 0;
    }
};

/// What differs in another species beyond the scaling of rates.
struct SpeciesChange {
    std::string species;
    double exponent = -0.25;                                     ///< of the weight ratio
    std::vector<std::pair<int, Parameter>> transfers;            ///< index, rate as it is there
    std::optional<double> inflow_per_d;                          ///< of lesions
    std::vector<std::pair<std::string, Parameter>> parameters;   ///< those two, where the file says
};

/// A radiopharmaceutical as its file in `data/agents` describes it.
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

    std::string species = "human";   ///< whose body and plasma volume these are
    double plasma_mL = 0;            ///< of compartment 0
    std::vector<SpeciesChange> elsewhere;
    std::vector<std::pair<std::string, Parameter>>
        ligand_nmol;   ///< by species: vector of one administration, labelled or not

    LinearModel body;
    std::vector<Parameter> transfer_rates;   ///< parallel to body.transfers: tag, source, note
    std::vector<CalibrationAnchor> anchors;
    std::vector<BodySpread> spreads;

    LesionUptake lesion;
    TypicalLesion typical_lesion;
    std::vector<std::pair<std::string, Parameter>> lesion_parameters;   ///< by key
    std::optional<LeavingDaughter> daughter;

    /// Vector of one usual administration in this species; none: carrier-free.
    [[nodiscard]] double usual_ligand_nmol() const;
};

/// The same agent in another species: rates of the body by weight, plasma volume, and what its file
/// says of that species.
[[nodiscard]] Radiopharmaceutical in_species(Radiopharmaceutical agent, SpeciesBody const& from,
                                             SpeciesBody const& to);

/// The body of one patient: each rate times exp(sd_ln·z) of the spreads that list it.
/// @param z  one standard normal number per spread, in their order
[[nodiscard]] LinearModel patient_body(Radiopharmaceutical const& agent, std::span<double const> z);

}   // namespace radici::kinetics
