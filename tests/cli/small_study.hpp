#pragma once
#include <string>

namespace radici::test {

/// A study of two arms that takes a fraction of a second, so that it can be run again and again.
[[nodiscard]] std::string small_study();

}   // namespace radici::test
