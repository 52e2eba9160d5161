#include "radici/dosimetry/deposit.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "radici/dosimetry/sphere.hpp"
#include "radici/transport/electron_path.hpp"

namespace radici::dosimetry {

namespace {

constexpr double shortest_cm = 1e-7, longest_cm = 30, bin_width = 0.02;
constexpr double softest_MeV = 1e-3;   // what is softer stays where it starts
constexpr int path_steps = 160;

/// Photon energy merged in bins of 5 % with the energy-weighted mean.
class Merged {
public:
    void add(double energy_MeV, double energy_per_decay_MeV)
    {
        Bin& bin = bins_[static_cast<int>(std::floor(std::log(energy_MeV) / 0.05))];
        bin.sum += energy_per_decay_MeV;
        bin.moment += energy_per_decay_MeV * energy_MeV;
    }
    [[nodiscard]] std::vector<PhotonLine> lines() const
    {
        std::vector<PhotonLine> out;
        for (auto const& [index, bin] : bins_)
            if (bin.sum > 0)
                out.push_back({bin.moment / bin.sum, bin.sum});
        return out;
    }

private:
    struct Bin {
        double sum = 0, moment = 0;
    };
    std::map<int, Bin> bins_;
};

/// Collects one class of charged particles.
class Collector {
public:
    explicit Collector(transport::Medium const& medium) : medium_(medium) {}

    void add(Emission const& e)
    {
        if (e.particle == Particle::alpha)
            add_alpha(e);
        else if (e.particle == Particle::electron && e.energy_MeV >= softest_MeV)
            add_electron(e);
        else
            out_.absorbed.add(0, e.energy_MeV * e.per_decay);
    }

    ChargedDeposit finish()
    {
        for (auto const& [index, bin] : radiated_)
            spread(bin.moment / bin.sum, bin.sum);
        out_.bremsstrahlung = photons_.lines();
        return std::move(out_);
    }

private:
    struct Bin {
        double sum = 0, moment = 0;
    };

    void add_alpha(Emission const& e)
    {
        double const whole = medium_.alpha.range_g_per_cm2(e.energy_MeV),
                     length = whole / path_steps;
        double before = e.energy_MeV;
        for (int i = 0; i < path_steps; ++i) {
            double const after = i + 1 < path_steps
                                     ? medium_.alpha.energy_at_range_MeV(whole - (i + 1) * length)
                                     : 0;
            out_.absorbed.add((i + 0.5) * length, (before - after) * e.per_decay);
            before = after;
        }
        out_.range_times_energy_g_MeV_per_cm2 += whole * e.energy_MeV * e.per_decay;
    }

    void add_electron(Emission const& e)
    {
        for (auto const& step : transport::electron_path(medium_.electron, medium_.material,
                                                         e.energy_MeV, path_steps)) {
            out_.absorbed.add(step.distance_g_per_cm2, step.deposited_MeV * e.per_decay);
            double const radiated = step.radiated_MeV * e.per_decay;
            Bin& bin = radiated_[static_cast<int>(std::floor(std::log(step.energy_MeV) / 0.1))];
            bin.sum += radiated;
            bin.moment += radiated * step.energy_MeV;
        }
        out_.range_times_energy_g_MeV_per_cm2 +=
            medium_.electron.range_g_per_cm2(e.energy_MeV) * e.energy_MeV * e.per_decay;
    }

    /// Kramers: radiated energy even in photon energy from 0 to the electron's.
    void spread(double electron_MeV, double radiated_MeV)
    {
        if (!(radiated_MeV > 0))
            return;
        if (electron_MeV <= softest_MeV) {
            out_.absorbed.add(0, radiated_MeV);
            return;
        }
        double low = softest_MeV;
        out_.absorbed.add(0, radiated_MeV * low / electron_MeV);
        while (low < electron_MeV) {
            double const high = std::min(low * 1.35, electron_MeV);
            photons_.add(0.5 * (low + high), radiated_MeV * (high - low) / electron_MeV);
            low = high;
        }
    }

    transport::Medium const& medium_;
    ChargedDeposit out_;
    std::map<int, Bin> radiated_;
    Merged photons_;
};

}   // namespace

DistanceHistogram::DistanceHistogram()
{
    auto const bins =
        static_cast<std::size_t>(std::ceil(std::log(longest_cm / shortest_cm) / bin_width));
    energy_MeV_.assign(bins, 0);
    moment_MeV_cm_.assign(bins, 0);
}

void DistanceHistogram::add(double distance_cm, double energy_MeV)
{
    if (distance_cm < shortest_cm) {
        here_MeV_ += energy_MeV;
        return;
    }
    auto const i = static_cast<std::size_t>(std::log(distance_cm / shortest_cm) / bin_width);
    RADICI_EXPECT(i < energy_MeV_.size());
    energy_MeV_[i] += energy_MeV;
    moment_MeV_cm_[i] += energy_MeV * distance_cm;
}

double DistanceHistogram::total_MeV() const
{
    double sum = here_MeV_;
    for (double const energy : energy_MeV_)
        sum += energy;
    return sum;
}

double DistanceHistogram::in_sphere_MeV(double radius_cm) const
{
    double sum = here_MeV_;
    for (std::size_t i = 0; i < energy_MeV_.size(); ++i)
        if (energy_MeV_[i] > 0)
            sum +=
                energy_MeV_[i] * geometric_overlap(moment_MeV_cm_[i] / energy_MeV_[i], radius_cm);
    return sum;
}

double DistanceHistogram::within_MeV(double distance_cm) const
{
    double sum = here_MeV_;
    for (std::size_t i = 0; i < energy_MeV_.size(); ++i) {
        double const low = shortest_cm * std::exp(bin_width * static_cast<double>(i));
        if (distance_cm <= low)
            break;
        sum += energy_MeV_[i] * std::min(1.0, std::log(distance_cm / low) / bin_width);
    }
    return sum;
}

DecayDeposit deposit(std::vector<Emission> const& list, transport::Medium const& medium)
{
    RADICI_EXPECT(medium.material.density_g_per_cm3.value ==
                  1);   // distances in cm are then those in g/cm²
    Collector alpha(medium), beta(medium), conversion_auger(medium);
    Merged photons;
    DecayDeposit out;
    for (Emission const& e : list)
        switch (e.kind) {
        case EmissionClass::alpha:
            alpha.add(e);
            break;
        case EmissionClass::beta:
            beta.add(e);
            break;
        case EmissionClass::conversion_auger:
            conversion_auger.add(e);
            break;
        case EmissionClass::photon:
            if (e.energy_MeV < softest_MeV)
                out.photon_here_MeV += e.energy_MeV * e.per_decay;
            else
                photons.add(e.energy_MeV, e.energy_MeV * e.per_decay);
        }
    out.alpha = alpha.finish();
    out.beta = beta.finish();
    out.conversion_auger = conversion_auger.finish();
    out.photon = photons.lines();
    out.emitted = emitted_MeV(list);
    return out;
}

}   // namespace radici::dosimetry
