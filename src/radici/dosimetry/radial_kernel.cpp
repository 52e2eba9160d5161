#include "radici/dosimetry/radial_kernel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "radici/base/error.hpp"
#include "radici/base/unit_text.hpp"

namespace radici::dosimetry {

namespace {

constexpr double first_cm = 1e-6, last_cm = 300;
constexpr int steps = 1962;                    // of 1 % from the first radius to the last
constexpr double straight_end = 1.2 * 1.001;   // ranges; shells beyond hold bremsstrahlung alone

double ln_step()
{
    return std::log(last_cm / first_cm) / steps;
}

/// The shell that holds a radius below the last.
std::size_t shell_at(double radius_cm)
{
    auto const& outer = RadialKernel::outer_cm();
    if (radius_cm < first_cm)
        return 0;
    auto n = static_cast<std::size_t>(std::log(radius_cm / first_cm) / ln_step()) + 1;
    while (n < outer.size() && outer[n] <= radius_cm)   // rounding
        ++n;
    while (n > 0 && outer[n - 1] > radius_cm)
        --n;
    return n;
}

/// The entry below an energy, such that there is one above.
std::size_t interval(PointKernels const& kernels, double energy_MeV)
{
    auto const& all = kernels.kernels();
    double const low = all.front().energy_MeV, high = all.back().energy_MeV, slack = 1e-9;
    if (!(energy_MeV >= low * (1 - slack) && energy_MeV <= high * (1 + slack)))
        throw StudyError({"", 0, "method"}, {"a particle of " + value_text(energy_MeV, "MeV"),
                                             "its kernels reach from " + value_text(low, "MeV") +
                                                 " to " + value_text(high, "MeV"),
                                             "use mc"});
    auto const above = std::upper_bound(
        all.begin(), all.end(), energy_MeV,
        [](double energy, PointKernel const& kernel) { return energy < kernel.energy_MeV; });
    return std::clamp<std::size_t>(static_cast<std::size_t>(above - all.begin()), 1,
                                   all.size() - 1) -
           1;
}

double sum_of(std::vector<double> const& share)
{
    return std::accumulate(share.begin(), share.end(), 0.0);
}

/// Weights of the cubic in ln E through four entries.
std::array<double, 4> cubic_weights(std::span<PointKernel const, 4> at, double energy_MeV)
{
    std::array<double, 4> weight{1, 1, 1, 1};
    for (std::size_t n = 0; n < 4; ++n)
        for (std::size_t k = 0; k < 4; ++k)
            if (k != n)
                weight[n] *= std::log(energy_MeV / at[k].energy_MeV) /
                             std::log(at[n].energy_MeV / at[k].energy_MeV);
    return weight;
}

/// ln(inside/outside) of the shares about each radius. Nothing on one side is taken for 1e-7, which
/// is less than a history.
std::vector<double> log_odds(PointKernel const& kernel)
{
    constexpr double nothing = 1e-7;
    std::vector<double> out(kernel.radius_cm.size());
    double inside = 0, outside = 0;
    for (std::size_t n = 0; n < out.size(); ++n) {
        inside += kernel.share[n];
        out[n] = std::log(std::max(inside, nothing));
    }
    for (std::size_t n = out.size(); n-- > 0;) {   // from afar: no difference of large sums
        outside += kernel.share[n + 1];
        out[n] -= std::log(std::max(outside, nothing));
    }
    return out;
}

/// Shares of photons between entries: the log odds by the cubic in ln E.
std::vector<double> photon_shares(std::span<PointKernel const, 4> at, double energy_MeV)
{
    auto const weight = cubic_weights(at, energy_MeV);
    std::vector<double> odds(at[0].radius_cm.size());
    for (std::size_t k = 0; k < 4; ++k) {
        auto const one = log_odds(at[k]);
        for (std::size_t n = 0; n < odds.size(); ++n)
            odds[n] += weight[k] * one[n];
    }
    std::vector<double> out;
    double before = 0;
    for (double const x : odds) {
        double const inside = 1 / (1 + std::exp(-x));
        out.push_back(std::max(0.0, inside - before));
        before = std::max(before, inside);
    }
    out.push_back(1 - before);
    return out;
}

}   // namespace

std::span<double const> RadialKernel::outer_cm()
{
    static auto const radii = [] {
        std::vector<double> out(steps + 1);
        for (std::size_t n = 0; n < out.size(); ++n)
            out[n] = first_cm * std::exp(ln_step() * static_cast<double>(n));
        out.back() = last_cm;
        return out;
    }();
    return radii;
}

RadialKernel::RadialKernel() : shell_(steps + 1) {}

RadialKernel RadialKernel::fold(std::vector<Emission> const& list, PointKernelSet const& kernels)
{
    RadialKernel out;
    out.emitted_ = dosimetry::emitted_MeV(list);
    for (Emission const& emission : list)
        out.add(emission, kernels);
    return out;
}

void RadialKernel::add(Emission const& emission, PointKernelSet const& kernels)
{
    double const lowest_MeV = kernels.electron.kernels().front().energy_MeV;
    bool const soft = emission.particle != Particle::alpha && emission.energy_MeV < lowest_MeV;
    if (emission.particle == Particle::recoil || soft)
        in_place_.of(emission.kind) += emission.energy_MeV * emission.per_decay;
    else if (emission.particle == Particle::photon)
        add_photon(emission, kernels.photon);
    else
        add_charged(emission,
                    emission.particle == Particle::alpha ? kernels.alpha : kernels.electron);
}

void RadialKernel::add_charged(Emission const& emission, PointKernels const& kernels)
{
    std::size_t const i = interval(kernels, emission.energy_MeV);
    auto const& low = kernels.kernels()[i];
    auto const& high = kernels.kernels()[i + 1];
    double const t =
        std::log(emission.energy_MeV / low.energy_MeV) / std::log(high.energy_MeV / low.energy_MeV);
    double const range_cm = kernels.range_cm(emission.energy_MeV);
    for (auto const& [kernel, part] : {std::pair{&low, 1 - t}, std::pair{&high, t}}) {
        double const stretch = range_cm / kernel->range_cm;
        double const per_share =
            part * emission.energy_MeV * emission.per_decay / sum_of(kernel->share);
        double inner = 0;
        for (std::size_t n = 0; n < kernel->radius_cm.size(); ++n) {
            double const outer = kernel->radius_cm[n];
            double const s = outer <= straight_end * kernel->range_cm ? stretch : 1;
            spread(emission.kind, s * inner, s * outer, per_share * kernel->share[n]);
            inner = outer;
        }
        beyond_.of(emission.kind) += per_share * kernel->share.back();
    }
}

void RadialKernel::add_photon(Emission const& emission, PointKernels const& kernels)
{
    auto const& all = kernels.kernels();
    std::size_t const i = interval(kernels, emission.energy_MeV);
    std::size_t const first = std::clamp<std::size_t>(i, 1, all.size() - 3) - 1;
    std::span<PointKernel const, 4> const at(&all[first], 4);
    auto const share = photon_shares(at, emission.energy_MeV);
    double const per_share = emission.energy_MeV * emission.per_decay;
    double inner = 0;
    for (std::size_t n = 0; n < at[0].radius_cm.size(); ++n) {
        spread(emission.kind, inner, at[0].radius_cm[n], per_share * share[n]);
        inner = at[0].radius_cm[n];
    }
    beyond_.of(emission.kind) += per_share * share.back();
}

void RadialKernel::spread(EmissionClass kind, double inner_cm, double outer_cm, double energy_MeV)
{
    if (energy_MeV <= 0)
        return;
    auto const outer = RadialKernel::outer_cm();
    double const per_cm = energy_MeV / (outer_cm - inner_cm);
    double from = inner_cm;
    for (std::size_t n = shell_at(inner_cm); n < outer.size() && from < outer_cm; ++n) {
        double const to = std::min(outer_cm, outer[n]);
        shell_[n].of(kind) += per_cm * (to - from);
        from = to;
    }
    beyond_.of(kind) += per_cm * std::max(0.0, outer_cm - from);
}

}   // namespace radici::dosimetry
