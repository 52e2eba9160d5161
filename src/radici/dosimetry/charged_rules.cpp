#include "radici/dosimetry/charged_rules.hpp"

#include <algorithm>

namespace radici::dosimetry {

namespace {

constexpr double hard_MeV = 0.2;
constexpr double alpha_to_wall = 0.01;   // of the half dose that a content gives its wall

ByClass times(double factor, ByClass const& a)
{
    return {factor * a.alpha, factor * a.beta, factor * a.conversion_auger, factor * a.photon};
}

ByClass by_rule_MeV(Organ const& target, Organ const& source, Anatomy const& anatomy,
                    ChargedEnergies const& energy)
{
    auto const from = source.region.kind, to = target.region.kind;
    double const trabecular = anatomy.trabecular_share();
    if (from == RegionKind::content || from == RegionKind::walled)
        return lines(target, source)
                   ? charged_in_wall_MeV(energy, target.mass_g.value, content_mass_g(source))
                   : ByClass{};
    bool const surface = to == RegionKind::bone_surface, marrow = to == RegionKind::marrow;
    if (!surface && !marrow)
        return {};
    if (from == RegionKind::bone_surface)
        return surface ? bone_surface_to_itself_MeV(energy, trabecular)
                       : bone_surface_to_marrow_MeV(energy, trabecular);
    if (from == RegionKind::bone_mineral)
        return surface ? bone_mineral_to_surface_MeV(energy, trabecular)
                       : bone_mineral_to_marrow_MeV(energy, trabecular);
    if (from != RegionKind::marrow)
        return {};
    double const lost = marrow_to_bone_surface_fraction(source.mass_g.value,
                                                        anatomy.at("bone_surface").mass_g.value);
    return times(marrow ? 1 - lost : lost, energy.total());
}

}   // namespace

ChargedEnergies charged_energies(std::vector<Emission> const& list)
{
    ChargedEnergies out;
    for (Emission const& e : list) {
        double const energy = e.energy_MeV * e.per_decay;
        bool const hard = e.group_mean_MeV >= hard_MeV;
        if (e.kind == EmissionClass::alpha)
            out.alpha += energy;
        if (e.kind == EmissionClass::beta)
            (hard ? out.beta_hard : out.beta_soft) += energy;
        if (e.kind == EmissionClass::conversion_auger)
            (hard ? out.conversion_hard : out.conversion_soft) += energy;
    }
    return out;
}

ByClass charged_in_wall_MeV(ChargedEnergies const& energy, double wall_mass_g,
                            double content_mass_g)
{
    double const half =
        std::min(0.5 * wall_mass_g / content_mass_g, 1.0);   // no more than there is
    ByClass const all = energy.total();
    return {half * alpha_to_wall * all.alpha, half * all.beta, half * all.conversion_auger, 0};
}

ByClass bone_surface_to_itself_MeV(ChargedEnergies const& energy, double trabecular_share)
{
    double const soft = 0.25, hard = trabecular_share * 0.025 + (1 - trabecular_share) * 0.015;
    return {0.25 * energy.alpha, hard * energy.beta_hard + soft * energy.beta_soft,
            hard * energy.conversion_hard + soft * energy.conversion_soft, 0};
}

ByClass bone_surface_to_marrow_MeV(ChargedEnergies const& energy, double trabecular_share)
{
    double const fraction = 0.5 * trabecular_share;
    ByClass const all = energy.total();
    return {fraction * all.alpha, fraction * all.beta, fraction * all.conversion_auger, 0};
}

ByClass bone_mineral_to_surface_MeV(ChargedEnergies const& energy, double trabecular_share)
{
    double const alpha = trabecular_share * 0.025 + (1 - trabecular_share) * 0.01;
    double const beta = trabecular_share * 0.025 + (1 - trabecular_share) * 0.015;
    ByClass const all = energy.total();
    return {alpha * all.alpha, beta * all.beta, beta * all.conversion_auger, 0};
}

ByClass bone_mineral_to_marrow_MeV(ChargedEnergies const& energy, double trabecular_share)
{
    double const alpha = 0.05 * trabecular_share, beta = 0.35 * trabecular_share;
    ByClass const all = energy.total();
    return {alpha * all.alpha, beta * all.beta, beta * all.conversion_auger, 0};
}

double marrow_to_bone_surface_fraction(double marrow_mass_g, double bone_surface_mass_g)
{
    return std::min(0.5 * bone_surface_mass_g / marrow_mass_g, 0.5);
}

bool lines(Organ const& wall, Organ const& source)
{
    return source.region.kind == RegionKind::walled ? wall.region.name == source.region.name
                                                    : source.region.wall == wall.region.name;
}

double content_mass_g(Organ const& source)
{
    return source.content_mass_g ? source.content_mass_g->value : source.mass_g.value;
}

bool in_skeleton(RegionKind kind)
{
    return kind == RegionKind::marrow || kind == RegionKind::bone_surface ||
           kind == RegionKind::bone_mineral;
}

bool has_rule(Organ const& source)
{
    auto const kind = source.region.kind;
    return in_skeleton(kind) || kind == RegionKind::walled || kind == RegionKind::content;
}

bool has_rule(Organ const& target, Organ const& source)
{
    return in_skeleton(source.region.kind) ? in_skeleton(target.region.kind)
                                           : lines(target, source);
}

ByClass charged_share(Organ const& target, Organ const& source, Anatomy const& anatomy,
                      ChargedEnergies const& energy)
{
    auto const part = [](double some, double all) { return all > 0 ? some / all : 0; };
    ByClass const some = by_rule_MeV(target, source, anatomy, energy), all = energy.total();
    return {part(some.alpha, all.alpha), part(some.beta, all.beta),
            part(some.conversion_auger, all.conversion_auger), 0};
}

}   // namespace radici::dosimetry
