#pragma once

namespace radici {

/// From now on SIGINT and SIGTERM only raise a flag; long work asks `interrupted()` between patients.
void catch_interrupts();
[[nodiscard]] bool interrupted();

}   // namespace radici
