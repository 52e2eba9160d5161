#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "radici/base/detail/toml_tree.hpp"

namespace radici::detail {
namespace {

constexpr int deepest = 64;                  // tables in tables; a study file needs 5
constexpr std::size_t largest = 64u << 20;   // bytes; a study file has some thousand

int lines_before(std::string_view text, std::size_t at)
{
    return static_cast<int>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// Length of the UTF-8 sequence at `text[i]`, 0 where there is none (overlong forms and surrogates
/// included).
std::size_t utf8_length(std::string_view text, std::size_t i)
{
    auto byte = [&](std::size_t k) {
        return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u;
    };
    auto follows = [&](std::size_t k) { return (byte(k) & 0xc0u) == 0x80u; };
    unsigned const first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first < 0xe0)
        return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first < 0xf0) {
        bool const overlong = first == 0xe0 && byte(1) < 0xa0;
        bool const surrogate = first == 0xed && byte(1) >= 0xa0;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xf0 && first < 0xf5) {
        bool const outside =
            (first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) >= 0x90);
        return follows(1) && follows(2) && follows(3) && !outside ? 4 : 0;
    }
    return 0;
}

/// What the parser should never see: bytes that are no text.
void refuse_binary(std::string_view text, std::string const& name)
{
    auto refuse = [&](std::size_t at, std::string why) -> StudyError {
        return {{.file = name, .line = lines_before(text, at) + 1, .key = ""},
                {.problem = "this is no text file",
                 .why = std::move(why),
                 .hint = "a TOML file in UTF-8 is expected"}};
    };
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '\0')
            throw refuse(i, "a zero byte in it");
        auto const length = utf8_length(text, i);
        if (length == 0)
            throw refuse(i,
                         fmt::format("byte 0x{:02x} is no UTF-8",
                                     static_cast<unsigned>(static_cast<unsigned char>(text[i]))));
        i += length;
    }
}

/// Walks over TOML text and reports dotted keys that are too deep: the parser would build them, and
/// trees that deep end the program when they are walked or freed. Arrays and inline tables have a
/// limit of the parser's own.
class DepthGuard {
public:
    DepthGuard(std::string_view text, std::string const& name) : text_(text), name_(name) {}

    void check()
    {
        while (at_ < text_.size()) {
            char const c = text_[at_];
            if (c == '"' || c == '\'')
                skip_string(c);
            else if (c == '#')
                at_ = std::min(text_.find('\n', at_), text_.size());
            else
                count(c);
        }
    }

private:
    void count(char c)
    {
        ++at_;
        if (c == '.')
            ++dots_;
        else if (std::string_view{",=\n[]{}"}.find(c) != std::string_view::npos)
            dots_ = 0;
        if (dots_ >= deepest)
            throw StudyError({.file = name_, .line = lines_before(text_, at_) + 1, .key = ""},
                             {.problem = "a key is nested too deeply",
                              .why = fmt::format("at most {} levels", deepest),
                              .hint = ""});
    }

    void skip_string(char quote)
    {
        std::string const three(3, quote);
        bool const many_lines = text_.substr(at_).starts_with(three);
        at_ += many_lines ? 3 : 1;
        while (at_ < text_.size()) {
            if (quote == '"' && text_[at_] == '\\') {
                at_ += 2;
            } else if (many_lines ? text_.substr(at_).starts_with(three) : text_[at_] == quote) {
                at_ += many_lines ? 3 : 1;
                while (many_lines && at_ < text_.size() && text_[at_] == quote)
                    ++at_;   // """a"""" ends with a quote of its own
                return;
            } else if (!many_lines && text_[at_] == '\n') {
                return;   // not closed: the parser says so
            } else {
                ++at_;
            }
        }
    }

    std::string_view text_;
    std::string const& name_;
    std::size_t at_ = 0;
    int dots_ = 0;
};

int line_of(toml::source_region const& region, int otherwise)
{
    return region.begin.line > 0 ? static_cast<int>(region.begin.line) : otherwise;
}

std::shared_ptr<TomlValue> copy(toml::node const& node, Location const& where, int depth);

