#include "radici/dosimetry/body_transport.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/base/nearest.hpp"
#include "radici/dosimetry/rasterise.hpp"

namespace radici::dosimetry {

namespace {

using transport::emission_classes;
using transport::EmissionClass;

using Classes = std::array<double, emission_classes>;

Classes classes(ByClass const& a)
{
    return {a.alpha, a.beta, a.conversion_auger, a.photon};
}

ByClass by_class(Classes const& a)
{
    return {a[0], a[1], a[2], a[3]};
}

constexpr auto photon = static_cast<std::size_t>(EmissionClass::photon);

std::vector<double> weights_of(VoxelBody const& body, std::string const& region)
{
    std::vector<double> out(body.tissue.size(), 0);
    for (SourceVoxel const& v : body.source(region))
        out[v.voxel] = v.probability;
    return out;
}

transport::VoxelPlaces places_of(transport::VoxelGrid const& grid,
                                 std::vector<double> const& weight)
{
    std::vector<int> cells;
    std::vector<double> activity;
    for (std::size_t n = 0; n < weight.size(); ++n)
        if (weight[n] > 0) {
            cells.push_back(static_cast<int>(n));
            activity.push_back(weight[n]);
        }
    return {grid, cells, activity};
}

/// Mean and standard error of a share of what the bins hold.
struct Sum {
    double mean = 0, sd = 0;
    void add(double share, transport::Estimate const& e)
    {
        mean += share * e.mean;
        sd += share * e.sd;   // the bins of a region rise and fall together at most
    }
};

std::uint64_t share_of(std::uint64_t histories, double share)
{
    return std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::llround(share * static_cast<double>(histories))));
}

void add(RegionEnergy& to, RegionEnergy const& from, double share)
{
    auto mean = classes(to.mean_MeV), sd = classes(to.sd_MeV);
    auto const more = classes(from.mean_MeV), more_sd = classes(from.sd_MeV);
    for (std::size_t c = 0; c < mean.size(); ++c) {
        mean[c] += share * more[c];
        sd[c] = std::hypot(sd[c], share * more_sd[c]);
    }
    to.mean_MeV = by_class(mean);
    to.sd_MeV = by_class(sd);
    to.total_sd_MeV = std::hypot(to.total_sd_MeV, share * from.total_sd_MeV);
}

void add(BodyEnergy& to, BodyEnergy const& from, double share)
{
    if (to.targets.empty())
        for (RegionEnergy const& target : from.targets)
            to.targets.push_back({target.region, target.mass_g, {}, {}, 0});
    for (std::size_t t = 0; t < to.targets.size(); ++t)
        add(to.targets[t], from.targets[t], share);
    to.emitted_MeV += share * from.emitted_MeV;
    to.escaped_MeV += share * from.escaped_MeV;
    to.elsewhere_MeV += share * from.elsewhere_MeV;
    to.ruled_MeV += share * from.ruled_MeV;
    if (std::abs(from.energy_balance) > std::abs(to.energy_balance))
        to.energy_balance = from.energy_balance;
    to.histories += from.histories;
}

}   // namespace

RegionEnergy const& BodyEnergy::at(std::string_view canonical_region) const
{
    auto const found = std::find_if(targets.begin(), targets.end(), [&](RegionEnergy const& t) {
        return t.region == canonical_region;
    });
    if (found != targets.end())
        return *found;
    std::vector<std::string> names;
    for (RegionEnergy const& target : targets)
        names.push_back(target.region);
    throw StudyError({}, {"target \"" + std::string(canonical_region) + "\"",
                          "no tissue of the body that a dose is given for",
                          nearest_hint(canonical_region, names)});
}

BodyTransport::BodyTransport(std::filesystem::path const& data_folder, Phantom phantom,
                             double cut_MeV, double spacing_cm)
    : phantom_(std::move(phantom)),
      body_(rasterise(phantom_, spacing_cm > 0 ? spacing_cm : phantom_.spacing_cm)),
      geometry_(body_.grid),
      media_(transport::TrackMedia::load(data_folder, body_.grid.materials, cut_MeV))
{
    make_bins();
    make_targets();
}

/// Tissues that hold nothing but one region share its bin, so that its energy has an exact standard
/// error; all others have bins of their own.
void BodyTransport::make_bins()
{
    std::map<std::string, std::uint16_t> whole;
    for (VoxelTissue const& tissue : body_.tissues) {
        auto bin = static_cast<std::uint16_t>(bins_);
        if (tissue.holds.size() == 1 && !tissue.holds.front().content)
            bin = whole.emplace(tissue.holds.front().region, bin).first->second;
        if (bin == bins_)
            ++bins_;
        bin_of_tissue_.push_back(bin);
    }
    bin_of_cell_.reserve(body_.tissue.size());
    for (std::uint8_t const t : body_.tissue)
        bin_of_cell_.push_back(bin_of_tissue_[t]);
}

