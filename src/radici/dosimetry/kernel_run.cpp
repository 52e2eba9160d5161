#include "radici/dosimetry/kernel_run.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/dosimetry/sphere.hpp"
#include "radici/transport/alpha_range.hpp"
#include "radici/transport/electron_range.hpp"
#include "radici/transport/monte_carlo/sphere_geometry.hpp"
#include "radici/transport/monte_carlo/tracker.hpp"

namespace radici::dosimetry {

namespace {

using transport::ParticleKind;
using transport::SphereGeometry;
using transport::TrackRandom;

constexpr std::uint64_t batches = 20;
constexpr double water_ends_cm = 2000;                            // nothing gets here
constexpr double shells_end_cm = 300;                             // beyond, one shell without end
constexpr double nearest_first_cm = 1e-5, first_free_paths = 5;   // of forced collisions

/// Geometric steps from `first` to `last`, which is met exactly.
void add_steps(std::vector<double>& radius, double first, double last, double ratio)
{
    auto const steps = static_cast<int>(std::ceil(std::log(last / first) / std::log(ratio)));
    for (int n = radius.empty() ? 0 : 1; n <= steps; ++n)
        radius.push_back(first * std::pow(last / first, static_cast<double>(n) / steps));
}

std::vector<double> shells_cm(Particle particle, double range_cm)
{
    std::vector<double> out;
    if (particle == Particle::photon) {
        add_steps(out, 2e-5, shells_end_cm, 1.08);
        return out;
    }
    add_steps(out, 1e-4 * range_cm, 0.5 * range_cm, 1.08);
    add_steps(out, 0.5 * range_cm, 1.2 * range_cm, 1.03);
    if (particle == Particle::electron)   // bremsstrahlung
        add_steps(out, 1.2 * range_cm, shells_end_cm, 1.25);
    return out;
}

SphereGeometry geometry_of(std::vector<double> const& radius_cm)
{
    std::vector<SphereGeometry::Shell> shells;
    for (double const r : radius_cm)
        shells.push_back({r, 0, 1.0});
    shells.push_back({water_ends_cm, 0, 1.0});
    return SphereGeometry(std::move(shells));
}

/// Weighted energy by shell.
struct ShellScore {
    std::vector<double> energy_MeV;
    double weight = 1;
    void expect(int) const {}   // nothing to fetch
    void deposit(int cell, transport::EmissionClass, double e)
    {
        energy_MeV[static_cast<std::size_t>(cell)] += weight * e;
    }
};

/// Distance to a forced first collision, and the weight that makes it right.
struct FirstCollision {
    double distance_cm, weight;
};

/// @param even_in_log  of every second history; the others follow the exponential law
FirstCollision sample_first_collision(double per_cm, bool even_in_log, TrackRandom& random)
{
    double const stretch = std::log(first_free_paths / per_cm / nearest_first_cm);
    double const u = random.uniform();
    double const t = even_in_log ? nearest_first_cm * std::exp(u * stretch) : -std::log(u) / per_cm;
    bool const within = t > nearest_first_cm && t < first_free_paths / per_cm;
    double const wanted = per_cm * std::exp(-per_cm * t);
    return {t, wanted / (0.5 * wanted + (within ? 0.5 / (t * stretch) : 0))};
}

/// Follows the histories of one entry.
class Runner {
    using Tracker = transport::Tracker<SphereGeometry, ShellScore>;

public:
    Runner(transport::TrackMedia const& media, SphereGeometry const& geometry,
           KernelEntry const& entry)
        : entry_(entry),
          geometry_(geometry),
          flights_(geometry, media),
          tracker_(geometry, media, flights_, score_)
    {
        auto const& photon = media.medium.at(0).photon;
        if (entry.particle == Particle::photon)
            per_cm_ = photon.total(photon.grid().place(entry.energy_MeV));
    }
    /// Shares of the histories' energy by shell.
    std::vector<double> batch(std::uint64_t seed, std::uint64_t first, std::uint64_t last)
    {
        score_.energy_MeV.assign(static_cast<std::size_t>(geometry_.cells()), 0);
        for (std::uint64_t h = first; h < last; ++h) {
            TrackRandom random(seed, stream() + h);
            history(random, h % 2 == 0);
        }
        double const all = std::accumulate(score_.energy_MeV.begin(), score_.energy_MeV.end(), 0.0);
        for (double& e : score_.energy_MeV)
            e /= all;
        return score_.energy_MeV;
    }

private:
    /// Random numbers of an energy are its own.
    [[nodiscard]] std::uint64_t stream() const
    {
        return static_cast<std::uint64_t>(std::llround(entry_.energy_MeV * 1e6)) << 32;
    }
    void history(TrackRandom& random, bool even_in_log)
    {
        transport::Particle p;
        p.energy_MeV = entry_.energy_MeV;
        p.cell = geometry_.locate(p.at);
        score_.weight = 1;
        if (entry_.particle != Particle::photon) {
            p.kind =
                entry_.particle == Particle::alpha ? ParticleKind::alpha : ParticleKind::electron;
            tracker_.start(p, random);
            return;
        }
        auto const collision = sample_first_collision(per_cm_, even_in_log, random);
        score_.weight = collision.weight;
        p.direction = transport::isotropic(random);
        p.at = transport::moved(p.at, p.direction, collision.distance_cm);
        p.cell = geometry_.locate(p.at);
        tracker_.collide_photon(p, random);
    }

