#pragma once
#include <limits>
#include <span>
#include <vector>

namespace radici::patient {

/// Which clones of a lesion live: 1, or 0 from their extinction on.
template <class T>
struct LivingClones {
    T positive = T(1.0), negative = T(1.0);
};

/// What runs into the plasma, and since when an antibody acts.
template <class T>
struct DrugSupply {
    std::span<T const> agent_infusion_MBq_per_d;     ///< one an agent
    std::span<T const> ligand_infusion_nmol_per_d;   ///< one an agent that binds
    std::span<T const> antibody_infusion_mg_per_d;   ///< one an antibody
    std::span<T const> antibody_first_dose_d;        ///< not_given before its first dose
};
inline constexpr double not_given = std::numeric_limits<double>::infinity();

/// What changes by events and not by rates: constant between two of them.
struct RunState {
    std::vector<LivingClones<double>> living;   ///< one a lesion
    std::vector<double> agent_infusion_MBq_per_d, ligand_infusion_nmol_per_d;
    std::vector<double> antibody_infusion_mg_per_d;
    std::vector<double> antibody_first_dose_d;
    double death_threshold = 0;   ///< cumulative hazard at which this subject dies

    [[nodiscard]] DrugSupply<double> supply() const
    {
        return {agent_infusion_MBq_per_d, ligand_infusion_nmol_per_d, antibody_infusion_mg_per_d,
                antibody_first_dose_d};
    }
};

}   // namespace radici::patient
