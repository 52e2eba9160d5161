// Lengths and times have no order.
// error: no match for .operator<.
#include "radici/base/quantity.hpp"

using namespace radici;
using namespace radici::unit;

#ifdef RADICI_WRONG
[[maybe_unused]] bool const wrong = 1.0 * cm < 1.0 * s;
#endif
