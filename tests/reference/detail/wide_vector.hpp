#pragma once
#include <nvector/nvector_serial.h>

namespace radici::reference::detail {

/// Puts vectorised loops of ours in the place of a serial vector's most used operations; its clones
/// inherit them. At some hundreds of unknowns an integrator without them spends half of its time in
/// vector arithmetic.
void widen(N_Vector vector);

}   // namespace radici::reference::detail