void copy_table(toml::table const& table, TomlValue& value, int depth)
{
    value.type = Node::Type::table;
    value.is_inline = table.is_inline();
    std::vector<std::pair<toml::source_position, std::size_t>> order;
    for (auto const& [key, child] : table) {
        int const line = line_of(key.source(), line_of(child.source(), value.where.line));
        Location const where{value.where.file, line, join_path(value.where.key, key.str())};
        order.emplace_back(key.source().begin, value.entries.size());
        value.entries.emplace_back(std::string{key.str()}, copy(child, where, depth + 1));
    }
    std::stable_sort(order.begin(), order.end(),
                     [](auto const& a, auto const& b) { return a.first < b.first; });
    auto const unordered = std::move(value.entries);
    value.entries.clear();
    for (auto const& [position, index] : order)
        value.entries.push_back(unordered[index]);
}

void copy_array(toml::array const& array, TomlValue& value, int depth)
{
    value.type = Node::Type::array;
    for (std::size_t i = 0; i < array.size(); ++i) {
        Location const where{value.where.file, line_of(array[i].source(), value.where.line),
                             fmt::format("{}[{}]", value.where.key, i)};
        value.items.push_back(copy(array[i], where, depth + 1));
    }
}

std::shared_ptr<TomlValue> copy(toml::node const& node, Location const& where, int depth)
{
    if (depth > deepest)
        throw StudyError(where, {.problem = "nested too deeply", .why = "", .hint = ""});
    auto value = std::make_shared<TomlValue>();
    value->where = where;
    if (auto const* table = node.as_table()) {
        copy_table(*table, *value, depth);
    } else if (auto const* array = node.as_array()) {
        copy_array(*array, *value, depth);
    } else if (auto const* text = node.as_string()) {
        value->type = Node::Type::string;
        value->text = text->get();
    } else if (auto const* integer = node.as_integer()) {
        value->type = Node::Type::integer;
        value->integer = integer->get();
        value->number = static_cast<double>(integer->get());
    } else if (auto const* number = node.as_floating_point()) {
        value->type = Node::Type::floating;
        value->number = number->get();
    } else if (auto const* boolean = node.as_boolean()) {
        value->type = Node::Type::boolean;
        value->boolean = boolean->get();
    } else {
        std::ostringstream as_written;
        node.visit([&](auto const& date) { as_written << date; });
        value->type = Node::Type::other;
        value->text = as_written.str();
    }
    return value;
}

}   // namespace

bool is_text(std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size();) {
        auto const length = bytes[i] == '\0' ? 0 : utf8_length(bytes, i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

std::shared_ptr<TomlValue> read_toml(std::string_view text, std::string const& name)
{
    if (text.size() > largest)
        throw StudyError({.file = name, .line = 1, .key = ""},
                         {.problem = "the file is too large", .why = "over 64 MiB", .hint = ""});
    refuse_binary(text, name);
    DepthGuard{text, name}.check();
    try {
        auto const table = toml::parse(text, std::string_view{name});
        if (table.empty())
            throw StudyError({.file = name, .line = 1, .key = ""},
                             {.problem = "the file is empty", .why = "no key in it", .hint = ""});
        return copy(table, {.file = name, .line = 1, .key = ""}, 0);
    } catch (toml::parse_error const& error) {
        throw StudyError({.file = name, .line = line_of(error.source(), 1), .key = ""},
                         {.problem = "this is no valid TOML",
                          .why = std::string{error.description()},
                          .hint = ""});
    }
}

std::shared_ptr<TomlValue> read_toml_value(std::string_view text, Location const& where)
{
    if (text.find('\n') != std::string_view::npos)
        return nullptr;
    try {
        auto const tree = read_toml("value = " + std::string{text}, where.file);
        auto const table = toml::parse("value = " + std::string{text});
        auto const* node = table.get("value");
        return tree->entries.size() == 1 && node != nullptr ? copy(*node, where, 0) : nullptr;
    } catch (StudyError const&) {
        return nullptr;
    }
}

}   // namespace radici::detail
