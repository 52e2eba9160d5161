#include "radici/dosimetry/cell_geometry.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/sphere.hpp"

namespace radici::dosimetry {

namespace {

constexpr double smallest_um = 0.1, largest_um = 1000, thinnest_um = 1e-3;

double ball_um3(double radius_um)
{
    return 4 * constant::pi / 3 * radius_um * radius_um * radius_um;
}

std::string lower(std::string_view text)
{
    std::string out;
    for (char const c : text)
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

void check_radius(char const* what, double radius_um)
{
    if (!(radius_um >= smallest_um && radius_um <= largest_um))
        throw StudyError({}, {std::string(what) + " of radius " + value_text(radius_um, "um"),
                              "radii from 0.1 um to 1 mm", "give the radius with its unit: 5um"});
}

}   // namespace

std::string to_text(CellSource source)
{
    return source == CellSource::nucleus ? "N" : source == CellSource::cytoplasm ? "Cy" : "CS";
}

std::string to_text(CellTarget target)
{
    return target == CellTarget::nucleus ? "N" : "C";
}

std::optional<CellSource> cell_source(std::string_view text)
{
    for (auto const source : {CellSource::nucleus, CellSource::cytoplasm, CellSource::surface})
        if (lower(text) == lower(to_text(source)))
            return source;
    return std::nullopt;
}

std::optional<CellTarget> cell_target(std::string_view text)
{
    for (auto const target : {CellTarget::nucleus, CellTarget::cell})
        if (lower(text) == lower(to_text(target)))
            return target;
    return std::nullopt;
}

void check(ConcentricCell const& cell, CellSource source)
{
    check_radius("a cell", cell.cell_um);
    check_radius("a nucleus", cell.nucleus_um);
    auto const sizes = "a nucleus of " + value_text(cell.nucleus_um, "um") + " in a cell of " +
                       value_text(cell.cell_um, "um");
    if (cell.nucleus_um > cell.cell_um)
        throw StudyError({}, {sizes, "a nucleus is not larger than its cell",
                              "both are radii: are they exchanged?"});
    if (source == CellSource::cytoplasm && cell.cell_um - cell.nucleus_um < thinnest_um)
        throw StudyError({}, {sizes, "the source is empty: a cytoplasm is at least 1 nm thick",
                              "make the cell larger, or let the decays be on its surface, CS"});
}

SourceShell shell_of(ConcentricCell const& cell, CellSource source)
{
    switch (source) {
    case CellSource::nucleus:
        return {0, cell.nucleus_um};
    case CellSource::cytoplasm:
        return {cell.nucleus_um, cell.cell_um};
    case CellSource::surface:
        break;
    }
    return {cell.cell_um, cell.cell_um};
}

double radius_um(ConcentricCell const& cell, CellTarget target)
{
    return target == CellTarget::nucleus ? cell.nucleus_um : cell.cell_um;
}

double unit_sphere_mass_g(double radius_um)
{
    return sphere_mass_g(1e-4 * radius_um);
}

double shared_volume_um3(double radius_a_um, double radius_b_um, double distance_um)
{
    double const sum = radius_a_um + radius_b_um, gap = std::abs(radius_a_um - radius_b_um);
    double const d = distance_um;
    if (d >= sum)
        return 0;
    if (d <= gap)
        return ball_um3(std::min(radius_a_um, radius_b_um));
    return constant::pi * (sum - d) * (sum - d) * (d * d + 2 * d * sum - 3 * gap * gap) / (12 * d);
}

double ray_share(SourceShell const& source, double target_um, double distance_um)
{
    double const q = source.outer_um, x = distance_um;
    if (!source.is_surface())
        return (shared_volume_um3(target_um, q, x) -
                shared_volume_um3(target_um, source.inner_um, x)) /
               (ball_um3(q) - ball_um3(source.inner_um));
    double const inside = (target_um - q) * (target_um + q) - x * x;   // sign: of the cosine
    if (x == 0)
        return inside > 0 ? 1 : inside < 0 ? 0 : 0.5;
    return std::clamp(0.5 * (1 + inside / (2 * q * x)), 0.0, 1.0);
}

std::vector<double> ray_share_kinks_um(SourceShell const& source, double target_um)
{
    std::vector<double> kinks;
    for (double const b : {source.inner_um, source.outer_um})
        if (b > 0) {
            kinks.push_back(std::abs(target_um - b));
            kinks.push_back(target_um + b);
        }
    std::sort(kinks.begin(), kinks.end());
    kinks.erase(std::unique(kinks.begin(), kinks.end()), kinks.end());
    return kinks;
}

}   // namespace radici::dosimetry
