#include "radici/numerics/lanes/detail/avx2.hpp"
#include "radici/numerics/lanes/detail/kernel.hpp"

namespace radici::numerics::lanes::detail {

void run_avx2(Work const& work, int lanes)
{
    run_lanes<Four>(work, lanes);
}

}   // namespace radici::numerics::lanes::detail
