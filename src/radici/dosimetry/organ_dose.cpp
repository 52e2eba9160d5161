#include "radici/dosimetry/organ_dose.hpp"

#include <algorithm>

#include "radici/base/constants.hpp"
#include "radici/dosimetry/body_photons.hpp"
#include "radici/dosimetry/charged_rules.hpp"

namespace radici::dosimetry {

namespace {

ByClass operator+(ByClass const& a, ByClass const& b)
{
    return {a.alpha + b.alpha, a.beta + b.beta, a.conversion_auger + b.conversion_auger,
            a.photon + b.photon};
}

ByClass operator*(double factor, ByClass const& a)
{
    return {factor * a.alpha, factor * a.beta, factor * a.conversion_auger, factor * a.photon};
}

/// Lines of one class with their kernel.
struct Rays {
    std::vector<PhotonLine> lines;
    SpecificKernel kernel;
    Rays(std::vector<PhotonLine> const& l, transport::PhotonKernelLibrary const& photon)
        : lines(l), kernel(l, photon)
    {
    }
};

/// Fills one cell of the table after the other; `source` of a blood organ means the blood in its
/// vessels alone.
class Filler {
public:
    Filler(std::vector<Emission> const& list, Anatomy const& anatomy,
           transport::Medium const& water)
        : anatomy_(anatomy),
          photon_(water.photon),
          decay_(deposit(list, water)),
          energy_(charged_energies(list, decay_)),
          beta_(decay_.beta.bremsstrahlung, photon_),
          conversion_(decay_.conversion_auger.bremsstrahlung, photon_),
          gamma_(decay_.photon, photon_)
    {
    }

    [[nodiscard]] ByClass absorbed_MeV(Organ const& target, Organ const& source) const
    {
        ByClass out = charged_MeV(target, source) + photons_MeV(target, source);
        bool const content =
            source.region.kind == RegionKind::content || source.region.kind == RegionKind::walled;
        if (same(target, source) && !content)
            out.photon += decay_.photon_here_MeV;
        return out;
    }
    [[nodiscard]] ByClass const& emitted() const { return decay_.emitted; }
    [[nodiscard]] double target_mass_g(Organ const& target) const
    {
        double const share =
            target.region.kind == RegionKind::blood ? anatomy_.vessel_blood_share() : 1;
        return share * target.mass_g.value;
    }

private:
    [[nodiscard]] bool same(Organ const& a, Organ const& b) const
    {
        return a.region.name == b.region.name;
    }
    [[nodiscard]] bool lines_the_content(Organ const& wall, Organ const& source) const
    {
        return source.region.kind == RegionKind::walled ? same(wall, source)
                                                        : source.region.wall == wall.region.name;
    }
    [[nodiscard]] static double content_mass_g(Organ const& source)
    {
        return source.content_mass_g ? source.content_mass_g->value : source.mass_g.value;
    }

    [[nodiscard]] ByClass charged_MeV(Organ const& target, Organ const& source) const
    {
        auto const from = source.region.kind, to = target.region.kind;
        double const trabecular = anatomy_.trabecular_share();
        if (from == RegionKind::content || from == RegionKind::walled)
            return lines_the_content(target, source)
                       ? charged_in_wall_MeV(energy_, target.mass_g.value, content_mass_g(source))
                       : ByClass{};
        if (from == RegionKind::bone_surface && to == RegionKind::bone_surface)
            return bone_surface_to_itself_MeV(energy_, trabecular);
        if (from == RegionKind::bone_surface && to == RegionKind::marrow)
            return bone_surface_to_marrow_MeV(energy_, trabecular);
        if (from == RegionKind::bone_mineral && to == RegionKind::bone_surface)
            return bone_mineral_to_surface_MeV(energy_, trabecular);
        if (from == RegionKind::bone_mineral && to == RegionKind::marrow)
            return bone_mineral_to_marrow_MeV(energy_, trabecular);
        if (from == RegionKind::marrow &&
            (to == RegionKind::marrow || to == RegionKind::bone_surface)) {
            double const lost = marrow_to_bone_surface_fraction(
                source.mass_g.value, anatomy_.at("bone_surface").mass_g.value);
            return (to == RegionKind::marrow ? 1 - lost : lost) * energy_.total();
        }
        if (!same(target, source))
            return {};
        return from == RegionKind::solid ? charged_in_organ_MeV(decay_, source) : energy_.total();
    }

    [[nodiscard]] double photons_MeV(Organ const& target, Organ const& source,
                                     DistanceSample const& sample, Rays const& rays) const
    {
        if (rays.lines.empty())
            return 0;
        double const mass = target_mass_g(target);
        if (lines_the_content(target, source)) {
            double const whole = target.mass_g.value + content_mass_g(source);
            return photons_in_sphere_MeV(rays.lines, photon_, whole, 1) * target.mass_g.value /
                   whole;
        }
        double sum = sample.mean_MeV_per_g(rays.kernel) * mass;
        if (same(target, source) && source.region.kind == RegionKind::solid)
            for (Ellipsoid const& piece : source.shapes)
                sum += piece.share * photons_in_sphere_MeV(rays.lines, photon_,
                                                           source.mass_g.value * piece.share,
                                                           source.density_g_per_cm3);
        return sum;
    }

