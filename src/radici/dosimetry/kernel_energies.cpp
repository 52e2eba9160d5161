#include "radici/dosimetry/kernel_energies.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/kernel_file.hpp"

namespace radici::dosimetry {

KernelEnergies::KernelEnergies(Particle particle, Location where, std::vector<double> energy_MeV,
                               std::vector<double> const& range_cm)
    : particle_(particle), where_(std::move(where)), energy_MeV_(std::move(energy_MeV))
{
    if (range_cm.empty())
        return;
    std::vector<double> ln_energy;
    for (std::size_t n = 0; n < energy_MeV_.size(); ++n) {
        ln_energy.push_back(std::log(energy_MeV_[n]));
        ln_range_.push_back(std::log(range_cm[n]));
    }
    ln_range_over_ln_energy_.emplace(ln_energy, ln_range_, numerics::Outside::hold);
}

std::size_t KernelEnergies::below(double energy_MeV) const
{
    double const slack = 1e-9;
    if (!(energy_MeV >= lowest_MeV() * (1 - slack) && energy_MeV <= highest_MeV() * (1 + slack)))
        throw StudyError(
            where_, {fmt::format("{} of {}", kernel_name(particle_), value_text(energy_MeV, "MeV")),
                     fmt::format("the kernels reach from {} to {}", value_text(lowest_MeV(), "MeV"),
                                 value_text(highest_MeV(), "MeV")),
                     "Monte Carlo may follow it: mc"});
    auto const above = std::upper_bound(energy_MeV_.begin(), energy_MeV_.end(), energy_MeV);
    auto const i = static_cast<std::size_t>(above - energy_MeV_.begin());
    return std::clamp<std::size_t>(i, 1, energy_MeV_.size() - 1) - 1;
}

KernelEnergies::Pair KernelEnergies::pair(double energy_MeV) const
{
    std::size_t const i = below(energy_MeV);
    return {i,
            std::log(energy_MeV / energy_MeV_[i]) / std::log(energy_MeV_[i + 1] / energy_MeV_[i])};
}

KernelEnergies::Four KernelEnergies::four(double energy_MeV) const
{
    std::size_t const first =
        std::clamp<std::size_t>(below(energy_MeV), 1, energy_MeV_.size() - 3) - 1;
    Four out{first, {1, 1, 1, 1}};
    for (std::size_t n = 0; n < 4; ++n)
        for (std::size_t k = 0; k < 4; ++k)
            if (k != n)
                out.weight[n] *= std::log(energy_MeV / energy_MeV_[first + k]) /
                                 std::log(energy_MeV_[first + n] / energy_MeV_[first + k]);
    return out;
}

double KernelEnergies::ln_range(double energy_MeV) const
{
    if (!ln_range_over_ln_energy_)
        throw NumericsError("a kernel of charged particles without ranges");
    return (*ln_range_over_ln_energy_)(std::log(energy_MeV));
}

}   // namespace radici::dosimetry
