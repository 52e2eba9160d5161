#include "radici/dosimetry/organ_dose.hpp"

#include <algorithm>

#include "radici/base/constants.hpp"
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

/// Fills one cell of the table after the other; `source` of a blood organ means the blood in its
/// vessels alone.
class Filler {
public:
    Filler(std::vector<Emission> const& list, ReferenceBody const& body)
        : body_(body),
          emitted_(emitted_MeV(list)),
          energy_(charged_energies(list)),
          beta_(energy_lines(list, EmissionClass::beta)),
          conversion_(energy_lines(list, EmissionClass::conversion_auger)),
          photon_(energy_lines(list, EmissionClass::photon))
    {
    }

    [[nodiscard]] ByClass absorbed_MeV(Organ const& target, Organ const& source) const
    {
        bool const rule = has_rule(source);
        auto const share = rule ? charged_share(target, source, body_.anatomy, energy_) : ByClass{};
        double const alpha = rule ? share.alpha : same(target, source) ? 1 : 0;
        return {alpha * emitted_.alpha, electrons_MeV(target, source, share.beta, beta_),
                electrons_MeV(target, source, share.conversion_auger, conversion_),
                body_.photon.absorbed_MeV(target.region.name, source.region.name, photon_)};
    }
    [[nodiscard]] ByClass const& emitted() const { return emitted_; }

private:
    [[nodiscard]] bool same(Organ const& a, Organ const& b) const
    {
        return a.region.name == b.region.name;
    }

    /// By Monte Carlo; what stays where a rule holds is divided by it.
    [[nodiscard]] double electrons_MeV(Organ const& target, Organ const& source, double share,
                                       std::vector<EnergyLine> const& lines) const
    {
        auto const &to = target.region.name, &from = source.region.name;
        return has_rule(target, source) ? share * body_.electron.ruled_MeV(from, lines)
                                        : body_.electron.absorbed_MeV(to, from, lines);
    }

    ReferenceBody const& body_;
    ByClass emitted_;
    ChargedEnergies energy_;
    std::vector<EnergyLine> beta_, conversion_, photon_;
};

/// A part (parotid) has the dose of its whole (salivary glands) when the source is the whole, and
/// hands all its energy to the whole when the source is the part.
ByClass of_part(Filler const& filler, Organ const& target, Organ const& source)
{
    if (target.region.part_of == source.region.name)
        return target.mass_g.value / source.mass_g.value * filler.absorbed_MeV(source, source);
    return filler.absorbed_MeV(source, source);
}

}   // namespace

OrganDose OrganDose::make(nuclide::NuclideLibrary const& library, std::string_view nuclide,
                          ReferenceBody const& body, Daughters daughters)
{
    return make(emissions(library, nuclide, daughters), body);
}

OrganDose OrganDose::make(std::vector<Emission> const& list, ReferenceBody const& body)
{
    Anatomy const& anatomy = body.anatomy;
    Filler const filler(list, body);
    OrganDose out;
    out.regions_ = anatomy.regions();
    out.emitted_ = filler.emitted();
    auto const& organs = anatomy.organs();
    for (Organ const& source : organs)
        out.sources_.push_back(source.region.name);
    for (Organ const& target : organs) {
        if (!is_target(target.region.kind))
            continue;
        out.targets_.push_back(target.region.name);
        out.target_mass_g_.push_back(anatomy.placed_mass_g(target));
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
