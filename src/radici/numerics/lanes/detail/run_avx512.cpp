#include "radici/numerics/lanes/detail/avx512.hpp"
#include "radici/numerics/lanes/detail/kernel.hpp"

namespace radici::numerics::lanes::detail {

void run_avx512(Work const& work, int lanes)
{
    run_lanes<Eight>(work, lanes);
}

}   // namespace radici::numerics::lanes::detail
