#pragma once
#include "radici/base/parameter.hpp"

/// Parameters of the immune side of the model. The letter after each is its symbol in
/// docs/methods/immune.md, where the equations stand. Lesion cells are in 10⁶, densities in 10⁶
/// cells per mm³, blood and node cells per µL of blood, volumes in mm³, dose in Gy, time in days.
/// Numbers without a unit are pure; antigen counts in 10⁶ cell equivalents.
namespace radici::immune {

/// Antigen, cytosolic DNA, TREX1, interferon and dendritic cells.
struct DangerParameters {
    double antigenicity = 1;                  ///< A_g, of a line or patient
    double antigen_per_doomed_death = 1;      ///< y_icd
    double antigen_per_immune_kill = 0;       ///< y_imm
    double antigen_shed_per_d = 0;            ///< y_0, by natural turnover of viable cells
    double antigen_loss_per_d = 1;            ///< k_A
    double antigen_half_1e6_per_mm3 = 1;      ///< K_A, antigen density of half effect
    double dna_source_per_d = 1;              ///< k_x
    double sting_signalling = 1;              ///< σ, 0-1; 0 is a knock-out
    double dna_loss_per_d = 1;                ///< k_deg
    double dna_loss_per_trex1_per_d = 0;      ///< k_T
    double trex1_induction_per_d = 0;         ///< k_TX
    double trex1_half_Gy = 1;                 ///< U_T, recent dose of half induction
    double trex1_loss_per_d = 1;              ///< k_off
    double interferon_source_per_d = 0;       ///< k_F
    double dna_half = 1;                      ///< K_X, cytosolic DNA of half the interferon source
    double rig_interferon_source_per_d = 0;   ///< k_RIG, without STING
    double interferon_loss_per_d = 1;         ///< δ_F
    double maturation_per_d = 0;              ///< k_mat
    double maturation_without_interferon = 0;   ///< f0
    double mature_loss_per_d = 1;               ///< δ_D
};

/// MHC-I, FAS, PD-L1 on tumour cells.
struct VisibilityParameters {
    double surface_rate_per_d = 1;           ///< k_m, of MHC-I and FAS
    double mhc_gain_by_interferon = 0;       ///< e_F; 0 in lines that do not respond
    double mhc_gain_by_dose = 0;             ///< e_W; 0 in lines that do not respond
    double memory_half_Gy = 1;               ///< W_m, dose memory of half effect
    double fas_gain_by_dose = 0;             ///< e_S
    double pdl1_rate_per_d = 1;              ///< k_P
    double pdl1_baseline = 1;                ///< P0
    double pdl1_gain_by_effectors = 0;       ///< e_γ
    double effectors_half_1e6_per_mm3 = 1;   ///< K_γ
    double pdl1_gain_by_interferon = 0;      ///< e_I
};

/// Priming in the node, blood, memory, homing; effectors in the lesion.
struct AdaptiveParameters {
    double priming_half_volume_mm3 =
        1;                         ///< V_LN, mature-cell-weighted lesion volume of half priming
    double priming_per_uL_d = 0;   ///< k_pr, cells/µL/d at full priming
    double node_exit_per_d = 1;    ///< k_out
    double node_loss_per_d = 0;    ///< δ_L
    double priming_gain_by_ctla4_block = 0;      ///< e_C4 at full occupancy
    double recall_gain = 0;                      ///< e_M
    double recall_half_per_uL = 1;               ///< K_M
    double blood_volume_mm3 = 1;                 ///< V_b
    double homing_per_d = 0;                     ///< k_in, blood volumes cleared per lesion volume
    double homing_without_interferon = 0;        ///< c0
    double memory_homing = 0;                    ///< ζ, relative to effectors
    double blood_loss_per_d = 1;                 ///< δ_b, what becomes memory included
    double memory_making_per_d = 0;              ///< ρ ≤ δ_b
    double memory_loss_per_d = 1;                ///< δ_M
    double proliferation_per_d = 0;              ///< k_prolif at full antigen
    double proliferation_half_1e6_per_mm3 = 1;   ///< K_e, effector density of half proliferation
    double effector_loss_per_d = 1;              ///< δ_E
    double exhaustion_per_d = 0;                 ///< k_ex at Π = 1 and full antigen
    double reinvigoration_per_d = 0;             ///< r at full blockade
    double exhausted_loss_per_d = 1;             ///< δ_X
    double lesion_t_cell_alpha_per_Gy = 0;       ///< α_T, all radiations
    double lymphocyte_alpha_low_per_Gy = 0;      ///< α_L, blood and node, low LET
    double lymphocyte_alpha_alpha_per_Gy = 0;    ///< α_L, blood and node, alpha particles
};

/// Regulatory T cells of a lesion.
struct RegulatoryParameters {
    double source_1e6_per_mm3_d = 0;   ///< s_R
    double per_effector_per_d = 0;     ///< r_E
    double loss_per_d = 1;             ///< δ_R
    double depletion_by_ctla4_antibody =
        0;                     ///< e_ADCC at full occupancy; 0 for isotypes that do not deplete
    double alpha_per_Gy = 0;   ///< α_R < α_T
    double half_suppression_1e6_per_mm3 = 1;    ///< K_R
    double suppression_gain_by_pd1_block = 0;   ///< e_Tp at full occupancy
};

/// Suppressive myeloid cells; off where the gain is 0.
struct MyeloidParameters {
    double rate_per_d = 0.2;
    double gain_by_dose = 0;     ///< e_My
    double memory_half_Gy = 1;   ///< K_W
};

/// Killing of tumour cells.
struct KillParameters {
    double per_effector_per_d = 0;     ///< k_E
    double fas_weight = 0;             ///< s
    double checkpoint_half = 1;        ///< K_I, remaining PD-1 signal of half kill
    double natural_killer_per_d = 0;   ///< κ_NK, 0 unless a cytokine sets it
};

struct ImmuneParameters {
    double guard_volume_mm3 = 1;   ///< v0, in every density
    DangerParameters danger{};
    VisibilityParameters visibility{};
    AdaptiveParameters adaptive{};
    RegulatoryParameters regulatory{};
    MyeloidParameters myeloid{};
    KillParameters kill{};
};

/// Reads [immune], and the radiosensitivity of lymphocytes from [blood.lymphocytes], of
/// `data/patients`. StudyError with file, line and key where a number is missing, negative, has a
/// wrong unit or breaks a limit that stands beside its member.
[[nodiscard]] ImmuneParameters read_immune_parameters(ParameterSet& set);

/// A host without T and NK cells (nude, Rag2/Il2rg knock-out): no priming, no Treg source, no
/// natural killing. Its blood and memory start empty, too.
[[nodiscard]] ImmuneParameters without_lymphocytes(ImmuneParameters parameters);

}   // namespace radici::immune
