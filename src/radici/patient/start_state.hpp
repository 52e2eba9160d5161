#pragma once
#include <vector>

#include "radici/patient/subject.hpp"

namespace radici::patient {

struct StartState {
    std::vector<double> state;     ///< layout.size() values at t = 0
    double kill_over_growth = 0;   ///< largest ratio of immune kill to growth over the lesions
};

/// A subject before treatment: every lesion viable, blood at rest. Immunity is at its fixed point
/// with the volumes frozen, or has not met transplanted tumours yet (immune::transplant_start). A
/// patient with kill_over_growth above 0.9 is not one whose disease progressed: draw another
/// (model.md §4). Throws NumericsError where the fixed point is not found.
[[nodiscard]] StartState start_state(Subject const& subject);

}   // namespace radici::patient
