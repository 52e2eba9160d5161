#pragma once
#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/numerics/dual.hpp"
#include "radici/patient/run_state.hpp"
#include "radici/patient/subject.hpp"
#include "radici/radiobiology/repair.hpp"

namespace radici::patient {

/// Volumes and cell numbers of a lesion in the number type of the run.
template <class T>
struct LesionCells {
    T viable_positive{}, viable_negative{};   ///< 1e6
    T doomed_positive{}, doomed_negative{};   ///< 1e6
    T debris_mm3{};
    [[nodiscard]] T viable() const { return viable_positive + viable_negative; }
    [[nodiscard]] T doomed() const { return doomed_positive + doomed_negative; }
    [[nodiscard]] T positive() const { return viable_positive + doomed_positive; }
    [[nodiscard]] T negative() const { return viable_negative + doomed_negative; }
    [[nodiscard]] T living() const { return viable() + doomed(); }
    [[nodiscard]] T volume_mm3() const { return living() + debris_mm3; }   // 1e6 cells fill 1 mm³
};

/// @param y  states of the lesion; an extinct clone counts as no cells whatever its logarithm says
/// @tparam P  number type of what events change: T, or double
template <class T, class P>
[[nodiscard]] LesionCells<T> lesion_cells(T const* y, LivingClones<P> const& living)
{
    using std::exp;
    return {.viable_positive = living.positive * exp(y[log_viable_positive]),
            .viable_negative = living.negative * exp(y[log_viable_negative]),
            .doomed_positive = y[doomed_positive],
            .doomed_negative = y[doomed_negative],
            .debris_mm3 = y[debris]};
}

/// The clones that have not reached one cell.
[[nodiscard]] inline LivingClones<double> living_clones(double const* y)
{
    auto const lives = [](double ln_cells) { return ln_cells > immune::ln_one_cell ? 1.0 : 0.0; };
    return {lives(y[log_viable_positive]), lives(y[log_viable_negative])};
}

template <class T>
struct LesionDoseRates {
    radiobiology::DoseRates<T> mean;       ///< over the lesion
    radiobiology::DoseRates<T> positive;   ///< to target-positive cells
    radiobiology::DoseRates<T> negative;
};

/// Soft tissue and water alike: 1 g/cm³.
inline constexpr double g_per_mm3 = 1e-3;

/// Self-dose of the activity in a lesion, with cross-fire between target-positive patches and the
/// rest.
///   Ḋ = 13.84·E·φ(m)·A/m;  f = 1 − φ(patch)/φ(lesion), ≥ 0
///   Ḋ₊ = Ḋ_b·[(1 − f)/p + f] + Ḋ_u,   Ḋ₋ = Ḋ_b·f + Ḋ_u,   p·Ḋ₊ + (1 − p)·Ḋ₋ = Ḋ_b + Ḋ_u
/// Bound activity gives Ḋ_b; what debris holds, and all activity of an agent without a receptor, is
/// uniform (Ḋ_u). Ḋ_b/p is bound activity over positive mass, so it stays finite as the positive
/// cells go. The mass is that of the lesion, never less than the guard volume's.
template <class T>
[[nodiscard]] LesionDoseRates<T> lesion_dose_rates(Subject const& subject, T const* y,
                                                   LesionCells<T> const& cells)
{
    using std::log;
    using std::max;
    T const mass_g = g_per_mm3 * max(cells.volume_mm3(), T(subject.immune.guard_volume_mm3));
    T const log_mass = log(mass_g);
    T const per_MBq_MeV = constant::Gy_g_per_d_MBq_MeV / mass_g;
    double const speck =
        1e-12;   // 1e6 cells: a millionth of a cell, against 0/0 when a clone has died out
    T const living_over_positive = (cells.living() + speck) / (cells.positive() + speck);

    LesionDoseRates<T> dose;
    for (int k = 0; k < subject.layout.agents; ++k) {
        auto const& agent = subject.agents[static_cast<std::size_t>(k)];
        T const low_MeV = agent.sphere->low_let_MeV(log_mass);
        T const alpha_MeV = agent.sphere->alpha_MeV(log_mass);
        T const& bound = y[subject.layout.bound(k)];
        T const& held = y[subject.layout.held(k)];

        auto add = [&](T const& absorbed_MeV, double patch_MeV, auto member) {
            T const uniform = per_MBq_MeV * absorbed_MeV * held;
            T const from_bound = per_MBq_MeV * absorbed_MeV * bound;
            dose.mean.*member += uniform + from_bound;
            if (!agent.lesion.receptor) {
                dose.positive.*member += uniform + from_bound;
                dose.negative.*member += uniform + from_bound;
                return;
            }
            T const crossfire = max(1 - patch_MeV / max(absorbed_MeV, T(1e-30)), T(0.0));
            dose.positive.*member +=
                uniform + from_bound * ((1 - crossfire) * living_over_positive + crossfire);
            dose.negative.*member += uniform + from_bound * crossfire;
        };
        add(low_MeV, agent.patch_low_MeV, &radiobiology::DoseRates<T>::low_Gy_per_d);
        add(alpha_MeV, agent.patch_alpha_MeV, &radiobiology::DoseRates<T>::alpha_Gy_per_d);
    }
    return dose;
}

}   // namespace radici::patient
