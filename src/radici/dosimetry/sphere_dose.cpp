#include "radici/dosimetry/sphere_dose.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/unit_text.hpp"
#include "radici/dosimetry/sphere.hpp"

namespace radici::dosimetry {

namespace {

constexpr double first_mass_g = 1e-8, last_mass_g = 1e5, ln_step = 0.25;
constexpr double radius_over_mean_range = 0.235;   // the smallest ratio compared with Monte Carlo
constexpr double radius_over_compton_range =
    5;   // nearer, the photon kernel misses its electrons' transport

std::vector<double> radii_cm()
{
    double const first = std::log(first_mass_g), last = std::log(last_mass_g);
    auto const knots = static_cast<std::size_t>(std::ceil((last - first) / ln_step)) + 1;
    std::vector<double> out(knots);
    for (std::size_t i = 0; i < knots; ++i)
        out[i] = sphere_radius_cm(std::exp(first + ln_step * static_cast<double>(i)));
    return out;
}

void add_photons(std::vector<double>& absorbed, std::vector<PhotonLine> const& lines,
                 std::vector<double> const& radius, transport::PhotonKernelLibrary const& photon)
{
    for (PhotonLine const& line : lines) {
        auto const kernel = photon.at(line.energy_MeV);
        for (std::size_t i = 0; i < radius.size(); ++i)
            absorbed[i] += line.energy_per_decay_MeV * photon_absorbed_fraction(kernel, radius[i]);
    }
}

std::vector<double> absorbed_in(ChargedDeposit const& charged, std::vector<double> const& radius,
                                transport::PhotonKernelLibrary const& photon)
{
    std::vector<double> out(radius.size());
    for (std::size_t i = 0; i < radius.size(); ++i)
        out[i] = charged.absorbed.in_sphere_MeV(radius[i]);
    add_photons(out, charged.bremsstrahlung, radius, photon);
    return out;
}

/// Highest energy of a Compton electron, 2k²/(m + 2k).
double compton_edge_MeV(double photon_MeV)
{
    return 2 * photon_MeV * photon_MeV / (constant::electron_mass_MeV + 2 * photon_MeV);
}

double smallest_radius_cm(DecayDeposit const& decay, transport::Medium const& water)
{
    double const charged = decay.emitted.total() - decay.emitted.photon;
    if (charged > 0)
        return radius_over_mean_range *
               (decay.alpha.range_times_energy_g_MeV_per_cm2 +
                decay.beta.range_times_energy_g_MeV_per_cm2 +
                decay.conversion_auger.range_times_energy_g_MeV_per_cm2) /
               charged;
    double range_cm = 0;   // photons alone
    for (PhotonLine const& line : decay.photon) {
        double const edge = compton_edge_MeV(line.energy_MeV);
        if (edge > water.electron.lowest_MeV())
            range_cm += water.electron.range_g_per_cm2(edge) * line.energy_per_decay_MeV /
                        decay.emitted.photon;
    }
    return radius_over_compton_range * range_cm;
}

/// Two digits, upwards: for messages.
double rounded_up(double x)
{
    double const digit = std::pow(10.0, std::floor(std::log10(x)) - 1);
    return std::ceil(x / digit * (1 - 1e-12)) * digit;
}

MassTable table(std::vector<double> const& values)
{
    return {std::log(first_mass_g), ln_step, values};
}

}   // namespace

SphereSelfDose SphereSelfDose::make(nuclide::NuclideLibrary const& library,
                                    std::string_view nuclide, Daughters daughters,
                                    transport::Medium const& water)
{
    return make(library.at(nuclide).name, emissions(library, nuclide, daughters), water);
}

SphereSelfDose SphereSelfDose::make(std::string name, std::vector<Emission> const& list,
                                    transport::Medium const& water)
{
    DecayDeposit const decay = deposit(list, water);
    auto const radius = radii_cm();
    SphereSelfDose out;
    out.name_ = std::move(name);
    out.emitted_ = decay.emitted;
    auto const alpha = absorbed_in(decay.alpha, radius, water.photon);
    auto const beta = absorbed_in(decay.beta, radius, water.photon);
    auto const conversion_auger = absorbed_in(decay.conversion_auger, radius, water.photon);
    std::vector<double> photon(radius.size(), decay.photon_here_MeV);
    add_photons(photon, decay.photon, radius, water.photon);
    std::vector<double> low_let(radius.size());
    for (std::size_t i = 0; i < radius.size(); ++i)
        low_let[i] = beta[i] + conversion_auger[i] + photon[i];
    out.alpha_ = table(alpha);
    out.beta_ = table(beta);
    out.conversion_auger_ = table(conversion_auger);
    out.photon_ = table(photon);
    out.low_let_ = table(low_let);

    out.smallest_mass_g_ = std::max(first_mass_g, sphere_mass_g(smallest_radius_cm(decay, water)));
    return out;
}

ByClass SphereSelfDose::absorbed_MeV(double mass_g) const
{
    double const x = std::log(mass_g);
    return {alpha_.at(x), beta_.at(x), conversion_auger_.at(x), photon_.at(x)};
}

double SphereSelfDose::largest_mass_g() const
{
    return last_mass_g;
}

DosePerDecay SphereSelfDose::dose_per_decay(Mass mass) const
{
    double const mass_g = mass.in(unit::g);
    if (!(mass_g >= smallest_mass_g_ && mass_g <= last_mass_g))
        throw StudyError({"", 0, ""}, {"a sphere of " + value_text(mass_g, "g") + " with " + name_,
                                       "deposition by range holds from " +
                                           value_text(rounded_up(smallest_mass_g_), "g") + " to " +
                                           value_text(last_mass_g, "g"),
                                       ""});
    double const dose_Gy = absorbed_MeV(mass_g).total() * constant::MeV_in_J / (mass_g * 1e-3);
    return DosePerDecay::from_si(dose_Gy);
}

}   // namespace radici::dosimetry