void BodyTransport::make_targets()
{
    std::vector<double> bin_mass_g(static_cast<std::size_t>(bins_), 0);
    for (std::size_t t = 0; t < body_.tissues.size(); ++t)
        bin_mass_g[bin_of_tissue_[t]] += body_.tissues[t].mass_g;
    for (Organ const& organ : phantom_.anatomy.organs()) {
        if (!is_target(organ.region.kind))
            continue;
        Target target{&organ, 0, std::vector<double>(bin_mass_g.size(), 0)};
        auto const mass_g = body_.target_mass_g(organ.region.name);
        for (std::size_t t = 0; t < mass_g.size(); ++t)
            if (mass_g[t] > 0) {
                target.mass_g += mass_g[t];
                target.share[bin_of_tissue_[t]] += mass_g[t] / bin_mass_g[bin_of_tissue_[t]];
            }
        targets_.push_back(std::move(target));
    }
}

std::vector<std::string> BodyTransport::targets() const
{
    std::vector<std::string> out;
    for (Target const& target : targets_)
        out.push_back(target.organ->region.name);
    return out;
}

/// One part, but of blood two: what flows in the marrow is dosed by the marrow's rule. Blood in the
/// walls of hollow organs (0.02 %) is left to the others.
std::vector<BodyTransport::Part> BodyTransport::parts_of(std::string_view source,
                                                         Circulation blood) const
{
    Organ const& organ = phantom_.anatomy.at(source);
    if (organ.region.kind != RegionKind::blood || blood == Circulation::large_vessels)
        return {{&organ, 1, weights_of(body_, organ.region.name)}};
    Part elsewhere{&organ, 0, std::vector<double>(body_.tissue.size(), 0)}, marrow;
    for (Organ const& holder : phantom_.anatomy.organs()) {
        bool const vessels = holder.region.kind == RegionKind::blood;
        double const share = vessels ? phantom_.anatomy.vessel_blood_share() : holder.blood_share;
        if (share == 0 || !holder.region.part_of.empty() ||
            holder.region.kind == RegionKind::walled)
            continue;
        auto weight = weights_of(body_, holder.region.name);
        if (holder.region.kind == RegionKind::marrow) {
            marrow = {&holder, share, std::move(weight)};
            continue;
        }
        elsewhere.share += share;
        for (std::size_t n = 0; n < weight.size(); ++n)
            elsewhere.weight[n] += share * weight[n];
    }
    double const all = elsewhere.share + marrow.share;
    elsewhere.share /= all;
    marrow.share /= all;
    std::vector<Part> parts{std::move(elsewhere)};
    if (marrow.organ != nullptr)
        parts.push_back(std::move(marrow));
    return parts;
}

/// Bins in which the charged energy of the source is divided by rule; none where voxels tell.
std::vector<bool> BodyTransport::ruled_bins(Organ const& source) const
{
    std::vector<bool> ruled(static_cast<std::size_t>(bins_), false);
    RegionKind const kind = source.region.kind;
    bool const lined = kind == RegionKind::walled || !source.region.wall.empty();
    if (!in_skeleton(kind) && !lined)
        return ruled;
    for (std::size_t t = 0; t < body_.tissues.size(); ++t)
        for (Held const& held : body_.tissues[t].holds) {
            auto const& region = phantom_.anatomy.at(held.region).region;
            if (lined ? region.name == source.region.name || region.name == source.region.wall
                      : in_skeleton(region.kind))
                ruled[bin_of_tissue_[t]] = true;
        }
    return ruled;
}

