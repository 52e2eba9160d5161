#pragma once
#include <array>
#include <vector>

#include "radici/immune/lesion_cells.hpp"
#include "radici/immune/parameters.hpp"
#include "radici/immune/shared.hpp"
#include "radici/kinetics/antibody.hpp"
#include "radici/patient/agent_in_body.hpp"
#include "radici/patient/layout.hpp"
#include "radici/patient/partner.hpp"
#include "radici/radiobiology/friberg.hpp"
#include "radici/radiobiology/organ_bed.hpp"
#include "radici/radiobiology/repair.hpp"
#include "radici/radiobiology/signals.hpp"

namespace radici::patient {

/// The tumour cells of one subject: growth and death of both clones, and how they answer to dose.
struct TumourCells {
    immune::LesionCellParameters life;
    radiobiology::CellResponse<1> response;
    radiobiology::SignalParameters signals;
    double positive_share = 1;         ///< target-positive share of the viable cells at the start
    double patch_radius_mm = 0;        ///< of the target-positive patches
    double positive_recognition = 1;   ///< a_c of the immune kill; 0: antigen lost
    double negative_recognition = 1;
};

/// A checkpoint antibody in one subject.
struct AntibodyInBody {
    kinetics::AntibodyPk pk;
    CheckpointTarget target = CheckpointTarget::pd1;
    double kd_nmol_per_L = 0;
    double tissue_ratio = 0;
};

/// The hazard of death, h1·(total tumour volume / reference)^exponent.
struct DeathHazard {
    double at_reference_per_d = 0;
    double exponent = 0;
    double reference_volume_mm3 = 1e5;
};

/// PSA in blood: dP/dt = secretion·N − P·ln2/half-life.
struct PsaKinetics {
    double secretion_per_d = 0;   ///< ng/mL/d per 1e6 viable cells; 0 where the disease has none
    double half_life_d = 2.5;
    double start_ng_per_mL = 0;
};

/// Everything constant about one subject in one arm.
struct Subject {
    Layout layout;
    TumourCells cells;
    immune::ImmuneParameters immune;
    std::vector<double> lesion_start_mm3;
    bool transplanted = false;   ///< immunity has not met the tumours yet (start_state)
    std::vector<double> omega;   ///< antigen overlap, lesions × lesions, row major; empty: all 1
    std::vector<AgentInBody> agents;
    std::vector<AntibodyInBody> antibodies;
    std::vector<PartnerInBody> partners;
    radiobiology::BloodLine lymphocytes, platelets;
    radiobiology::OrganResponse kidney;
    double kidney_rbe_alpha = 5;
    DeathHazard death;
    PsaKinetics psa;

    [[nodiscard]] immune::AntigenOverlap overlap() const { return {layout.lesions, omega}; }
};

}   // namespace radici::patient
