#include "radici/immune/parameters.hpp"

namespace radici::immune {

ImmuneParameters without_lymphocytes(ImmuneParameters parameters)
{
    parameters.adaptive.priming_per_uL_d = 0;
    parameters.regulatory.source_1e6_per_mm3_d = 0;
    parameters.regulatory.per_effector_per_d = 0;
    parameters.kill.natural_killer_per_d = 0;
    return parameters;
}

}   // namespace radici::immune
