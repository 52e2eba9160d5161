#pragma once
#include <vector>

#include "radici/base/document.hpp"
#include "radici/dosimetry/solid.hpp"

namespace radici::dosimetry::detail {

/// The solids of a part, `data/anatomy/bodies`. A tube with more than two points becomes one tube
/// between each two. StudyError, located: unknown kind, a length that is not > 0.
[[nodiscard]] std::vector<Solid> read_solids(Node const& list);

}   // namespace radici::dosimetry::detail
