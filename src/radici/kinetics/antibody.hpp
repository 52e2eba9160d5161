#pragma once
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "radici/base/constants.hpp"
#include "radici/base/parameter.hpp"
#include "radici/kinetics/usual_amount.hpp"

namespace radici::kinetics {

/// How linear clearance changes with the days t since the first dose of this antibody.
enum class ClearanceChange {
    none,          ///< CL = CL0
    exponential,   ///< CL = CL0·exp(change·t^g/(T50^g + t^g))
    proportional   ///< CL = CL0·(1 + change·t^g/(T50^g + t^g))
};

/// Disposition of one subject's antibody: central compartment (0) and up to two peripheral ones.
/// Source  the population models named in `data/inhibitors`
struct AntibodyPk {
    int compartments = 2;                       ///< 1 to 3
    double clearance_L_per_d = 0;               ///< CL0
    std::array<double, 3> volume_L{};           ///< V1, V2, V3
    std::array<double, 2> exchange_L_per_d{};   ///< Q between central and V2, central and V3
    ClearanceChange change_form = ClearanceChange::none;
    double change = 0;                    ///< Emax or Imax: < 0, clearance falls
    double half_change_d = 1;             ///< T50 > 0
    double hill = 1;                      ///< g > 0
    double saturable_max_mg_per_d = 0;    ///< Vmax of a parallel path, 0 where there is none
    double saturable_half_mg_per_L = 1;   ///< Km > 0
};

inline constexpr int max_antibody_compartments = 3;

/// Factor of the linear clearance so many days after the first dose. Up to a millionth of T50,
/// before the first dose included, it is taken as there: 1 within 1e-6^g.
template <class P>
[[nodiscard]] P clearance_factor(AntibodyPk const& pk, P const& days_since_first_dose)
{
    using std::exp;
    using std::max;
    using std::pow;
    if (pk.change_form == ClearanceChange::none)
        return P(1.0);
    // t^g/(T50^g + t^g), written so that an infinite t gives 1
    P const days = max(days_since_first_dose, P(1e-6 * pk.half_change_d));
    P const share = 1.0 / (1.0 + pow(pk.half_change_d / days, pk.hill));
    return pk.change_form == ClearanceChange::exponential ? exp(pk.change * share)
                                                          : 1.0 + pk.change * share;
}

/// Right-hand side of the amounts, mg and mg/d.
///   dA1/dt = −(CL(t)/V1)·A1 − Vmax·C/(Km + C) − Σ_k Q_k·(A1/V1 − A_k/V_k),  C = A1/V1
///   dA_k/dt = Q_k·(A1/V1 − A_k/V_k)
/// @param amount_mg  pk.compartments values, central first
/// @param rate       pk.compartments values, overwritten
template <class T, class P>
void antibody_rates(AntibodyPk const& pk, P const& days_since_first_dose, T const* amount_mg,
                    T* rate)
{
    T const central_mg_per_L = amount_mg[0] / pk.volume_L[0];
    P const clearance = pk.clearance_L_per_d * clearance_factor(pk, days_since_first_dose);
    rate[0] = -clearance * central_mg_per_L;
    if (pk.saturable_max_mg_per_d > 0)
        rate[0] -= pk.saturable_max_mg_per_d * central_mg_per_L /
                   (pk.saturable_half_mg_per_L + central_mg_per_L);
    for (int k = 1; k < pk.compartments; ++k) {
        T const flow =
            pk.exchange_L_per_d[k - 1] * (central_mg_per_L - amount_mg[k] / pk.volume_L[k]);
        rate[0] -= flow;
        rate[k] = flow;
    }
}

/// Concentration at the target in a lesion, nmol/L: C_T = b_T·C_plasma.
template <class T>
[[nodiscard]] T target_nmol_per_L(T const& plasma_mg_per_L, double tissue_ratio)
{
    return tissue_ratio * constant::igg_nmol_per_mg * plasma_mg_per_L;
}

/// Receptor occupancy of one ligand, RO = C_T/(C_T + K_D); 0 to 1.
template <class T>
[[nodiscard]] T occupancy(T const& target_nmol_per_L, double kd_nmol_per_L)
{
    return target_nmol_per_L / (target_nmol_per_L + kd_nmol_per_L);
}

/// Several ligands of one target: RO_k = (C_k/K_k)/(1 + Σ_j C_j/K_j).
/// @param occupied  `count` values, overwritten; their sum is the share of receptors that is
/// blocked
template <class T>
void competing_occupancy(int count, T const* target_nmol_per_L, double const* kd_nmol_per_L,
                         T* occupied)
{
    T sum = T(1.0);
    for (int k = 0; k < count; ++k) {
        occupied[k] = target_nmol_per_L[k] / kd_nmol_per_L[k];
        sum += occupied[k];
    }
    for (int k = 0; k < count; ++k)
        occupied[k] = occupied[k] / sum;
}

/// Covariate and between-patient model around the typical patient.
/// A standard deviation is that of the logarithm, but for `sd_change`, which is added to
/// AntibodyPk::change.
struct AntibodyPopulation {
    double reference_weight_kg = 75;
    /// CL, Q, V1 and V2 (and V3) go with (weight/reference)^exponent; 0 where the source found no
    /// such effect.
    double weight_exponent_clearance = 0, weight_exponent_exchange = 0;
    double weight_exponent_central = 0, weight_exponent_peripheral = 0;
    double sd_ln_clearance = 0;
    double sd_ln_central_volume = 0;
    double sd_ln_peripheral_volume = 0;        ///< V2 alone
    double correlation_clearance_volume = 0;   ///< of ln CL and ln V1
    double sd_change = 0;
};

/// A schedule in use, for which a trough can be stated.
struct AntibodyRegimen {
    PerBody basis = PerBody::flat;
    double amount_mg = 0;   ///< mg, or mg/kg
    double interval_d = 0;
};

/// A checkpoint antibody as its file in `data/inhibitors` describes it.
struct Antibody {
    std::string id;     ///< `nivolumab`
    std::string name;   ///< `Nivolumab`
    std::vector<std::string> synonyms;
    std::string species = "human";   ///< whose target it binds: `human` or `mouse`
    std::string target;              ///< `PD-1`, `PD-L1`, `CTLA-4`
    std::string target_gene;         ///< `PDCD1`, …
    std::string isotype;
    bool depletes_target_cells =
        false;       ///< wild-type IgG1: can deplete cells that show the target
    AntibodyPk pk;   ///< typical patient, alone
    AntibodyPopulation population;
    /// `change` in place of pk.change while another antibody is given too, by its id (ipilimumab
    /// beside nivolumab).
    std::vector<std::pair<std::string, double>> change_beside;
    double kd_nmol_per_L = 0;
    double tissue_ratio = 0;          ///< b_T, lesion over plasma concentration
    std::vector<UsualAmount> usual;   ///< mg or mg/kg per administration by species
    std::string dosing;               ///< approved schedules, in words
    std::vector<AntibodyRegimen> regimens;
    std::optional<Parameter> label_half_life_d;   ///< shown beside ours, not fitted
    std::vector<std::pair<std::string, Parameter>>
        parameters;   ///< every number of the file by its key
    std::vector<std::string> sources;
};

/// Standard normal numbers of one patient.
struct AntibodyDraw {
    double clearance = 0, central_volume = 0, peripheral_volume = 0, change = 0;
};

/// The disposition of one patient. `given_too` lists the ids of the other antibodies of the
/// regimen. Clearance and central volume are correlated as the source says: ln V1 takes r·z_CL +
/// √(1 − r²)·z_V.
[[nodiscard]] AntibodyPk patient_pk(Antibody const& antibody, double weight_kg,
                                    AntibodyDraw const& draw,
                                    std::span<std::string const> given_too = {});

/// The typical patient at the reference weight with the companions given.
[[nodiscard]] AntibodyPk typical_pk(Antibody const& antibody,
                                    std::span<std::string const> given_too = {});

/// Slowest half-life of the linear part at the clearance of day `days_since_first_dose`
/// (ln2 over the smallest eigenvalue). `days` may be infinite: clearance after its fall.
[[nodiscard]] double terminal_half_life_d(AntibodyPk const& pk, double days_since_first_dose);

/// Plasma concentration just before the next dose after so many doses of `dose_mg` (bolus) every
/// `interval_d` that it no longer changes (clearance at its late value). mg/L.
[[nodiscard]] double steady_state_trough_mg_per_L(AntibodyPk const& pk, double dose_mg,
                                                  double interval_d);

}   // namespace radici::kinetics
