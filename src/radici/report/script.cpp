#include "radici/report/script.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/report/text.hpp"

namespace radici::report {
namespace {

constexpr int data_digits = 6;
constexpr std::string_view missing = "NaN";

std::size_t characters(std::string_view utf8)
{
    return std::count_if(utf8.begin(), utf8.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

}   // namespace

std::string_view colour::of_arm(std::size_t arm)
{
    constexpr std::array<std::string_view, 6> hues{"#0072B2", "#D55E00", "#009E73",
                                                   "#CC79A7", "#E69F00", "#56B4E9"};
    return hues[arm % hues.size()];
}

std::string_view colour::of_response(std::string_view response)
{
    if (response == "CR")
        return "#004C77";
    if (response == "PR")
        return "#56B4E9";
    if (response == "SD")
        return "#A0A0A0";
    if (response == "PD")
        return "#D55E01";
    return muted;
}

std::string gnuplot_text(std::string_view text)
{
    std::string out = "'";
    for (char const c : text) {
        if (static_cast<unsigned char>(c) < 0x20)
            continue;
        if (c == '\'')
            out += "’";
        else
            out += c;
    }
    return out + '\'';
}

Script::Script(int width, int height) : width_(width), height_(height)
{
    add("set encoding utf8");
    add(fmt::format("set terminal svg size {},{} dynamic noenhanced font 'sans,12'", width,
                    height));
    add("set output");
    add("set multiplot");
}

void Script::add(std::string_view command)
{
    text_ += command;
    text_ += '\n';
}

std::string Script::data(std::vector<std::vector<double>> const& columns)
{
    RADICI_EXPECT(!columns.empty());
    std::string const name = fmt::format("$d{}", ++blocks_);
    std::string block = name + " << EOD\n";
    for (std::size_t row = 0; row < columns.front().size(); ++row) {
        for (auto const& column : columns) {
            RADICI_EXPECT(column.size() == columns.front().size());
            block += std::isfinite(column[row]) ? rounded(column[row], data_digits) : missing;
            block += ' ';
        }
        block += '\n';
    }
    // data blocks must stand before the multiplot that uses them
    text_.insert(0, block + "EOD\n");
    return name;
}

void Script::panel(Box const& axes)
{
    axes_ = axes;
    add("reset");
    add(fmt::format("set lmargin at screen {:.5f}; set rmargin at screen {:.5f}; "
                    "set bmargin at screen {:.5f}; set tmargin at screen {:.5f}",
                    axes.left / width_, axes.right / width_, 1 - axes.bottom / height_,
                    1 - axes.top / height_));
    add(fmt::format("set border 3 lc rgb '{}' lw 1", colour::muted));
    add(fmt::format("set tics nomirror out scale 0.6 textcolor rgb '{}'", colour::ink));
    add("set xtics offset 0, 0.35");
    add("unset key");
    add("set datafile missing 'NaN'");
    add("set style fill solid 1 noborder");
}

void Script::label(std::string_view text, double x, double y, std::string_view align,
                   std::string_view ink, int size, bool bold)
{
    add(fmt::format("set label {} {} at screen {:.5f}, screen {:.5f} {} textcolor rgb '{}' font "
                    "'sans{},{}' front",
                    ++labels_, gnuplot_text(text), x / width_, 1 - y / height_, align, ink,
                    bold ? ":Bold" : "", size));
}

void Script::x_title(std::string_view text)
{
    add(fmt::format("set xlabel {} textcolor rgb '{}' offset 0, 0.6", gnuplot_text(text),
                    colour::ink));
}

void Script::y_title(std::string_view text, double x)
{
    add(fmt::format("set label {} {} at screen {:.5f}, screen {:.5f} center rotate by 90 textcolor "
                    "rgb '{}' front",
                    ++labels_, gnuplot_text(text), x / width_,
                    1 - (axes_.top + axes_.bottom) / 2 / height_, colour::ink));
}

void Script::grid_lines(std::string_view axis)
{
    add(fmt::format("set grid {}tics lc rgb '{}' lw 1 lt 1", axis, colour::rule));
}

double Script::legend(std::vector<LegendEntry> const& entries, double x, double y, double width)
{
    constexpr double dash = 18, gap = 6, between = 20, row = 18;
    double at = x, line = y;
    for (auto const& entry : entries) {
        double const key = entry.point == 0 ? dash : dash / 2;
        double const need = key + gap + text_width(entry.text);
        if (at > x && at + need > x + width) {
            at = x;
            line += row;
        }
        std::string const height = fmt::format("screen {:.5f}", 1 - line / height_);
        if (entry.point == 0)
            add(fmt::format("set arrow {0} from screen {1:.5f}, {2} to screen {3:.5f}, {2} nohead "
                            "lw 4 lc rgb '{4}'",
                            ++arrows_, at / width_, height, (at + dash) / width_, entry.colour));
        else
            add(fmt::format("set label {} '' at screen {:.5f}, {} point pt {} ps {} lw 1.6 lc rgb "
                            "'{}' front",
                            ++labels_, (at + key / 2) / width_, height, entry.point, entry.size,
                            entry.colour));
        label(entry.text, at + key + gap, line);
        at += need + between;
    }
    return line - y + row;
}

std::string Script::text() const
{
    return text_ + "unset multiplot\n";
}

double text_width(std::string_view text, int size)
{
    constexpr double mean_advance = 0.56;   // of the font size, a sans in mixed case
    return mean_advance * size * static_cast<double>(characters(text));
}

std::string cut_to_width(std::string_view text, double width, int size)
{
    if (text_width(text, size) <= width)
        return std::string{text};
    std::string cut;
    for (char const c : text) {
        bool const begins = (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        if (begins && text_width(cut, size) + 2 * text_width("n", size) > width)
            break;
        cut += c;
    }
    return cut + "…";
}

double tick_step(double range, int count)
{
    RADICI_EXPECT(range > 0 && count > 0);
    double const rough = range / count;
    double const power = std::pow(10.0, std::floor(std::log10(rough)));
    for (double const step : {1.0, 2.0, 5.0})
        if (rough <= step * power * (1 + 1e-9))
            return step * power;
    return 10 * power;
}

double TimeAxis::step(int count) const
{
    if (!in_months())
        return tick_step(end(), count);
    for (double const step : {1.0, 2.0, 3.0, 6.0, 12.0})
        if (end() / step <= count * (1 + 1e-9))
            return step;
    return 12 * std::ceil(end() / (12.0 * count));
}

double TimeAxis::end() const
{
    double const end = of(horizon_d), whole = std::round(end);
    return in_months() && std::abs(end - whole) < 0.05 ? whole : end;
}

std::string TimeAxis::title() const
{
    return unit() + " since the first treatment day";
}

}   // namespace radici::report
