#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/document.hpp"

namespace radici::study {

/// A kind of unit that a key can ask for: an activity per body weight, a time, …
struct UnitKind {
    std::string name;
    std::string unit;                 ///< the model's; "-" for plain numbers
    std::string words;                ///< "an activity per body weight"
    std::vector<std::string> units;   ///< common ones, for hints
};

enum class KeyType {
    table,
    tables,
    string,
    choice,
    choices,
    integer,
    number,
    boolean,
    value,
    day,
    factors,
    distribution,
    chances
};

/// What one kind of unit may be in one key; low and high in the kind's unit.
struct Limit {
    UnitKind kind;
    double low = 0, high = 0;
    std::string low_text, high_text;   ///< as schema/study.toml has them
};

/// One key of study files.
struct Key {
    std::string path;     ///< `arm[].give[].activity`
    std::string name;     ///< its last part
    std::string parent;   ///< path of the table it stands in, "" for the root
    KeyType type = KeyType::string;
    bool required = false;
    bool has_default = false;
    std::string default_text;
    std::vector<Limit> limits;        ///< one for each kind of unit that is accepted
    std::vector<std::string> names;   ///< of a choice
    std::string example, text;
};

/// The example of a key as it stands in a file: texts in quotes, everything else as it is.
[[nodiscard]] std::string example_in_file(Key const& key);

/// A form of distribution: the key that names it and those that go with it (`min` and `max` always
/// do).
struct ShapeRule {
    std::string name;
    std::vector<std::string> with;
    std::string example, text;
};

/// The grammar of study files, read from schema/study.toml (which is compiled in).
class Grammar {
public:
    [[nodiscard]] static Grammar const& study();
    explicit Grammar(Document const& schema);

    [[nodiscard]] std::vector<Key> const& keys() const { return keys_; }
    [[nodiscard]] std::vector<UnitKind> const& kinds() const { return kinds_; }
    [[nodiscard]] std::vector<ShapeRule> const& shapes() const { return shapes_; }
    /// A key that our own code names; a broken expectation where there is none.
    [[nodiscard]] Key const& at(std::string_view path) const;
    /// Keys of one table, in the order of the schema.
    [[nodiscard]] std::vector<Key const*> below(std::string_view parent) const;

private:
    std::vector<UnitKind> kinds_;
    std::vector<ShapeRule> shapes_;
    std::vector<Key> keys_;
};

/// Checks a whole document, in its own order: unknown and missing keys, types, kinds of unit,
/// ranges. Throws StudyError at the first fault. What several keys say together is not looked at
/// here.
void check_grammar(Grammar const& grammar, Node const& root);
/// The same of one table.
void check_grammar(Grammar const& grammar, Node const& table, std::string const& path);

/// A value with its unit, taken apart.
struct ReadAmount {
    double value = 0;               ///< in the unit of the kind
    Limit const* limit = nullptr;   ///< of the key: which kind it is
};

/// Reads `"7.4 GBq"` by the rules of its key; StudyError for a missing or wrong unit and outside
/// the range.
[[nodiscard]] ReadAmount read_amount(Key const& key, Node const& node);

/// Reads `"day 57"` as 57; StudyError for anything else and below day 1.
[[nodiscard]] int read_day(Node const& node);

/// Path of a key in the pattern of a table: `join("arm[]", "name")`.
[[nodiscard]] std::string join(std::string_view parent, std::string_view name);

}   // namespace radici::study
