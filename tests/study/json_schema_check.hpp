#pragma once
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace radici::test {

/// The first fault of a document against the part of JSON Schema that our schema uses, as
/// `/pointer: fault`; "" where there is none. An independent reading of the schema: it shares no
/// code with its writer. A keyword that it does not know is a fault too.
[[nodiscard]] std::string json_schema_fault(nlohmann::json const& schema,
                                            nlohmann::json const& document,
                                            std::string const& at = "");

}   // namespace radici::test
