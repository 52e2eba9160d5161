#include "radici/study/detail/section.hpp"

#include <charconv>

#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"

namespace radici::study::detail {

Section::Section(Grammar const& grammar, std::optional<Node> node, std::string pattern)
    : grammar_(&grammar), node_(std::move(node)), pattern_(std::move(pattern))
{
}

Node const& Section::node() const
{
    if (!node_)
        expectation_failed("the table is there", __FILE__, __LINE__);
    return *node_;
}

Key const& Section::key(std::string_view name) const
{
    return grammar_->at(join(pattern_, name));
}

bool Section::has(std::string_view name) const
{
    return node_ && node_->has(key(name).name);
}

Node Section::at(std::string_view name) const
{
    return node().at(key(name).name);
}

std::string Section::text(std::string_view name) const
{
    return has(name) ? at(name).text() : key(name).default_text;
}

std::int64_t Section::integer(std::string_view name) const
{
    if (has(name))
        return at(name).integer();
    auto const& text = key(name).default_text;
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    RADICI_EXPECT(error == std::errc{} && end == text.data() + text.size());
    return value;
}

bool Section::boolean(std::string_view name) const
{
    return has(name) ? at(name).boolean() : key(name).default_text == "true";
}

double Section::value(std::string_view name) const
{
    auto const& rule = key(name);
    if (has(name))
        return read_amount(rule, at(name)).value;
    auto const value = read_value(rule.default_text);
    RADICI_EXPECT(value.has_value());
    return value->in(unit_of(rule.limits.front().kind.unit));
}

Location Section::where(std::string_view name) const
{
    if (has(name))
        return at(name).where();
    auto where = node().where();
    where.key = join(where.key, key(name).name);
    return where;
}

Range range_of(Key const& key)
{
    auto const& limit = key.limits.front();
    return {limit.kind.unit, limit.low, limit.high, limit.kind.name == "count"};
}

}   // namespace radici::study::detail
