#include "radici/dosimetry/sphere_kernel.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/base/unit_text.hpp"
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

double sphere_ln_mass(std::size_t n)
{
    double const first = std::log(first_sphere_mass_g), last = std::log(last_sphere_mass_g);
    return first + (last - first) * static_cast<double>(n) / (sphere_masses - 1);
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

}   // namespace

SphereKernel SphereKernel::load(std::filesystem::path const& data_folder, Particle particle)
{
    KernelFile const file = KernelFile::open(data_folder, "sphere", particle);
    SphereKernel out;
    out.particle_ = particle;
    out.where_ = {file.root().where().file, 0, ""};
    std::size_t masses = 0;
    auto const [first, step] = first_and_step(file, masses);
    std::vector<double> ln_energy;
    for (Node const& entry : file.entries()) {
        auto fraction = KernelFile::column(entry, "absorbed_fraction", masses);
        audit(entry, fraction, KernelFile::column(entry, "sd", masses));
        (void)entry.at("histories").integer();
        for (double& f : fraction)
            f = particle == Particle::photon ? std::log(f) : std::min(f, 1.0);
        out.over_ln_mass_.push_back(numerics::UniformCurve::monotone(
            first, step, fraction, numerics::Outside::hold, numerics::Outside::hold));
        out.energy_MeV_.push_back(entry.at("energy_MeV").number());
        ln_energy.push_back(std::log(out.energy_MeV_.back()));
        if (particle != Particle::photon)
            out.ln_range_.push_back(std::log(file.range_cm(entry)));
    }
    file.finish();
    if (out.energy_MeV_.size() < 4)
        throw file.root().at("kernel").error({"too few energies", "four are the least", ""});
    for (std::size_t i = 1; i < out.ln_range_.size(); ++i)
        if (3 * (out.ln_range_[i] - out.ln_range_[i - 1]) > std::log(10.0))
            throw file.root().at("kernel").error(
                {fmt::format("{:g} and {:g} MeV", out.energy_MeV_[i - 1], out.energy_MeV_[i]),
                 "neighbours' ranges differ by less than the cube root of 10", ""});
    if (particle != Particle::photon)
        out.ln_range_over_ln_energy_.emplace(ln_energy, out.ln_range_, numerics::Outside::hold);
    return out;
}

std::size_t SphereKernel::interval(double energy_MeV) const
{
    double const slack = 1e-9;
    if (!(energy_MeV >= lowest_MeV() * (1 - slack) && energy_MeV <= highest_MeV() * (1 + slack)))
        throw StudyError(
            where_, {fmt::format("{} of {}", kernel_name(particle_), value_text(energy_MeV, "MeV")),
                     "the kernels reach from " + value_text(lowest_MeV(), "MeV") + " to " +
                         value_text(highest_MeV(), "MeV"),
                     ""});
    auto const above = std::upper_bound(energy_MeV_.begin(), energy_MeV_.end(), energy_MeV);
    auto const i = static_cast<std::size_t>(above - energy_MeV_.begin());
    return std::clamp<std::size_t>(i, 1, energy_MeV_.size() - 1) - 1;
}

double SphereKernel::charged(std::size_t i, double energy_MeV, double ln_mass) const
{
    if (!ln_range_over_ln_energy_)
        throw NumericsError("a kernel of charged particles without ranges");
    double const ln_range = (*ln_range_over_ln_energy_)(std::log(energy_MeV));
    double const t =
        std::log(energy_MeV / energy_MeV_[i]) / std::log(energy_MeV_[i + 1] / energy_MeV_[i]);
    double const low = over_ln_mass_[i](ln_mass + 3 * (ln_range_[i] - ln_range));
    double const high = over_ln_mass_[i + 1](ln_mass + 3 * (ln_range_[i + 1] - ln_range));
    return low + t * (high - low);
}

double SphereKernel::photon(std::size_t i, double energy_MeV, double ln_mass) const
{
    std::size_t const first = std::clamp<std::size_t>(i, 1, energy_MeV_.size() - 3) - 1;
    double sum = 0;
    for (std::size_t n = first; n < first + 4; ++n) {
        double weight = 1;
        for (std::size_t k = first; k < first + 4; ++k)
            if (k != n)
                weight *= std::log(energy_MeV / energy_MeV_[k]) /
                          std::log(energy_MeV_[n] / energy_MeV_[k]);
        sum += weight * over_ln_mass_[n](ln_mass);
    }
    return std::min(1.0, std::exp(sum));
}

double SphereKernel::fraction(double energy_MeV, double mass_g) const
{
    RADICI_EXPECT(mass_g >= first_sphere_mass_g * (1 - 1e-9) &&
                  mass_g <= last_sphere_mass_g * (1 + 1e-9));
    std::size_t const i = interval(energy_MeV);
    return particle_ == Particle::photon ? photon(i, energy_MeV, std::log(mass_g))
                                         : charged(i, energy_MeV, std::log(mass_g));
}

std::vector<double> SphereKernel::fractions(double energy_MeV) const
{
    std::size_t const i = interval(energy_MeV);
    std::vector<double> out(sphere_masses);
    for (std::size_t n = 0; n < sphere_masses; ++n)
        out[n] = particle_ == Particle::photon ? photon(i, energy_MeV, sphere_ln_mass(n))
                                               : charged(i, energy_MeV, sphere_ln_mass(n));
    return out;
}

SphereKernels SphereKernels::load(std::filesystem::path const& data_folder)
{
    return {SphereKernel::load(data_folder, Particle::electron),
            SphereKernel::load(data_folder, Particle::photon),
            SphereKernel::load(data_folder, Particle::alpha)};
}

}   // namespace radici::dosimetry
