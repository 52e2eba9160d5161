#pragma once
#include <string>

namespace radici::report::detail {

/// The style sheet of the page: light, dark and print; the colours of the figures are found by the
/// stand-ins of script.hpp and replaced.
[[nodiscard]] std::string page_style();

}   // namespace radici::report::detail
