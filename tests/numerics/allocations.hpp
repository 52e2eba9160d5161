#pragma once

namespace radici::test {

/// Calls of operator new by this program so far.
[[nodiscard]] long allocations();

}   // namespace radici::test
