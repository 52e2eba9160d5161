#pragma once
#include <span>
#include <string>
#include <vector>

#include "radici/report/gnuplot.hpp"

namespace radici::report {

/// Numbers as text, row by row; the first column names the row.
struct Table {
    std::string caption;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

/// A figure before it is drawn. All texts are plain: escaping happens on the way out.
struct Figure {
    std::string id;   ///< unique on the page; letters, digits, hyphens
    std::string title;
    std::string description;   ///< what it shows, for those who cannot see it
    std::string caption;       ///< what a reader must know to read it
    std::string script;        ///< gnuplot: one page
    std::vector<Table> data;   ///< every number that is drawn
};

/// The figures as HTML `<figure>` elements with inline SVG and their data as tables behind them.
/// Equal figures give equal text. Throws RunError where gnuplot fails.
[[nodiscard]] std::vector<std::string> figures_html(std::span<Figure const> figures,
                                                    Gnuplot const& gnuplot);

/// One SVG of gnuplot made fit for a page: declaration, scripts, hover titles and tool names gone,
/// identifiers made unique by the figure's, title and description put in, colours left as
/// `rgb(r,g,b)` without blanks so that the page's style can find and replace them.
[[nodiscard]] std::string inline_svg(std::string svg, Figure const& figure);

/// `<table>` with its caption; numbers are right-aligned by the page's style.
[[nodiscard]] std::string table_html(Table const& table);

}   // namespace radici::report
