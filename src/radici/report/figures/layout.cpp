#include "radici/report/figures/layout.hpp"

#include <algorithm>

namespace radici::report {

int PanelGrid::height() const
{
    std::size_t const rows = (count + columns - 1) / columns;
    return static_cast<int>(
        top + static_cast<double>(rows) * (title_height() + panel_height + below) + bottom);
}

Box PanelGrid::box(std::size_t panel) const
{
    double const step = (width() - 8.0) / static_cast<double>(columns);
    double const x = step * static_cast<double>(column(panel));
    double const y = top + title_height() +
                     static_cast<double>(row(panel)) * (title_height() + panel_height + below);
    return {x + left, x + step - between, y, y + panel_height};
}

void PanelGrid::title(Script& script, std::size_t panel, std::string_view text,
                      std::string_view unit) const
{
    constexpr double line = 14;
    Box const axes = box(panel);
    double const start = axes.left - left + 10;
    double const base = axes.top - 14;
    double const above = units ? base - line : base;
    script.label(cut_to_width(text, axes.right - start, 13), start, above, "left", colour::ink, 13,
                 true);
    if (!unit.empty())
        script.label(cut_to_width(unit, axes.right - start, 11), start, base, "left", colour::muted,
                     11);
}

}   // namespace radici::report
