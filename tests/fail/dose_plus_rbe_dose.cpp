// Physical and RBE-weighted dose are never added.
// error: no match for .operator\+.
#include "radici/base/quantity.hpp"

using namespace radici;
using namespace radici::unit;

#ifdef RADICI_WRONG
[[maybe_unused]] auto const wrong = 2.0 * Gy + 2.0 * Gy_rbe;
#endif
