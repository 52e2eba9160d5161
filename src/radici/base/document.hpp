#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "radici/base/error.hpp"

namespace radici {

namespace detail {
struct TomlValue;
}

/// One value of a TOML document: table, array, string, number or boolean, with the place where it
/// stands. Every reader throws StudyError with file, line, key path and the nearest valid name
/// where that helps. A table remembers which of its keys were asked for: `finish()` complains of
/// the first that nobody read.
class Node {
public:
    enum class Type { table, array, string, integer, floating, boolean, other };

    [[nodiscard]] Type type() const;
    [[nodiscard]] Location where() const;
    [[nodiscard]] StudyError
    error(Complaint what) const;   ///< to be thrown: `throw node.error({…})`

    // tables
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::optional<Node> find(std::string_view key) const;
    [[nodiscard]] Node at(std::string_view key) const;   ///< required
    [[nodiscard]] std::vector<std::pair<std::string, Node>>
    entries() const;   ///< in the order of the file; marks all as read
    void finish()
        const;   ///< throws on an unread key of this table and of the tables and arrays below it

    // arrays
    [[nodiscard]] std::vector<Node> items() const;

    // scalars
    [[nodiscard]] std::string text() const;
    [[nodiscard]] double number() const;   ///< a bare number, integer or floating
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] bool boolean() const;
    /// A string `"7.4 GBq"` in the given unit; a bare number or another dimension is an error.
    /// `unit` "-" takes bare numbers.
    [[nodiscard]] double in(std::string_view unit) const;
    /// One of a closed list.
    [[nodiscard]] std::string choice(std::span<std::string const> names) const;

private:
    friend class Document;
    explicit Node(std::shared_ptr<detail::TomlValue const> value) : value_(std::move(value)) {}
    std::shared_ptr<detail::TomlValue const> value_;
};

/// A TOML file, parsed. Errors (missing, empty, binary, truncated, bad syntax) are StudyErrors with
/// file and line.
class Document {
public:
    [[nodiscard]] static Document open(std::filesystem::path const& file);
    /// @param name  what to call the text in messages
    [[nodiscard]] static Document parse(std::string_view text, std::string name);
    [[nodiscard]] Node root() const;
    [[nodiscard]] std::string const& name() const { return name_; }

    /// Applies `path=value` (`arm[0].give[0].activity=3.7 GBq`) as `--set` does: the value is read
    /// as TOML where that works and as a string otherwise. Throws StudyError where the path does
    /// not exist up to its last table.
    void set(std::string_view assignment);
    /// The document as TOML text (comments gone, keys sorted).
    [[nodiscard]] std::string to_toml() const;

private:
    std::string name_;
    std::shared_ptr<detail::TomlValue> root_;
};

}   // namespace radici
