#include "radici/base/document.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "radici/base/detail/toml_tree.hpp"
#include "radici/base/file.hpp"
#include "radici/base/nearest.hpp"

namespace radici {

using detail::TomlValue;

Document Document::open(std::filesystem::path const& file)
{
    return parse(read_text(file), file.string());
}

Document Document::parse(std::string_view text, std::string name)
{
    Document document;
    document.root_ = detail::read_toml(text, name);
    document.name_ = std::move(name);
    return document;
}

Node Document::root() const
{
    return Node{root_};
}

std::string Document::to_toml() const
{
    return detail::write_toml(*root_);
}

namespace {

/// One step of a path: `give[1]` is key `give`, then item 1.
struct Step {
    std::string key;
    std::vector<std::size_t> index;
};

std::optional<Step> read_step(std::string_view text)
{
    auto const bracket = std::min(text.find('['), text.size());
    Step step{std::string{text.substr(0, bracket)}, {}};
    text.remove_prefix(bracket);
    while (!text.empty()) {
        std::size_t index = 0;
        auto const [end, error] =
            std::from_chars(text.data() + 1, text.data() + text.size(), index);
        if (text.front() != '[' || error != std::errc{} || end == text.data() + text.size() ||
            *end != ']')
            return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end + 1 - text.data()));
        step.index.push_back(index);
    }
    return step.key.empty() ? std::nullopt : std::optional{step};
}

std::optional<std::vector<Step>> read_path(std::string_view path)
{
    std::vector<Step> steps;
    for (;;) {
        auto const dot = path.find('.');
        auto const step = read_step(path.substr(0, dot));
        if (!step || steps.size() > 32)
            return std::nullopt;
        steps.push_back(*step);
        if (dot == std::string_view::npos)
            return steps;
        path.remove_prefix(dot + 1);
    }
}

/// The slot of item `index` of an array; throws where there is none.
std::shared_ptr<TomlValue>& item_of(TomlValue& array, std::size_t index, Location const& where)
{
    if (array.type != Node::Type::array || index >= array.items.size())
        throw StudyError(where,
                         {.problem = fmt::format("{} has no item [{}]", array.where.key, index),
                          .why = array.type == Node::Type::array
                                     ? fmt::format("it has {}, counted from 0", array.items.size())
                                     : "it is no array",
                          .hint = ""});
    return array.items[index];
}

std::shared_ptr<TomlValue>* entry_of(TomlValue& table, std::string const& key)
{
    for (auto& [name, child] : table.entries)
        if (name == key)
            return &child;
    return nullptr;
}

}   // namespace

void Document::set(std::string_view assignment)
{
    auto const equals = assignment.find('=');
    auto trim = [](std::string_view text) {
        while (text.starts_with(' '))
            text.remove_prefix(1);
        while (text.ends_with(' '))
            text.remove_suffix(1);
        return text;
    };
    if (!detail::is_text(assignment))
        throw StudyError({.file = "--set", .line = 0, .key = ""},
                         {.problem = "this is no text", .why = "not UTF-8", .hint = ""});
    auto const path = std::string{trim(assignment.substr(0, equals))};
    Location const where{.file = "--set", .line = 0, .key = path};
    auto const steps = equals == std::string_view::npos ? std::nullopt : read_path(path);
    if (!steps)
        throw StudyError({.file = "--set", .line = 0, .key = ""},
                         {.problem = detail::quoted_text(assignment),
                          .why = "path=value is expected",
                          .hint = "for example arm[0].give[0].activity=3.7 GBq"});

    auto const text = trim(assignment.substr(equals + 1));
    auto value = detail::read_toml_value(text, where);
    if (!value) {
        value = std::make_shared<TomlValue>();
        value->type = Node::Type::string;
        value->text = std::string{text};
        value->where = where;
    }

    std::shared_ptr<TomlValue>* slot = &root_;
    for (auto const& step : *steps) {
        if ((*slot)->type != Node::Type::table)
            throw StudyError(
                where, {.problem = (*slot)->where.key + " is no table", .why = "", .hint = ""});
        auto& table = **slot;
        slot = entry_of(table, step.key);
        bool const last = &step == &steps->back() && step.index.empty();
        if (slot == nullptr && last)
            slot = &table.entries.emplace_back(step.key, nullptr).second;
        if (slot == nullptr) {
            std::vector<std::string> names;
            for (auto const& [name, child] : table.entries)
                names.push_back(name);
            throw StudyError(where,
                             {.problem = fmt::format("there is no {}",
                                                     detail::join_path(table.where.key, step.key)),
                              .why = "",
                              .hint = nearest_hint(step.key, names)});
        }
        for (auto const index : step.index)
            slot = &item_of(**slot, index, where);
    }
    *slot = value;
}

}   // namespace radici
