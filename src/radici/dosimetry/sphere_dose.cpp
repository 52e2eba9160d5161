#include "radici/dosimetry/sphere_dose.hpp"

#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/unit_text.hpp"

namespace radici::dosimetry {

namespace {

/// Absorbed energy over the masses, one class.
using Row = std::vector<double>;

SphereKernel const& kernel_of(Particle particle, SphereKernels const& kernels)
{
    return particle == Particle::alpha    ? kernels.alpha
           : particle == Particle::photon ? kernels.photon
                                          : kernels.electron;
}

void add(Row& row, Emission const& e, SphereKernels const& kernels)
{
    double const energy = e.energy_MeV * e.per_decay;
    bool const soft = e.particle != Particle::alpha && e.energy_MeV < kernels.electron.lowest_MeV();
    if (e.particle == Particle::recoil || soft) {
        for (double& absorbed : row)
            absorbed += energy;
        return;
    }
    auto const fraction = kernel_of(e.particle, kernels).fractions(e.energy_MeV);
    for (std::size_t n = 0; n < row.size(); ++n)
        row[n] += energy * fraction[n];
}

MassTable table(Row const& row)
{
    double const first = std::log(first_sphere_mass_g), last = std::log(last_sphere_mass_g);
    return {first, (last - first) / static_cast<double>(row.size() - 1), row};
}

}   // namespace

SphereSelfDose SphereSelfDose::make(nuclide::NuclideLibrary const& library,
                                    std::string_view nuclide, Daughters daughters,
                                    SphereKernels const& kernels)
{
    return make(library.at(nuclide).name, emissions(library, nuclide, daughters), kernels);
}

SphereSelfDose SphereSelfDose::make(std::string name, std::vector<Emission> const& list,
                                    SphereKernels const& kernels)
{
    Row alpha(sphere_masses, 0), beta = alpha, conversion_auger = alpha, photon = alpha;
    for (Emission const& e : list) {
        Row& row = e.kind == EmissionClass::alpha              ? alpha
                   : e.kind == EmissionClass::beta             ? beta
                   : e.kind == EmissionClass::conversion_auger ? conversion_auger
                                                               : photon;
        add(row, e, kernels);
    }
    Row low_let(sphere_masses);
    for (std::size_t n = 0; n < sphere_masses; ++n)
        low_let[n] = beta[n] + conversion_auger[n] + photon[n];
    SphereSelfDose out;
    out.name_ = std::move(name);
    out.emitted_ = dosimetry::emitted_MeV(list);
    out.alpha_ = table(alpha);
    out.beta_ = table(beta);
    out.conversion_auger_ = table(conversion_auger);
    out.photon_ = table(photon);
    out.low_let_ = table(low_let);
    return out;
}

ByClass SphereSelfDose::absorbed_MeV(double mass_g) const
{
    double const x = std::log(mass_g);
    return {alpha_.at(x), beta_.at(x), conversion_auger_.at(x), photon_.at(x)};
}

DosePerDecay SphereSelfDose::dose_per_decay(Mass mass) const
{
    double const mass_g = mass.in(unit::g);
    if (!(mass_g >= smallest_mass_g() && mass_g <= largest_mass_g()))
        throw StudyError({"", 0, ""},
                         {"a sphere of " + value_text(mass_g, "g") + " with " + name_,
                          "the kernels reach from " + value_text(smallest_mass_g(), "g") + " to " +
                              value_text(largest_mass_g(), "g"),
                          ""});
    double const dose_Gy = absorbed_MeV(mass_g).total() * constant::MeV_in_J / (mass_g * 1e-3);
    return DosePerDecay::from_si(dose_Gy);
}

}   // namespace radici::dosimetry
