#include "radici/dosimetry/sphere_kernel.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/dosimetry/kernel_file.hpp"

namespace radici::dosimetry {

namespace {

void audit(Node const& entry, std::vector<double> const& fraction, std::vector<double> const& sd)
{
    double before = 0;
    for (std::size_t n = 0; n < fraction.size(); ++n) {
        double const f = fraction[n];
        if (!(f > 0 && sd[n] >= 0 && f <= 1 + 1e-5))
            throw entry.at("absorbed_fraction")
                .error({fmt::format("number {}: {:g}", n + 1, f),
                        "an absorbed fraction is > 0 and <= 1",
                        "make the kernels anew: ./dev kernels"});
        if (f < before)
            throw entry.at("absorbed_fraction")
                .error({fmt::format("number {}: {:g} after {:g}", n + 1, f, before),
                        "a larger sphere absorbs no less", "make the kernels anew: ./dev kernels"});
        before = f;
    }
}

std::vector<double> sphere_ln_masses()
{
    double const first = std::log(first_sphere_mass_g), last = std::log(last_sphere_mass_g);
    std::vector<double> out(sphere_masses);
    for (std::size_t n = 0; n < sphere_masses; ++n)
        out[n] = first + (last - first) * static_cast<double>(n) / (sphere_masses - 1);
    return out;
}

/// Masses of the file: even in ln m, wide enough to be shifted by the ratio of two ranges.
std::pair<double, double> first_and_step(KernelFile const& file, std::size_t& size)
{
    auto const mass = KernelFile::column(file.root(), "mass_g");
    size = mass.size();
    if (size < 2 || !(mass.front() > 0 && mass.front() <= 0.1 * first_sphere_mass_g &&
                      mass.back() >= 10 * last_sphere_mass_g))
        throw file.root().at("mass_g").error(
            {"too few masses", "they reach a decade beyond what is asked for", ""});
    double const step = std::log(mass.back() / mass.front()) / static_cast<double>(size - 1);
    for (std::size_t n = 1; n < size; ++n)
        if (!(std::abs(std::log(mass[n] / mass[n - 1]) - step) < 1e-4))
            throw file.root().at("mass_g").error(
                {fmt::format("{:g} after {:g} g", mass[n], mass[n - 1]),
                 "masses are even in the logarithm", ""});
    return {std::log(mass.front()), step};
}

/// A mass is read a ratio of ranges away from itself, which the file's margin must hold.
void require_near_ranges(KernelFile const& file, KernelEnergies const& energy, std::size_t entries)
{
    for (std::size_t i = 1; i < entries; ++i)
        if (3 * (energy.ln_range_of(i) - energy.ln_range_of(i - 1)) > std::log(10.0))
            throw file.root().at("kernel").error(
                {fmt::format("entries {} and {}", i, i + 1),
                 "neighbours' ranges differ by less than the cube root of 10", ""});
}

}   // namespace

SphereKernel SphereKernel::load(std::filesystem::path const& data_folder, Particle particle)
{
    KernelFile const file = KernelFile::open(data_folder, "sphere", particle);
    SphereKernel out;
    out.particle_ = particle;
    std::size_t masses = 0;
    auto const [first, step] = first_and_step(file, masses);
    for (Node const& entry : file.entries()) {
        auto fraction = KernelFile::column(entry, "absorbed_fraction", masses);
        audit(entry, fraction, KernelFile::column(entry, "sd", masses));
        (void)entry.at("histories").integer();
        for (double& f : fraction)
            f = particle == Particle::photon ? std::log(f) : std::min(f, 1.0);
        out.over_ln_mass_.push_back(numerics::UniformCurve::monotone(
            first, step, fraction, numerics::Outside::hold, numerics::Outside::hold));
    }
    out.energy_ = file.energies();
    file.finish();
    if (particle != Particle::photon)
        require_near_ranges(file, out.energy_, out.over_ln_mass_.size());
    return out;
}

std::vector<double> SphereKernel::charged(double energy_MeV,
                                          std::vector<double> const& ln_mass) const
{
    auto const [i, t] = energy_.pair(energy_MeV);
    double const ln_range = energy_.ln_range(energy_MeV);
    double const to_low = 3 * (energy_.ln_range_of(i) - ln_range);
    double const to_high = 3 * (energy_.ln_range_of(i + 1) - ln_range);
    std::vector<double> out;
    out.reserve(ln_mass.size());
    for (double const m : ln_mass) {
        double const low = over_ln_mass_[i](m + to_low), high = over_ln_mass_[i + 1](m + to_high);
        out.push_back(low + t * (high - low));
    }
    return out;
}

std::vector<double> SphereKernel::photons(double energy_MeV,
                                          std::vector<double> const& ln_mass) const
{
    auto const four = energy_.four(energy_MeV);
    std::vector<double> out;
    out.reserve(ln_mass.size());
    for (double const m : ln_mass) {
        double sum = 0;
        for (std::size_t n = 0; n < 4; ++n)
            sum += four.weight[n] * over_ln_mass_[four.first + n](m);
        out.push_back(std::min(1.0, std::exp(sum)));
    }
    return out;
}

std::vector<double> SphereKernel::at(double energy_MeV, std::vector<double> const& ln_mass) const
{
    return particle_ == Particle::photon ? photons(energy_MeV, ln_mass)
                                         : charged(energy_MeV, ln_mass);
}

double SphereKernel::fraction(double energy_MeV, double mass_g) const
{
    RADICI_EXPECT(mass_g >= first_sphere_mass_g * (1 - 1e-9) &&
                  mass_g <= last_sphere_mass_g * (1 + 1e-9));
    return at(energy_MeV, {std::log(mass_g)}).front();
}

std::vector<double> SphereKernel::fractions(double energy_MeV) const
{
    static auto const ln_mass = sphere_ln_masses();
    return at(energy_MeV, ln_mass);
}

SphereKernels SphereKernels::load(std::filesystem::path const& data_folder)
{
    return {SphereKernel::load(data_folder, Particle::electron),
            SphereKernel::load(data_folder, Particle::photon),
            SphereKernel::load(data_folder, Particle::alpha)};
}

}   // namespace radici::dosimetry
