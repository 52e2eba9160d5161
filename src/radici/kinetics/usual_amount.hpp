#pragma once
#include <string>

#include "radici/base/parameter.hpp"

namespace radici::kinetics {

/// `auc`: by the area under the curve that it is to give (carboplatin, Calvert).
enum class PerBody { flat, per_kg, per_m2, auc };

/// Usual amount of one administration, for plausibility: over 3 times is worth a warning, over 10
/// times or under 1/50 an error.
struct UsualAmount {
    std::string species;   ///< `human`, `mouse`
    PerBody basis = PerBody::flat;
    Parameter
        amount;   ///< MBq, MBq/kg; mg, mg/kg, mg/m², AUC; its `low` and `high` are the range in use
};

}   // namespace radici::kinetics
