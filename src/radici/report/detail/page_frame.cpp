#include "radici/report/detail/page_frame.hpp"

#include <fmt/format.h>

#include "radici/report/detail/style.hpp"
#include "radici/report/text.hpp"

namespace radici::report::detail {

std::string page_html(std::string_view title, std::string_view inside)
{
    return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                       "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'unsafe-inline'\"/>\n"
                       "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n{}"
                       "</main>\n</body>\n</html>\n",
                       escaped(title), page_style(), inside);
}

std::string paragraph(std::string_view text)
{
    return "<p>" + escaped(text) + "</p>\n";
}

std::string list_of(std::vector<std::string> const& items)
{
    std::string html = "<ul>\n";
    for (auto const& item : items)
        html += "<li>" + escaped(item) + "</li>\n";
    return html + "</ul>\n";
}

std::string fact(std::string_view name, std::string_view value)
{
    return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), escaped(value));
}

}   // namespace radici::report::detail
