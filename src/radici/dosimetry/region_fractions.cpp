#include "radici/dosimetry/region_fractions.hpp"

#include <algorithm>
#include <cmath>

namespace radici::dosimetry {

namespace {

constexpr double reciprocity = 0.05, surface_reciprocity = 0.5;

struct Known {
    double mean = 0, sd = 0;
};

Known tabulated(OrganKernelTable const& table, std::string const& target, std::string const& source,
                std::size_t energy)
{
    auto const rows = table.find(source);
    if (rows == table.end() || !rows->second[energy].fraction.contains(target))
        return {};
    return {rows->second[energy].fraction.at(target), rows->second[energy].sd.at(target)};
}

Known operator*(double factor, Known const& a)
{
    return {factor * a.mean, factor * a.sd};
}

/// Inverse-variance mean of what was found directly and what the way back says.
double combined(Known const& direct, Known const& back, double trust)
{
    if (!(direct.sd > 0) || !(back.sd > 0))   // nothing was scored one way: the other knows more
        return direct.sd > 0 || !(back.sd > 0) ? direct.mean : back.mean;
    double const other_sd = std::hypot(back.sd, trust * back.mean);
    double const w = 1 / (direct.sd * direct.sd), v = 1 / (other_sd * other_sd);
    return (w * direct.mean + v * back.mean) / (w + v);
}

Organ const* first_of(Anatomy const& anatomy, RegionKind kind)
{
    auto const& organs = anatomy.organs();
    auto const found = std::find_if(organs.begin(), organs.end(),
                                    [&](Organ const& organ) { return organ.region.kind == kind; });
    return found == organs.end() ? nullptr : &*found;
}

/// What the region has in tissues that hold red marrow.
double beside_marrow_g(Phantom const& phantom, std::string const& region)
{
    double mass_g = 0;
    for (Tissue const& tissue : phantom.tissues)
        for (Held const& held : tissue.holds)
            if (held.region == region && has_marrow(tissue.holds, phantom.anatomy.regions()))
                mass_g += held.mass_g;
    return mass_g;
}

/// Whether reciprocity holds: a walled region is source in its content and target in its wall, the
/// remainder no source beside the marrow.
bool goes_both_ways(RegionKind a, RegionKind b)
{
    auto const marrow = RegionKind::marrow, rest = RegionKind::remainder;
    return a != RegionKind::walled && b != RegionKind::walled && !(a == marrow && b == rest) &&
           !(a == rest && b == marrow);
}

double between(double a, double b, double t)
{
    if (!(a > 0 && b > 0 && a < 1 && b < 1))
        return a + t * (b - a);
    double const from = std::log(a / (1 - a)), to = std::log(b / (1 - b));
    return 1 / (1 + std::exp(-(from + t * (to - from))));
}

}   // namespace

std::vector<EnergyLine> energy_lines(std::vector<Emission> const& list, EmissionClass kind)
{
    std::vector<EnergyLine> out;
    for (Emission const& e : list)
        if (e.kind == kind)
            out.push_back({e.energy_MeV, e.energy_MeV * e.per_decay});
    return out;
}

/// Red marrow and what the remainder has in spongiosa share voxels, and so dose, by mass. Above 0.4
/// MeV mineral absorbs like soft tissue, and the ratio is noise.
void RegionFractions::find_excess(OrganKernelTable const& table, Phantom const& phantom)
{
    constexpr double no_photoeffect_MeV = 0.4, most = 3;
    Organ const* marrow = first_of(phantom.anatomy, RegionKind::marrow);
    Organ const* rest = first_of(phantom.anatomy, RegionKind::remainder);
    if (marrow == nullptr || rest == nullptr)
        return;
    marrow_ = marrow->region.name;
    auto const from_rest = table.find(rest->region.name), from_marrow = table.find(marrow_);
    if (from_rest == table.end() || from_marrow == table.end())
        return;
    double const beside_g = beside_marrow_g(phantom, rest->region.name);
    for (std::size_t e = 0; e < ln_energy_.size(); ++e) {
        auto const& there = from_rest->second[e].fraction;
        auto const& back = from_marrow->second[e].fraction;
        double const per_g = there.at(marrow_) / marrow->mass_g.value;
        double const beside = beside_g * back.at(marrow_) / marrow->mass_g.value;
        double const back_per_g =
            (back.at(rest->region.name) - beside) / (rest->mass_g.value - beside_g);
        bool const photoeffect = ln_energy_[e] < std::log(no_photoeffect_MeV);
        excess_.push_back(photoeffect && back_per_g > 0 ? std::clamp(per_g / back_per_g, 1.0, most)
                                                        : 1);
    }
}

/// What a share by mass is to be divided by.
double RegionFractions::over(std::string const& target, std::size_t energy) const
{
    return target == marrow_ && !excess_.empty() ? excess_[energy] : 1;
}

void RegionFractions::add_curve(OrganKernelTable const& table, Anatomy const& anatomy,
                                std::string const& target, std::string const& source)
{
    Organ const &from = anatomy.at(source), &to = anatomy.at(target);
    bool const both = source != target && goes_both_ways(from.region.kind, to.region.kind);
    bool const surface =
        from.region.kind == RegionKind::bone_surface || to.region.kind == RegionKind::bone_surface;
    double const ratio = anatomy.placed_mass_g(to) / anatomy.placed_mass_g(from);
    Curve& curve = curve_[{target, source}];
    for (std::size_t e = 0; e < ln_energy_.size(); ++e) {
        auto const there = 1 / over(target, e) * tabulated(table, target, source, e);
        auto const back =
            both ? ratio / over(source, e) * tabulated(table, source, target, e) : Known{};
        curve.push_back(combined(there, back, surface ? surface_reciprocity : reciprocity));
    }
}

RegionFractions::RegionFractions(OrganKernelTable const& table, Phantom const& phantom,
                                 transport::ParticleKind kind)
{
    RADICI_EXPECT(!table.empty());
    for (OrganKernelRow const& row : table.begin()->second)
        ln_energy_.push_back(std::log(row.energy_MeV));
    if (kind == transport::ParticleKind::photon)
        find_excess(table, phantom);
    for (auto const& [source, rows] : table) {
        for (OrganKernelRow const& row : rows)
            ruled_[source].push_back(row.ruled);
        for (auto const& [target, first] : rows.front().fraction)
            add_curve(table, phantom.anatomy, target, source);
    }
}

double RegionFractions::read(Curve const* curve, double energy_MeV) const
{
    if (curve == nullptr)
        return 0;
    double const x = std::log(energy_MeV);
    if (x <= ln_energy_.front())
        return curve->front();
    if (x >= ln_energy_.back())
        return curve->back();
    auto const above = std::upper_bound(ln_energy_.begin(), ln_energy_.end(), x);
    auto const i = static_cast<std::size_t>(above - ln_energy_.begin()) - 1;
    double const t = (x - ln_energy_[i]) / (ln_energy_[i + 1] - ln_energy_[i]);
    return between((*curve)[i], (*curve)[i + 1], t);
}

double RegionFractions::sum_MeV(Curve const* curve, std::vector<EnergyLine> const& lines) const
{
    double sum = 0;
    for (EnergyLine const& line : lines)
        sum += line.energy_per_decay_MeV * read(curve, line.energy_MeV);
    return sum;
}

RegionFractions::Curve const* RegionFractions::find(std::string_view target,
                                                    std::string_view source) const
{
    auto const found = curve_.find(std::pair{std::string(target), std::string(source)});
    return found == curve_.end() ? nullptr : &found->second;
}

double RegionFractions::at(std::string_view target, std::string_view source,
                           double energy_MeV) const
{
    return read(find(target, source), energy_MeV);
}

double RegionFractions::absorbed_MeV(std::string_view target, std::string_view source,
                                     std::vector<EnergyLine> const& lines) const
{
    return sum_MeV(find(target, source), lines);
}

double RegionFractions::ruled_MeV(std::string_view source,
                                  std::vector<EnergyLine> const& lines) const
{
    auto const found = ruled_.find(source);
    return found == ruled_.end() ? 0 : sum_MeV(&found->second, lines);
}

double RegionFractions::excess(std::string_view target, std::string_view source,
                               std::vector<EnergyLine> const& lines) const
{
    if (target != marrow_ || excess_.empty())
        return 1;
    Curve const* curve = find(target, source);
    double by_mass = 0;
    for (EnergyLine const& line : lines)
        by_mass += line.energy_per_decay_MeV * read(curve, line.energy_MeV) *
                   read(&excess_, line.energy_MeV);
    double const right = sum_MeV(curve, lines);
    return right > 0 ? by_mass / right : 1;
}

}   // namespace radici::dosimetry
