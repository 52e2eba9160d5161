#include "radici/report/detail/json_text.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace radici::report::detail {
namespace {

using Json = nlohmann::ordered_json;

bool flat(Json const& json)
{
    return std::none_of(json.begin(), json.end(),
                        [](Json const& item) { return item.is_structured(); });
}

void break_line(std::size_t indent, std::string& out)
{
    out += '\n';
    out.append(indent, ' ');
}

void write(Json const& json, std::size_t indent, std::string& out)
{
    if (!json.is_structured()) {
        out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
        return;
    }
    bool const one_line = flat(json);
    out += json.is_array() ? '[' : '{';
    bool first = true;
    for (auto const& [key, item] : json.items()) {
        if (!first)
            out += one_line ? ", " : ",";
        first = false;
        if (!one_line)
            break_line(indent + 2, out);
        if (json.is_object())
            out += Json(key).dump(-1, ' ', false, Json::error_handler_t::replace) + ": ";
        write(item, indent + 2, out);
    }
    if (!one_line)
        break_line(indent, out);
    out += json.is_array() ? ']' : '}';
}

}   // namespace

std::string json_text(Json const& json)
{
    std::string out;
    write(json, 0, out);
    return out + '\n';
}

}   // namespace radici::report::detail
