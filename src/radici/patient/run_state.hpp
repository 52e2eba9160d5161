#pragma once
#include <cstdint>
#include <vector>

namespace radici::patient {

/// What changes by events and not by rates: constant between two of them.
struct RunState {
    std::vector<std::uint8_t> positive_extinct, negative_extinct;   ///< one a lesion
    std::vector<double> agent_infusion_MBq_per_d;     ///< running into the plasma, one an agent
    std::vector<double> antibody_infusion_mg_per_d;   ///< one an antibody
    std::vector<double> antibody_first_dose_d;        ///< < 0: not given yet
    double death_threshold = 0;   ///< cumulative hazard at which this subject dies
};

}   // namespace radici::patient
