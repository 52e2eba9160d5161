#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "radici/base/document.hpp"

namespace radici::detail {

/// Our own copy of a TOML document: the only form that the rest of the project sees. Depth is
/// bounded by the reader.
struct TomlValue {
    Node::Type type = Node::Type::table;
    Location where;
    std::vector<std::pair<std::string, std::shared_ptr<TomlValue>>>
        entries;   // in the order of the file
    std::vector<std::shared_ptr<TomlValue>> items;
    std::string text;   // of a string; of `other` (dates) as written
    double number = 0;
    std::int64_t integer = 0;
    bool boolean = false;
    bool is_inline = false;   // a table written in braces

    mutable std::set<std::string, std::less<>> asked;   // keys that a reader knows of
    mutable bool all_asked = false;

    [[nodiscard]] std::shared_ptr<TomlValue> find(std::string_view key) const;
};

/// Parses a whole document; StudyError with file and line for anything that is no TOML.
[[nodiscard]] std::shared_ptr<TomlValue> read_toml(std::string_view text, std::string const& name);

/// The text of one value (`7.4`, `"x"`, `[1, 2]`), or null where it is none.
[[nodiscard]] std::shared_ptr<TomlValue> read_toml_value(std::string_view text,
                                                         Location const& where);

/// A table as TOML text, keys sorted.
[[nodiscard]] std::string write_toml(TomlValue const& root);

/// Whether the bytes are UTF-8 without a zero byte: text, then.
[[nodiscard]] bool is_text(std::string_view bytes);

/// `key` behind `table`: `arm[0]` and `give` make `arm[0].give`.
[[nodiscard]] std::string join_path(std::string_view table, std::string_view key);

/// A key as TOML wants it: bare where that is allowed, quoted otherwise.
[[nodiscard]] std::string key_text(std::string_view key);
/// A string in quotes with TOML's escapes.
[[nodiscard]] std::string quoted_text(std::string_view text);

}   // namespace radici::detail
