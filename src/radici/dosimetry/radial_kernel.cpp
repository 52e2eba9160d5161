#include "radici/dosimetry/radial_kernel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

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

double sum_of(std::vector<double> const& share)
{
    return std::accumulate(share.begin(), share.end(), 0.0);
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
std::vector<double> photon_shares(std::span<PointKernel const, 4> at,
                                  std::array<double, 4> const& weight)
{
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
    double const lowest_MeV = kernels.electron.energies().lowest_MeV();
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
    auto const [i, t] = kernels.energies().pair(emission.energy_MeV);
    auto const& low = kernels.kernels()[i];
    auto const& high = kernels.kernels()[i + 1];
    double const range_cm = std::exp(kernels.energies().ln_range(emission.energy_MeV));
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
    auto const four = kernels.energies().four(emission.energy_MeV);
    std::span<PointKernel const, 4> const at(&kernels.kernels()[four.first], 4);
    auto const share = photon_shares(at, four.weight);
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
