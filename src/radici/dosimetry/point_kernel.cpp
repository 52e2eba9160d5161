#include "radici/dosimetry/point_kernel.hpp"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "radici/dosimetry/kernel_file.hpp"
#include "radici/dosimetry/sphere.hpp"

namespace radici::dosimetry {

namespace {

constexpr double rounding = 1e-3;   // of a sum of shares with four digits

void audit(Node const& at, PointKernel const& kernel)
{
    if (kernel.share.size() != kernel.radius_cm.size() + 1)
        throw at.error(
            {fmt::format("{} shares for {} radii", kernel.share.size(), kernel.radius_cm.size()),
             "a kernel has a share for each shell and one for what lies beyond", ""});
    for (std::size_t n = 0; n < kernel.share.size(); ++n)
        if (!(kernel.share[n] >= 0 && kernel.sd[n] >= 0))
            throw at.error({fmt::format("shell {}", n), "shares are >= 0", ""});
    double const sum = std::accumulate(kernel.share.begin(), kernel.share.end(), 0.0);
    if (!(std::abs(sum - 1) <= rounding))
        throw at.error({fmt::format("the shares at {:g} MeV add to {:.4f}", kernel.energy_MeV, sum),
                        "all energy is absorbed somewhere",
                        "make the kernels anew: ./dev kernels"});
}

/// Between kernels of photons one reads shell by shell.
void audit_radii(Node const& at, std::vector<PointKernel> const& kernels)
{
    for (PointKernel const& kernel : kernels)
        if (kernel.radius_cm != kernels.front().radius_cm)
            throw at.error({fmt::format("the radii at {:g} MeV", kernel.energy_MeV),
                            "kernels of photons have the same shells", ""});
}

}   // namespace

double PointKernel::absorbed_fraction(double sphere_radius_cm) const
{
    double sum = 0, inner = 0;
    for (std::size_t n = 0; n < radius_cm.size() && inner < 2 * sphere_radius_cm; ++n) {
        sum += share[n] * mean_overlap(inner, radius_cm[n], sphere_radius_cm);
        inner = radius_cm[n];
    }
    return sum;
}

PointKernels PointKernels::load(std::filesystem::path const& data_folder, Particle particle)
{
    KernelFile const file = KernelFile::open(data_folder, "point", particle);
    PointKernels out;
    for (Node const& entry : file.entries()) {
        PointKernel kernel;
        kernel.energy_MeV = entry.at("energy_MeV").number();
        kernel.range_cm = file.range_cm(entry);
        kernel.histories = static_cast<std::uint64_t>(entry.at("histories").integer());
        kernel.radius_cm = KernelFile::column(entry, "radius_cm");
        kernel.share = KernelFile::column(entry, "share");
        kernel.sd = KernelFile::column(entry, "sd", kernel.share.size());
        audit(entry, kernel);
        out.kernel_.push_back(std::move(kernel));
    }
    out.energy_ = file.energies();
    file.finish();
    if (particle == Particle::photon)
        audit_radii(file.root().at("kernel"), out.kernel_);
    return out;
}

PointKernelSet PointKernelSet::load(std::filesystem::path const& data_folder)
{
    return {PointKernels::load(data_folder, Particle::electron),
            PointKernels::load(data_folder, Particle::photon),
            PointKernels::load(data_folder, Particle::alpha)};
}

}   // namespace radici::dosimetry