    [[nodiscard]] ByClass photons_MeV(Organ const& target, Organ const& source) const
    {
        // A solid organ's own photons: each piece as a sphere, and from piece to piece.
        bool const own = same(target, source) && source.region.kind == RegionKind::solid;
        bool const ordered =
            target.region.name <= source.region.name;   // equal pairs both ways: reciprocity
        DistanceSample const sample(
            ordered ? target.shapes : source.shapes, ordered ? source.shapes : target.shapes,
            own ? DistanceSample::Pieces::different : DistanceSample::Pieces::all);
        return {0, photons_MeV(target, source, sample, beta_),
                photons_MeV(target, source, sample, conversion_),
                photons_MeV(target, source, sample, gamma_)};
    }

    Anatomy const& anatomy_;
    transport::PhotonKernelLibrary const& photon_;
    DecayDeposit decay_;
    ChargedEnergies energy_;
    Rays beta_, conversion_, gamma_;
};

/// A part (parotid) has the dose of its whole (salivary glands) when the source is the whole, and
/// hands all its energy to the whole when the source is the part.
ByClass of_part(Filler const& filler, Organ const& target, Organ const& source)
{
    if (target.region.part_of == source.region.name)
        return target.mass_g.value / source.mass_g.value * filler.absorbed_MeV(source, source);
    return filler.absorbed_MeV(source, source);
}

bool is_target(Organ const& organ)
{
    return organ.region.kind != RegionKind::content &&
           organ.region.kind != RegionKind::bone_mineral;
}

}   // namespace

OrganDose OrganDose::make(nuclide::NuclideLibrary const& library, std::string_view nuclide,
                          Anatomy const& anatomy, transport::Medium const& water,
                          Daughters daughters)
{
    return make(emissions(library, nuclide, daughters), anatomy, water);
}

OrganDose OrganDose::make(std::vector<Emission> const& list, Anatomy const& anatomy,
                          transport::Medium const& water)
{
    for (Organ const& organ : anatomy.organs())
        if (organ.shapes.empty())
            throw StudyError({"", 0, ""}, {"body \"" + anatomy.name() + "\": " + organ.region.name,
                                           "it has no shape for photons between organs", ""});
    Filler const filler(list, anatomy, water);
    OrganDose out;
    out.regions_ = anatomy.regions();
    out.emitted_ = filler.emitted();
    auto const& organs = anatomy.organs();
    for (Organ const& source : organs)
        out.sources_.push_back(source.region.name);
    for (Organ const& target : organs) {
        if (!is_target(target))
            continue;
        out.targets_.push_back(target.region.name);
        out.target_mass_g_.push_back(filler.target_mass_g(target));
        std::size_t const row = out.absorbed_MeV_.size();
        ByClass from_blood;
        std::size_t blood = organs.size();
        for (std::size_t i = 0; i < organs.size(); ++i) {
            Organ const& source = organs[i];
            bool const family = target.region.part_of == source.region.name ||
                                source.region.part_of == target.region.name;
            ByClass const one =
                family ? of_part(filler, target, source) : filler.absorbed_MeV(target, source);
            out.absorbed_MeV_.push_back(one);
            bool const is_blood = source.region.kind == RegionKind::blood;
            if (is_blood)
                blood = i;
            double share = is_blood ? anatomy.vessel_blood_share() : source.blood_share;
            if (!source.region.part_of.empty())
                share = 0;
            // Blood in a walled organ is in its wall, not in its content.
            if (source.region.kind == RegionKind::walled)
                share = 0;
            from_blood = from_blood + share * one;
        }
        if (blood < organs.size())
            out.absorbed_MeV_[row + blood] = from_blood;
    }
    return out;
}

std::size_t OrganDose::cell(std::string_view target, std::string_view source) const
{
    auto const t = std::find(targets_.begin(), targets_.end(), regions_.canonical(target));
    auto const s = std::find(sources_.begin(), sources_.end(), regions_.canonical(source));
    if (t == targets_.end())
        throw StudyError({"", 0, ""}, {"target \"" + std::string(target) + "\"",
                                       "no tissue of the reference body", ""});
    if (s == sources_.end())
        throw StudyError({"", 0, ""}, {"source \"" + std::string(source) + "\"",
                                       "it has no place in the reference body", ""});
    return static_cast<std::size_t>(t - targets_.begin()) * sources_.size() +
           static_cast<std::size_t>(s - sources_.begin());
}

ByClass OrganDose::absorbed_MeV(std::string_view target, std::string_view source) const
{
    return absorbed_MeV_[cell(target, source)];
}

double OrganDose::mass_g(std::string_view target) const
{
    return target_mass_g_[cell(target, sources_.front()) / sources_.size()];
}

DoseByClass OrganDose::gy_per_d_per_MBq(std::string_view target, std::string_view source) const
{
    return constant::Gy_g_per_d_MBq_MeV / mass_g(target) * absorbed_MeV(target, source);
}

}   // namespace radici::dosimetry
