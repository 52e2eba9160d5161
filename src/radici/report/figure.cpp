#include "radici/report/figure.hpp"

#include <string_view>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/report/text.hpp"

namespace radici::report {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

/// Removes everything from each `from` up to and with the next `to`.
void cut_all(std::string& text, std::string_view from, std::string_view to)
{
    std::string kept;
    kept.reserve(text.size());
    std::size_t begin = 0;
    for (std::size_t at = 0; (at = text.find(from, begin)) != std::string::npos;) {
        kept.append(text, begin, at - begin);
        std::size_t const end = text.find(to, at + from.size());
        RADICI_EXPECT(end != std::string::npos);
        begin = end + to.size();
    }
    kept.append(text, begin);
    text = std::move(kept);
}

/// `rgb(  0, 114, 178)` → `rgb(0,114,178)`.
void close_up_colours(std::string& svg)
{
    std::string out;
    out.reserve(svg.size());
    bool inside = false;
    for (std::size_t i = 0; i < svg.size(); ++i) {
        if (svg.compare(i, 4, "rgb(") == 0)
            inside = true;
        else if (svg[i] == ')')
            inside = false;
        if (!inside || svg[i] != ' ')
            out += svg[i];
    }
    svg = std::move(out);
}

/// gnuplot opens a group for every change of the pen; most stay empty.
void drop_empty_groups(std::string& svg)
{
    for (std::size_t at = 0; (at = svg.find("<g ", at)) != std::string::npos;) {
        std::size_t const inside = svg.find('>', at) + 1;
        std::size_t const next = svg.find_first_not_of(" \t\n", inside);
        if (svg.compare(next, 4, "</g>") == 0)
            svg.erase(at, next + 4 - at);
        else
            at = inside;
    }
}

}   // namespace

std::string inline_svg(std::string svg, Figure const& figure)
{
    cut_all(svg, "<?xml", "?>");
    cut_all(svg, "<title>", "</title>");
    cut_all(svg, "<desc>", "</desc>");
    cut_all(svg, "<filter", "</filter>");
    cut_all(svg, " xmlns=\"", "\"");
    cut_all(svg, " xmlns:xlink=\"", "\"");
    replace_all(svg, "font-family=\"sans:Bold\"", "font-weight=\"600\"");
    cut_all(svg, " font-family=\"", "\"");
    replace_all(svg, "xlink:href='#gp", "href='#" + figure.id + "-gp");
    replace_all(svg, "id='gp", "id='" + figure.id + "-gp");
    cut_all(svg, " id=\"", "\"");   // groups; the markers above carry single quotes
    close_up_colours(svg);
    drop_empty_groups(svg);
    drop_empty_groups(svg);   // what held empty groups only
    std::size_t const open = svg.find("<svg");
    std::size_t const inside = svg.find('>', open) + 1;
    std::string const box_key = "viewBox=";
    std::size_t const box = svg.find(box_key, open);
    RADICI_EXPECT(open != std::string::npos && box < inside);
    std::string const view = svg.substr(box, svg.find('"', box + box_key.size() + 1) + 1 - box);
    return fmt::format("<svg {} role=\"img\" aria-labelledby=\"{}-t {}-d\">\n"
                       "<title id=\"{}-t\">{}</title>\n<desc id=\"{}-d\">{}</desc>{}",
                       view, figure.id, figure.id, figure.id, escaped(figure.title), figure.id,
                       escaped(figure.description), svg.substr(inside));
}

std::string table_html(Table const& table)
{
    std::string html = "<div class=\"scroll\"><table>";
    if (!table.caption.empty())
        html += "<caption>" + escaped(table.caption) + "</caption>";
    html += "<thead><tr>";
    for (auto const& name : table.header)
        html += "<th scope=\"col\">" + escaped(name) + "</th>";
    html += "</tr></thead>\n<tbody>";
    for (auto const& row : table.rows) {
        html += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i)
            html += (i == 0 ? "<th scope=\"row\">" : "<td>") + escaped(row[i]) +
                    (i == 0 ? "</th>" : "</td>");
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

std::vector<std::string> figures_html(std::span<Figure const> figures, Gnuplot const& gnuplot)
{
    std::vector<std::string> scripts;
    for (auto const& figure : figures)
        scripts.push_back(figure.script);
    std::vector<std::string> pages = gnuplot.draw(scripts);
    std::vector<std::string> html;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        auto const& figure = figures[i];
        std::string text =
            fmt::format("<figure id=\"{}\">\n<div class=\"plot\">{}</div>\n"
                        "<figcaption><strong>{}.</strong> {}</figcaption>\n"
                        "<details><summary>The numbers behind this figure</summary>\n",
                        figure.id, inline_svg(std::move(pages[i]), figure), escaped(figure.title),
                        escaped(figure.caption));
        for (auto const& table : figure.data)
            text += table_html(table);
        html.push_back(text + "</details>\n</figure>\n");
    }
    return html;
}

}   // namespace radici::report
