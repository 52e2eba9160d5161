#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "radici/base/document.hpp"
#include "radici/study/distribution.hpp"
#include "radici/study/grammar.hpp"

namespace radici::study::detail {

/// One table of a checked study file, read by its grammar: what is left out comes as the schema's
/// default. Asking for a key that is not in the schema is a broken expectation.
class Section {
public:
    /// @param pattern  path of the table in the schema, `arm[].give[]`
    /// @param node     nothing where the table was left out: every key has its default then
    Section(Grammar const& grammar, std::optional<Node> node, std::string pattern);

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] Node at(std::string_view name) const;
    [[nodiscard]] Key const& key(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name) const;
    [[nodiscard]] bool boolean(std::string_view name) const;
    [[nodiscard]] double value(std::string_view name) const;   ///< in the unit of its one kind
    [[nodiscard]] Node const& node() const;                    ///< of a table that is there
    [[nodiscard]] Location
    where(std::string_view name) const;   ///< of a key, also of one that is missing

private:
    Grammar const* grammar_;
    std::optional<Node> node_;
    std::string pattern_;
};

[[nodiscard]] Range range_of(Key const& key);

}   // namespace radici::study::detail
