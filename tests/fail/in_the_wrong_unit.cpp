// A quantity is read in a unit of its own kind.
// error: cannot convert .*AbsorbedDoseKind
#include "radici/base/quantity.hpp"

using namespace radici;
using namespace radici::unit;

#ifdef RADICI_WRONG
[[maybe_unused]] double const wrong = (7.4 * GBq).in(Gy);
#endif
