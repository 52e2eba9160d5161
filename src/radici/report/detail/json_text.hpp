#pragma once
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace radici::report::detail {

/// A JSON document with an indent of two; an array or object that holds no other one stands on one
/// line, so that a time course of 700 days is one line and not 700.
[[nodiscard]] std::string json_text(nlohmann::ordered_json const& json);

}   // namespace radici::report::detail
