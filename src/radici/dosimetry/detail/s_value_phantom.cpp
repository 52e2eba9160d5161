#include <cmath>

#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/body_transport.hpp"
#include "radici/dosimetry/detail/s_value_methods.hpp"
#include "radici/dosimetry/reference_body.hpp"

namespace radici::dosimetry::detail {

namespace {

/// Canonical names; faults are told by option.
std::string region_of(Phantom const& phantom, std::string const& option, std::string const& text)
{
    try {
        return phantom.anatomy.at(text).region.name;
    } catch (StudyError const& error) {
        throw StudyError({"", 0, option}, error.what_is_wrong());
    }
}

/// The target whose uncertainty counts where none was named: the source itself, the wall of a
/// content, else the remainder of the body.
std::string usual_target(Phantom const& phantom, std::string const& source)
{
    Region const& region = phantom.anatomy.at(source).region;
    if (is_target(region.kind))
        return region.name;
    return region.wall.empty() ? "rest" : region.wall;
}

std::string target_of(Phantom const& phantom, PhantomRegion const& region,
                      std::string const& source)
{
    if (region.target.empty())
        return usual_target(phantom, source);
    auto const name = region_of(phantom, "to", region.target);
    if (!is_target(phantom.anatomy.at(name).region.kind))
        throw StudyError({"", 0, "to"}, {name, "no dose is given for it", "it is a source alone"});
    return name;
}

ByClassSd by_class(RegionEnergy const& e)
{
    auto const value = [&](double mean, double sd) { return s_value({mean, sd}, e.mass_g); };
    return {.alpha = value(e.mean_MeV.alpha, e.sd_MeV.alpha),
            .beta = value(e.mean_MeV.beta, e.sd_MeV.beta),
            .conversion_auger = value(e.mean_MeV.conversion_auger, e.sd_MeV.conversion_auger),
            .photon = value(e.mean_MeV.photon, e.sd_MeV.photon)};
}

ValueSd total(RegionEnergy const& e)
{
    return s_value({e.mean_MeV.total(), e.total_sd_MeV}, e.mass_g);
}

BodyEffort effort_for(Sampling const& sampling, Watch const& watch, std::string const& judged)
{
    BodyEffort effort{.seed = sampling.seed,
                      .threads = sampling.threads,
                      .histories = sampling.histories.value_or(sampling.most_histories),
                      .relative_sd = sampling.histories ? 0 : sampling.relative_sd,
                      .judged = judged,
                      .stop = watch.stop,
                      .progress = {}};
    if (watch.progress)
        effort.progress = [=, show = watch.progress](std::uint64_t n, RegionEnergy const& e) {
            show(sampling.histories
                     ? static_cast<double>(n) / static_cast<double>(effort.histories)
                     : share_done({e.mean_MeV.total(), e.total_sd_MeV}, sampling.relative_sd));
        };
    return effort;
}

/// Red marrow has by mass a part of what mineral absorbs by photoeffect: the kernels know how much.
void take_mineral_out(BodyEnergy& energy, std::string const& source,
                      std::vector<Emission> const& list, ReferenceBody const& body)
{
    auto const photons = energy_lines(list, EmissionClass::photon);
    for (RegionEnergy& target : energy.targets) {
        double const excess = body.photon.excess(target.region, source, photons);
        if (excess == 1)
            continue;
        target.mean_MeV.photon /= excess;
        target.sd_MeV.photon /= excess;
        auto const& sd = target.sd_MeV;
        target.total_sd_MeV =
            std::hypot(std::hypot(sd.alpha, sd.beta), std::hypot(sd.conversion_auger, sd.photon));
    }
}

void fill(SValueAnswer& out, BodyEnergy const& energy, transport::DecaySource const& decay)
{
    RegionEnergy const& e = energy.at(out.target);
    double const photon_MeV = decay.emitted_MeV(EmissionClass::photon);
    double const charged_MeV = decay.emitted_MeV() - photon_MeV;
    out.target_mass_g = e.mass_g;
    out.s_mGy_per_MBq_s = total(e);
    out.by_class = by_class(e);
    if (photon_MeV > 0)
        out.photon_absorbed_fraction = e.mean_MeV.photon / photon_MeV;
    if (charged_MeV > 0)
        out.charged_absorbed_fraction = (e.mean_MeV.total() - e.mean_MeV.photon) / charged_MeV;
    out.emitted_MeV = decay.emitted_MeV();
    out.histories = energy.histories;
    double const deposited = energy.emitted_MeV * (1 + energy.energy_balance) - energy.escaped_MeV;
    out.ledger = {.emitted = energy.emitted_MeV,
                  .in_target = e.mean_MeV.total(),
                  .elsewhere = deposited - e.mean_MeV.total(),
                  .escaped = energy.escaped_MeV,
                  .left_out = 0};
}

std::vector<std::string> notes_of(BodyTransport const& transport, std::string const& source)
{
    std::vector<std::string> notes{
        "the body of data/anatomy/bodies on voxels of " +
        value_text(10 * transport.phantom().spacing_cm, "mm") +
        "; its masses are those of the references, shapes and places are assumed"};
    auto const kind = transport.phantom().anatomy.at(source).region.kind;
    if (in_skeleton(kind))
        notes.emplace_back("charged particles that stay in the skeleton are divided by the rules "
                           "of ICRP 30");
    if (kind == RegionKind::walled || kind == RegionKind::content)
        notes.emplace_back("a content's charged particles give its wall half the equilibrium dose "
                           "(alphas 1 % of that), as ICRP 30 has it");
    if (kind == RegionKind::remainder)
        notes.emplace_back("the inactive marrow between red marrow holds none of the remainder's "
                           "activity");
    if (kind == RegionKind::blood)
        notes.emplace_back("blood is in the heart and large vessels and, by blood share, in the "
                           "organs");
    return notes;
}

}   // namespace

std::optional<SValueAnswer> answer_in_phantom(PhantomRegion const& region,
                                              SValueQuestion const& question,
                                              nuclide::NuclideLibrary const& library,
                                              std::filesystem::path const& data_folder,
                                              Watch const& watch)
{
    if (question.medium != "water")
        throw StudyError({"", 0, "medium"},
                         {question.medium, "a phantom has tissues of its own", "leave it out"});
    auto phantom = Phantom::load(data_folder, region.body);
    SValueAnswer out;
    out.source = region_of(phantom, "from", region.source);
    out.target = target_of(phantom, region, out.source);
    out.medium = "tissues of the body";
    auto const& sampling = question.sampling;
    auto const decay = transport::DecaySource::of_nuclide(library, question.nuclide,
                                                          question.daughters, sampling.cut_MeV);
    BodyTransport const transport(data_folder, std::move(phantom), sampling.cut_MeV);
    auto const list = emissions(library, question.nuclide, question.daughters);
    auto energy =
        transport.follow(out.source, decay, list, effort_for(sampling, watch, out.target));
    if (watch.stop && watch.stop())
        return std::nullopt;
    take_mineral_out(energy, out.source, list, ReferenceBody::load(data_folder, region.body));
    fill(out, energy, decay);
    if (region.target.empty())
        for (RegionEnergy const& e : energy.targets)
            out.targets.push_back({e.region, e.mass_g, total(e), by_class(e)});
    out.notes = notes_of(transport, out.source);
    return out;
}

}   // namespace radici::dosimetry::detail
