#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace radici::report {

/// Colours of the figures. Ink, muted, rule, paper and thread are stand-ins that the page's style
/// turns into its own for light, dark and print; the hues are those of Okabe and Ito, which people
/// with any colour vision tell apart.
namespace colour {
inline constexpr std::string_view ink = "#010101";
inline constexpr std::string_view muted = "#020202";
inline constexpr std::string_view rule = "#030303";
inline constexpr std::string_view paper = "#040404";
inline constexpr std::string_view thread = "#050505";   ///< one of many thin lines
/// Arm by arm: blue, vermilion, green, purple, orange, sky; then again.
[[nodiscard]] std::string_view of_arm(std::size_t arm);
/// CR, PR, SD, PD; anything else is muted.
[[nodiscard]] std::string_view of_response(std::string_view response);
inline constexpr std::string_view good = "#009E73";
inline constexpr std::string_view bad = "#D55E00";
}   // namespace colour

/// A rectangle of the page in pixels, y downwards.
struct Box {
    double left, right, top, bottom;
};

struct LegendEntry {
    std::string text;
    std::string_view colour;
    int point = 0;   ///< gnuplot's point type; 0: a dash
    double size = 1;
};

/// Text as a gnuplot string in which nothing is special: control characters are gone and straight
/// single quotes become typographic ones (gnuplot's own doubling fails at the start of a string).
[[nodiscard]] std::string gnuplot_text(std::string_view text);

/// The gnuplot script of one figure: a page of pixels on which panels are placed by hand, so that
/// labels never meet.
class Script {
public:
    Script(int width, int height);

    void add(std::string_view command);   ///< one line
    /// A data block of columns of equal length (NaN = missing); gives its name.
    [[nodiscard]] std::string data(std::vector<std::vector<double>> const& columns);
    /// Starts a new panel: everything is reset but the page's own settings.
    void panel(Box const& axes);
    /// Text at a place of the page, drawn with the panel's plot. align: left, center, right.
    void label(std::string_view text, double x, double y, std::string_view align = "left",
               std::string_view colour = colour::ink, int size = 12, bool bold = false);
    void x_title(std::string_view text);
    void y_title(std::string_view text,
                 double x);                   ///< upright, at x of the page, beside the panel
    void grid_lines(std::string_view axis);   ///< at the ticks of "x" or "y"
    /// A legend in rows no wider than `width`: a dash or point in the colour, then the text. Gives
    /// its height.
    double legend(std::vector<LegendEntry> const& entries, double x, double y, double width);
    [[nodiscard]] std::string text() const;   ///< the finished script

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

private:
    int width_, height_;
    int blocks_ = 0;
    int labels_ = 0;
    int arrows_ = 0;
    Box axes_{};
    std::string text_;
};

/// About how wide a text is in pixels; the page's font is a sans.
[[nodiscard]] double text_width(std::string_view text, int size = 12);
/// The text cut to a width, with an ellipsis where something is missing.
[[nodiscard]] std::string cut_to_width(std::string_view text, double width, int size = 12);

/// Step of 1, 2 or 5 times a power of ten that divides a range into at most `count` parts.
[[nodiscard]] double tick_step(double range, int count);

/// How a time axis is read: months of 30.4375 d beyond 200 days, else days.
struct TimeAxis {
    double horizon_d;
    [[nodiscard]] bool in_months() const { return horizon_d > 200; }
    [[nodiscard]] double of(double day) const { return in_months() ? day / 30.4375 : day; }
    [[nodiscard]] double end() const;             ///< whole months where that is what is meant
    [[nodiscard]] double step(int count) const;   ///< between ticks: 1, 2, 3, 6 or 12 months
    [[nodiscard]] std::string unit() const { return in_months() ? "months" : "days"; }
    [[nodiscard]] std::string title() const;   ///< "months since the first treatment day"
};

}   // namespace radici::report
