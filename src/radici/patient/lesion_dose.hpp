#pragma once
#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/patient/lesion_activity.hpp"
#include "radici/radiobiology/repair.hpp"

namespace radici::patient {

template <class T>
struct LesionDoseRates {
    radiobiology::DoseRates<T> mean;       ///< over the lesion
    radiobiology::DoseRates<T> positive;   ///< to target-positive cells
    radiobiology::DoseRates<T> negative;
};

/// Self-dose of the activity in a lesion, with cross-fire between target-positive patches and the
/// rest.
///   Ḋ = 13.84·E·φ(m)·A/m;  f = 1 − φ(patch)/φ(lesion), ≥ 0
///   Ḋ₊ = Ḋ_b·[(1 − f)/p + f] + Ḋ_u,   Ḋ₋ = Ḋ_b·f + Ḋ_u,   p·Ḋ₊ + (1 − p)·Ḋ₋ = Ḋ_b + Ḋ_u
/// Activity on target cells and in them gives Ḋ_b; what is free, in debris, or of an agent without
/// a receptor is uniform (Ḋ_u). Ḋ_b/p is bound activity per volume of positive cells, so it stays
/// finite as they go. A target in the stroma doses every tumour cell by f alone. Daughters that
/// leave take their part with them. The mass is that of the lesion, never less than the guard
/// volume's.
template <class T>
[[nodiscard]] LesionDoseRates<T> lesion_dose_rates(Subject const& subject, T const* y,
                                                   LesionCells<T> const& cells)
{
    using std::log;
    using std::max;
    T const mass_g = lesion_mass_g(subject, cells);
    T const log_mass = log(mass_g);
    T const per_MBq_MeV = constant::Gy_g_per_d_MBq_MeV / mass_g;

    LesionDoseRates<T> dose;
    for (int k = 0; k < subject.layout.agents; ++k) {
        if (subject.layout.states_of(k) == LesionStates::none)
            continue;
        auto const& agent = subject.agents[static_cast<std::size_t>(k)];
        auto const activity = lesion_activity(subject, k, y, cells);
        bool const binds = subject.layout.states_of(k) == LesionStates::ligand;
        bool const stroma = agent.lesion.route == kinetics::LesionRoute::stroma;

        auto add = [&](T const& absorbed_MeV, T const& daughters_MeV, double patch_MeV,
                       auto member) {
            auto energy = [&](T const& all, T const& lost) {
                T const in_place = per_MBq_MeV * absorbed_MeV * all;
                return agent.loss.sphere ? in_place - per_MBq_MeV * daughters_MeV * lost : in_place;
            };
            T const uniform = energy(activity.uniform_MBq, activity.lost_uniform_MBq);
            if (!binds) {
                dose.mean.*member += uniform;
                dose.positive.*member += uniform;
                dose.negative.*member += uniform;
                return;
            }
            T const per_mm3 =
                energy(activity.on_target_MBq_per_mm3, activity.lost_on_target_MBq_per_mm3);
            T const bound = activity.target_volume_mm3 * per_mm3;
            T const crossfire = max(1 - patch_MeV / max(absorbed_MeV, T(1e-30)), T(0.0));
            T const elsewhere = uniform + bound * crossfire;
            dose.mean.*member += uniform + bound;
            dose.negative.*member += elsewhere;
            dose.positive.*member +=
                stroma ? elsewhere
                       : uniform + per_mm3 * cells.living() * (1 - crossfire) + bound * crossfire;
        };
        auto const* tail = agent.loss.sphere;
        add(agent.sphere->low_let_MeV(log_mass), tail ? tail->low_let_MeV(log_mass) : T(0.0),
            agent.patch_low_MeV, &radiobiology::DoseRates<T>::low_Gy_per_d);
        add(agent.sphere->alpha_MeV(log_mass), tail ? tail->alpha_MeV(log_mass) : T(0.0),
            agent.patch_alpha_MeV, &radiobiology::DoseRates<T>::alpha_Gy_per_d);
    }
    return dose;
}

}   // namespace radici::patient