RegionEnergy BodyTransport::absorbed(Target const& target, Part const& part,
                                     std::vector<bool> const& ruled, ChargedEnergies const& charged,
                                     Scores const& scores) const
{
    bool const rules = std::find(ruled.begin(), ruled.end(), true) != ruled.end();
    Classes const by_rule =
        rules ? classes(charged_share(*target.organ, *part.organ, phantom_.anatomy, charged))
              : Classes{};
    std::array<Sum, emission_classes> sums;
    Sum total;
    for (std::size_t bin = 0; bin < target.share.size(); ++bin) {
        for (std::size_t c = 0; c < sums.size(); ++c) {
            double const share = ruled[bin] && c != photon ? by_rule[c] : target.share[bin];
            sums[c].add(share, scores.class_MeV(bin, static_cast<EmissionClass>(c)));
        }
        total.add(target.share[bin], scores.total_MeV(bin));
    }
    RegionEnergy out{target.organ->region.name, target.mass_g, {}, {}, total.sd};
    Classes mean{}, sd{};
    double square = 0;
    for (std::size_t c = 0; c < sums.size(); ++c) {
        mean[c] = sums[c].mean;
        sd[c] = sums[c].sd;
        square += sums[c].sd * sums[c].sd;
    }
    out.mean_MeV = by_class(mean);
    out.sd_MeV = by_class(sd);
    if (rules)
        out.total_sd_MeV = std::sqrt(square);
    return out;
}

BodyTransport::Target const& BodyTransport::target(std::string_view region) const
{
    auto const found = std::find_if(targets_.begin(), targets_.end(), [&](Target const& t) {
        return t.organ->region.name == region;
    });
    RADICI_EXPECT(found != targets_.end());
    return *found;
}

BodyEnergy BodyTransport::follow_part(Part const& part, transport::DecaySource const& decay,
                                      ChargedEnergies const& charged, BodyEffort const& effort,
                                      Enough const& enough) const
{
    auto const places = places_of(body_.grid, part.weight);
    auto const ruled = ruled_bins(*part.organ);
    Problem const problem{geometry_, media_, places, decay, bins_, bin_of_cell_};
    transport::Effort<emission_classes> engine;
    engine.seed = effort.seed;
    engine.threads = effort.threads;
    engine.histories = effort.histories;
    engine.stop = effort.stop;
    if (!effort.judged.empty())
        engine.enough = [&, judged = &target(effort.judged)](Scores const& scores) {
            auto const e = absorbed(*judged, part, ruled, charged, scores);
            if (effort.progress)
                effort.progress(scores.histories, e);
            return effort.relative_sd > 0 && enough(e);
        };
    Scores const scores = transport::simulate(problem, engine);
    BodyEnergy out;
    for (Target const& target : targets_)
        out.targets.push_back(absorbed(target, part, ruled, charged, scores));
    auto const n = static_cast<double>(scores.histories);
    out.emitted_MeV = scores.emitted_MeV / n;
    out.escaped_MeV = scores.escaped_MeV / n;
    out.elsewhere_MeV = scores.deposited_MeV() / n;
    for (RegionEnergy const& target : out.targets)
        if (phantom_.anatomy.at(target.region).region.part_of.empty())
            out.elsewhere_MeV -= target.mean_MeV.total();
    for (std::size_t bin = 0; bin < ruled.size(); ++bin)
        for (std::size_t c = 0; ruled[bin] && c < photon; ++c)
            out.ruled_MeV += scores.class_MeV(bin, static_cast<transport::EmissionClass>(c)).mean;
    out.energy_balance = scores.energy_balance();
    out.histories = scores.histories;
    return out;
}

BodyEnergy BodyTransport::follow(std::string_view source, transport::DecaySource const& decay,
                                 std::vector<Emission> const& list, BodyEffort const& effort,
                                 Circulation blood) const
{
    auto const charged = charged_energies(list);
    auto const parts = parts_of(source, blood);
    double const asked = effort.relative_sd;
    BodyEffort each = effort;
    if (asked == 0)
        each.histories = share_of(effort.histories, parts.front().share);
    // Where there are two parts, their variances share what is asked for.
    double const first = parts.size() > 1 ? 0.9 * asked : asked;
    BodyEnergy out;
    add(out,
        follow_part(parts.front(), decay, charged, each,
                    [&](RegionEnergy const& e) {
                        double const mean = e.mean_MeV.total();
                        return mean > 0 && e.total_sd_MeV <= first * mean;
                    }),
        parts.front().share);
    if (parts.size() == 1 || (effort.stop && effort.stop()))
        return out;
    Part const& second = parts.back();
    each.seed = effort.seed + 1;
    if (asked == 0)
        each.histories = std::max<std::uint64_t>(1, effort.histories - each.histories);
    double const known = asked > 0 ? out.at(effort.judged).mean_MeV.total() : 0;
    add(out,
        follow_part(second, decay, charged, each,
                    [&](RegionEnergy const& e) {
                        double const more = second.share * e.mean_MeV.total();
                        return second.share * e.total_sd_MeV <= 0.43 * asked * (known + more);
                    }),
        second.share);
    return out;
}

}   // namespace radici::dosimetry
