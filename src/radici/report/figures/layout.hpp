#pragma once
#include <string_view>

#include "radici/report/script.hpp"

namespace radici::report {

/// Panels of one size in rows and columns, filled row by row, each with a title above it.
struct PanelGrid {
    std::size_t count = 1;
    std::size_t columns = 2;
    double panel_height = 180;   ///< of the axes, px
    double top = 8;              ///< free space above the first row: legends
    double left = 56;            ///< room of each panel for its vertical axis
    double below = 30;           ///< room of each panel for its horizontal axis
    double bottom = 4;           ///< free space below the last row
    bool units = false;          ///< titles leave a line for a unit

    static constexpr int page_width = 760;
    static constexpr double between = 14;
    [[nodiscard]] double title_height() const { return units ? 44 : 32; }

    [[nodiscard]] int width() const { return page_width; }
    [[nodiscard]] int height() const;
    [[nodiscard]] std::size_t column(std::size_t panel) const { return panel % columns; }
    [[nodiscard]] std::size_t row(std::size_t panel) const { return panel / columns; }
    /// Nothing stands below this panel.
    [[nodiscard]] bool lowest(std::size_t panel) const { return panel + columns >= count; }
    [[nodiscard]] Box box(std::size_t panel) const;
    /// Above the axes, cut to the panel's width. To be called between Script::panel and the plot.
    /// The unit stands below it in a lighter colour.
    void title(Script& script, std::size_t panel, std::string_view text,
               std::string_view unit = {}) const;
};

}   // namespace radici::report
