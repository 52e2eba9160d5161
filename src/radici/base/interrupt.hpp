#pragma once

namespace radici {

/// From now on SIGINT and SIGTERM only raise a flag (now lowered); long work asks `interrupted()`
/// between patients. A second signal of the same kind ends the program as usual.
void catch_interrupts();
[[nodiscard]] bool interrupted();

}   // namespace radici