    KernelEntry entry_;
    SphereGeometry const& geometry_;
    transport::FlightMap flights_;
    ShellScore score_;
    Tracker tracker_;
    double per_cm_ = 0;
};

/// Mean and standard error of the mean over batches.
class BatchMean {
public:
    explicit BatchMean(std::size_t values) : sum_(values, 0), square_(values, 0) {}
    void add(std::vector<double> const& x)
    {
        ++n_;
        for (std::size_t i = 0; i < x.size(); ++i) {
            sum_[i] += x[i];
            square_[i] += x[i] * x[i];
        }
    }
    void write(std::vector<double>& mean, std::vector<double>& sd) const
    {
        for (std::size_t i = 0; i < sum_.size(); ++i) {
            double const m = sum_[i] / n_;
            mean.push_back(m);
            sd.push_back(std::sqrt(std::max(0.0, square_[i] / n_ - m * m) / (n_ - 1)));
        }
    }

private:
    double n_ = 0;
    std::vector<double> sum_, square_;
};

/// The energies of both grids, MeV, rounded as preferred numbers are.
std::vector<double> energies_MeV(double last)
{
    std::array<double, 10> const step{1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8};
    std::vector<double> out;
    for (double const decade : {1e-3, 1e-2, 1e-1, 1.0, 10.0})
        for (double const s : step)
            if (s * decade <= last * (1 + 1e-9))
                out.push_back(std::round(s * decade * 1e6) / 1e6);
    return out;
}

}   // namespace

std::vector<KernelEntry> kernel_entries(Particle particle)
{
    std::vector<KernelEntry> out;
    if (particle == Particle::alpha) {
        for (double const e : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
            out.push_back({particle, e, 20'000});
        return out;
    }
    for (double const e : energies_MeV(transport::highest_energy_MeV)) {
        bool const photon = particle == Particle::photon;
        std::uint64_t const histories = photon ? 1'000'000 : e < 0.1 ? 100'000 : 300'000;
        out.push_back({particle, e, histories});
    }
    return out;
}

std::vector<double> const& kernel_masses_g()
{
    static std::vector<double> const masses = [] {
        std::vector<double> out;
        for (int n = -90; n <= 60; ++n)
            out.push_back(std::pow(10.0, n / 10.0));
        return out;
    }();
    return masses;
}

double kernel_range_cm(std::filesystem::path const& data_folder, Particle particle,
                       double energy_MeV)
{
    if (particle == Particle::photon)
        return 0;
    return particle == Particle::alpha
               ? transport::AlphaRange::load(data_folder, "water").range_g_per_cm2(energy_MeV)
               : transport::ElectronRange::load(data_folder, "water").range_g_per_cm2(energy_MeV);
}

KernelRun make_kernel(transport::TrackMedia const& media, double range_cm, KernelEntry const& entry,
                      std::uint64_t seed)
{
    RADICI_EXPECT(media.medium.size() == 1 && entry.histories >= batches);
    KernelRun run;
    PointKernel& point = run.point;
    point.energy_MeV = run.sphere.energy_MeV = entry.energy_MeV;
    point.range_cm = run.sphere.range_cm = range_cm;
    point.histories = run.sphere.histories = entry.histories;
    point.radius_cm = shells_cm(entry.particle, range_cm);
    auto const geometry = geometry_of(point.radius_cm);
    Runner runner(media, geometry, entry);
    auto const& masses = kernel_masses_g();
    BatchMean shares(point.radius_cm.size() + 1), fractions(masses.size());
    PointKernel one = point;
    for (std::uint64_t b = 0; b < batches; ++b) {
        one.share =
            runner.batch(seed, entry.histories * b / batches, entry.histories * (b + 1) / batches);
        shares.add(one.share);
        std::vector<double> fraction;
        for (double const m : masses)
            fraction.push_back(one.absorbed_fraction(sphere_radius_cm(m)));
        fractions.add(fraction);
    }
    shares.write(point.share, point.sd);
    fractions.write(run.sphere.fraction, run.sphere.sd);
    return run;
}

}   // namespace radici::dosimetry
