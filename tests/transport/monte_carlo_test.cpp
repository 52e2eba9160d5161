// Laws of the Monte Carlo as a whole, and figures of another code.
#include <cmath>
#include <cstring>

#include <gtest/gtest.h>

#include "../support/agrees.hpp"
#include "../support/message_of.hpp"
#include "radici/nuclide/chain.hpp"
#include "radici/transport/monte_carlo/simulation.hpp"

namespace radici::transport {
namespace {

using test::expect_agrees;
using test::message_of;
std::filesystem::path const data = std::filesystem::path{RADICI_SOURCE_DIR} / "data";

nuclide::NuclideLibrary const& library()
{
    static auto const loaded = nuclide::NuclideLibrary::load(data);
    return loaded;
}

TrackMedia const& media_at_10_keV()
{
    static auto const media =
        TrackMedia::load(data, {"water_i75", "bone_cortical_icru44", "lung_inflated_icru44"}, 0.01);
    return media;
}

/// 16 cm cube of water with a plate of bone and one of lung, voxels of different sides.
VoxelGrid layered()
{
    VoxelGrid grid;
    grid.size = {20, 16, 32};
    grid.spacing_cm = {0.8, 1.0, 0.5};
    grid.materials = {"water_i75", "bone_cortical_icru44", "lung_inflated_icru44"};
    for (std::size_t n = 0; n < grid.voxels(); ++n) {
        auto const z = n / (20 * 16);
        std::uint8_t const what = z < 8 ? 0 : z < 10 ? 1 : z < 20 ? 2 : 0;
        grid.material.push_back(what);
        grid.density_g_per_cm3.push_back(what == 0 ? 1.0F : what == 1 ? 1.85F : 0.26F);
    }
    return grid;
}

Scores<4> run_layered(char const* nuclide, std::uint64_t histories, int threads)
{
    auto const grid = layered();
    VoxelGeometry const geometry(grid);
    std::vector<int> cells;
    for (int k = 6; k < 12; ++k)
        cells.push_back(static_cast<int>(grid.index(10, 8, k)));
    VoxelPlaces const places(grid, cells, {1, 2, 3, 4, 5, 6});
    auto const decay = DecaySource::of_nuclide(library(), nuclide, Daughters::in_place, 0.01);
    Problem<VoxelGeometry, VoxelPlaces> const problem{
        geometry, media_at_10_keV(), places, decay, static_cast<int>(grid.voxels()), {}};
    Effort<4> effort;
    effort.histories = histories;
    effort.threads = threads;
    return simulate(problem, effort);
}

Scores<4> run_sphere(std::vector<double> const& radii_cm, double source_cm,
                     DecaySource const& decay, TrackMedia const& media, std::uint64_t histories)
{
    std::vector<SphereGeometry::Shell> shells;
    for (double const r : radii_cm)
        shells.push_back({r, 0, 1.0});
    SphereGeometry const geometry(shells);
    ShellPlaces const places(0, source_cm);
    Problem<SphereGeometry, ShellPlaces> const problem{geometry,         media, places, decay,
                                                       geometry.cells(), {}};
    Effort<4> effort;
    effort.histories = histories;
    return simulate(problem, effort);
}

TEST(EnergyLedger, closes_to_rounding_for_every_kind_of_decay)
{
    for (char const* nuclide : {"Lu-177", "I-131", "I-124", "Ra-223", "Y-90", "In-111"})
        EXPECT_LT(std::abs(run_layered(nuclide, 3000, 1).energy_balance()), 1e-11) << nuclide;
}

TEST(Simulation, has_the_same_bytes_on_any_number_of_threads)
{
    auto const one = run_layered("I-131", 60'000, 1), two = run_layered("I-131", 60'000, 2);
    ASSERT_EQ(one.bin.size(), two.bin.size());
    EXPECT_EQ(0, std::memcmp(one.bin.data(), two.bin.data(), one.bin.size() * sizeof(one.bin[0])));
    EXPECT_EQ(one.emitted_MeV, two.emitted_MeV);
    EXPECT_EQ(one.escaped_MeV, two.escaped_MeV);
}

TEST(Simulation, ends_where_enough_is_known)
{
    auto const decay = DecaySource::of_particle(ParticleKind::electron, 1);
    SphereGeometry const geometry({{0.5, 0, 1.0}, {2, 0, 1.0}});
    ShellPlaces const places(0, 0.5);
    Problem<SphereGeometry, ShellPlaces> const problem{
        geometry, media_at_10_keV(), places, decay, 2, {}};
    Effort<4> effort;
    effort.histories = 10'000'000;
    effort.enough = [](Scores<4> const& s) {
        auto const e = s.total_MeV(0);
        return e.sd < 0.005 * e.mean;
    };
    auto const scores = simulate(problem, effort);
    EXPECT_LT(scores.histories, 200'000u);
    EXPECT_LT(scores.total_MeV(0).sd, 0.005 * scores.total_MeV(0).mean);
}

TEST(DecaySource, gives_off_what_the_nuclide_does)
{
    for (char const* name : {"Lu-177", "Y-90", "I-124", "Ac-225", "F-18", "Tb-161"}) {
        auto const decay = DecaySource::of_nuclide(library(), name, Daughters::in_place, 1e-3);
        auto const energy = nuclide::chain_energy(library(), name);
        auto const near = [&](EmissionClass c, double expected) {
            expect_agrees(decay.emitted_MeV(c), {.value = expected,
                                                 .rel_tol = 1e-3,
                                                 .abs_tol = 1e-6,
                                                 .source = "energies per decay of the nuclide"});
        };
        near(EmissionClass::alpha, energy.alpha + energy.recoil);
        near(EmissionClass::beta, energy.beta);
        near(EmissionClass::conversion_auger, energy.conversion_auger);
        near(EmissionClass::photon, energy.photon);
    }
}

TEST(DecaySource, draws_each_line_as_often_as_it_should)
{
    auto const decay = DecaySource::of_nuclide(library(), "I-131", Daughters::left_out, 1e-3);
    TrackRandom random(5, 5);
    int betas = 0, lines = 0, all = 0;
    constexpr int decays = 400'000;
    for (int i = 0; i < decays; ++i)
        decay.sample(random, [&](DecaySource::Quantum const& q) {
            ++all;
            betas += q.emission == EmissionClass::beta;
            lines += std::abs(q.energy_MeV - 0.3645) < 1e-4;
        });
    expect_agrees(all / double(decays),
                  {.value = decay.quanta(), .rel_tol = 5e-3, .source = "sum of intensities"});
    expect_agrees(betas / double(decays),
                  {.value = 1, .rel_tol = 1e-3, .source = "one beta a decay"});
    double intensity = 0;
    for (auto const& line : library().at("I-131").gammas)
        if (std::abs(line.energy_MeV - 0.3645) < 1e-4)
            intensity += line.intensity;
    expect_agrees(lines / double(decays),
                  {.value = intensity, .rel_tol = 5e-3, .source = "364 keV line, I-131 file"});
}

/// Fano (Radiat Res 1:237, 1954): with a source even per mass, in one composition of any density,
/// the dose is even. The density effect is the same at each density here.
TEST(Fano, dose_is_flat_where_only_density_changes)
{
    VoxelGrid grid;
    grid.size = {60, 1, 1};
    grid.spacing_cm = {0.2, 300, 300};
    grid.materials = {"water_i75"};
    std::vector<int> cells;
    std::vector<double> mass;
    float const densities[] = {1.0F, 0.25F, 1.0F, 2.0F, 0.5F};
    for (int i = 0; i < 60; ++i) {
        float const density = densities[i / 2 % 5];
        grid.material.push_back(0);
        grid.density_g_per_cm3.push_back(density);
        cells.push_back(i);
        mass.push_back(density);
    }
    VoxelGeometry const geometry(grid);
    VoxelPlaces const places(grid, cells, mass);
    auto const decay = DecaySource::of_particle(ParticleKind::electron, 0.8);
    Problem<VoxelGeometry, VoxelPlaces> const problem{
        geometry, media_at_10_keV(), places, decay, 60, {}};
    Effort<1> effort;
    effort.histories = 3'000'000;
    auto const scores = simulate(problem, effort);
    double total = 0;
    for (double const w : mass)
        total += w;
    for (int first = 20; first < 40; first += 2) {   // slabs of one density, far from the ends
        double energy = 0, variance = 0, share = 0;
        for (int i = first; i < first + 2; ++i) {
            auto const e = scores.total_MeV(static_cast<std::size_t>(i));
            energy += e.mean;
            variance += e.sd * e.sd;
            share += mass[static_cast<std::size_t>(i)] / total;
        }
        // bremsstrahlung that leaves: 0.3 % of 0.8 MeV (ESTAR's radiation yield), most of it gone
        EXPECT_NEAR(energy / share / 0.8, 1 - 0.0027, 0.003 + 3 * std::sqrt(variance) / share / 0.8)
            << "slab " << first << " of density " << densities[first / 2 % 5];
    }
}

/// An electron that cannot leave its cell is ended at once; thin shells follow the same electron
/// step by step. What leaves the sphere must not depend on that.
TEST(RangeRejection, keeps_bremsstrahlung)
{
    auto const decay = DecaySource::of_particle(ParticleKind::electron, 2);
    std::vector<double> thin;
    for (double r = 0.25; r <= 6; r += 0.25)
        thin.push_back(r);
    thin.push_back(40);
    auto const at_once = run_sphere({6, 40}, 4, decay, media_at_10_keV(), 300'000);
    auto const stepwise = run_sphere(thin, 4, decay, media_at_10_keV(), 300'000);
    auto const left = at_once.total_MeV(1), right = stepwise.total_MeV(thin.size() - 1);
    double const sd = std::hypot(left.sd, right.sd);
    EXPECT_LT(sd, 0.04 * right.mean);   // half of the photons missing would be 12 sd
    EXPECT_NEAR(left.mean, right.mean, 4 * sd);
}

struct Sphere {
    char const* what;
    ParticleKind kind;
    double energy_MeV, radius_cm, fraction, sd;
};

/// EGSnrc v2025a, water of 1.000 g/cm³ with I = 75 eV, cut-offs 1 keV, 50 cm of water around.
TEST(Spheres, agree_with_egsnrc)
{
    Sphere const spheres[] = {
        {"electron 1 MeV, 0.1 g", ParticleKind::electron, 1.0, 0.287941, 0.49805, 1.33e-3},
        {"electron 1 MeV, 10 g", ParticleKind::electron, 1.0, 1.336505, 0.88126, 9.96e-4},
        {"electron 100 keV, 10 mg", ParticleKind::electron, 0.1, 0.133650, 0.95891, 5.37e-4},
        {"photon 30 keV, 10 g", ParticleKind::photon, 0.03, 1.336505, 0.165013, 5.08e-4},
        {"photon 364 keV, 1 kg", ParticleKind::photon, 0.364, 6.203505, 0.152923, 3.35e-4}};
    auto const media = TrackMedia::load(data, {"water_i75"}, 1e-3);
    for (auto const& s : spheres) {
        auto const decay = DecaySource::of_particle(s.kind, s.energy_MeV);
        auto const scores =
            run_sphere({s.radius_cm, s.radius_cm + 50}, s.radius_cm, decay, media, 100'000);
        auto const e = scores.total_MeV(0);
        expect_agrees(e.mean / s.energy_MeV, {.value = s.fraction,
                                              .rel_tol = 0.01,
                                              .abs_tol = 2 * std::hypot(s.sd, e.sd / s.energy_MeV),
                                              .source = s.what});
    }
}

TEST(Alpha, goes_as_far_as_its_range)
{
    auto const& media = media_at_10_keV();
    double const range_cm = media.medium[0].alpha.range(5.0);
    auto const decay = DecaySource::of_particle(ParticleKind::alpha, 5);
    auto const scores = run_sphere({0.9 * range_cm, 1.06 * range_cm, 1}, 0, decay, media, 2000);
    double const inside = media.medium[0].alpha.energy_at_range(0.1 * range_cm);
    expect_agrees(scores.total_MeV(0).mean,
                  {.value = 5 - inside, .rel_tol = 2e-3, .source = "range table, straight track"});
    EXPECT_LT(scores.total_MeV(2).mean, 1e-3);   // straggling does not reach 6 % farther
}

TEST(BadInput, is_named)
{
    EXPECT_NE(message_of([] {
                  (void)TrackMedia::load(data, {"water"}, 0.5e-3);
              }).find("the tables go from 1 keV"),
              std::string::npos);
    EXPECT_NE(message_of([] { (void)TrackMedia::load(data, {"watr"}, 1e-3); }).find("\"water\""),
              std::string::npos);
    EXPECT_NE(message_of([] {
                  (void)DecaySource::of_particle(ParticleKind::photon, 4.1);
              }).find("4.1 MeV (the tables end at 4 MeV)"),
              std::string::npos);
    auto grid = layered();
    EXPECT_NE(message_of([&] { VoxelPlaces(grid, {}, {}); }).find("no voxel holds activity"),
              std::string::npos);
    EXPECT_NE(message_of([&] {
                  VoxelPlaces(grid, {3, 4}, {1});
              }).find("one activity"),
              std::string::npos);
    grid.density_g_per_cm3[3] = 0;
    EXPECT_NE(message_of([&] { VoxelPlaces(grid, {3}, {}); }).find("density 0"), std::string::npos);
    grid.density_g_per_cm3[5] = std::nanf("");
    EXPECT_NE(message_of([&] { grid.check(); }).find("voxel (5, 0, 0): density nan"),
              std::string::npos);
    grid.density_g_per_cm3.pop_back();
    EXPECT_NE(message_of([&] { grid.check(); }).find("one material and one density"),
              std::string::npos);
}

}   // namespace
}   // namespace radici::transport
