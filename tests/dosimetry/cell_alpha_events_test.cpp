// Single events of alphas: chords in closed form, hits by hand, dose by the other way.
#include <cmath>
#include <numeric>

#include <gmock/gmock.h>

#include "dosimetry/cell_sampling.hpp"
#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/dosimetry/cell_alpha_events.hpp"
#include "radici/dosimetry/cell_s_value.hpp"
#include "radici/dosimetry/event_tally.hpp"
#include "support/agrees.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;

constexpr ConcentricCell cell{.nucleus_um = 4, .cell_um = 5};
constexpr CellSource sources[] = {CellSource::nucleus, CellSource::cytoplasm, CellSource::surface};
constexpr CellTarget targets[] = {CellTarget::nucleus, CellTarget::cell};

/// 0.1 MeV/µm all the way: energies are chords.
SlowingDown constant_loss()
{
    return {[](double MeV) { return MeV / 0.1; }, [](double um) { return 0.1 * um; }};
}

EventTally chords(double energy_MeV, SourceShell const& source, double target_um)
{
    EventTally tally(energy_MeV);
    tally.add(constant_loss(), energy_MeV, 1, source, target_um);
    return tally;
}

class Events : public ::testing::Test {
protected:
    static nuclide::NuclideLibrary const& library()
    {
        static auto const nuclides = nuclide::NuclideLibrary::load(data_folder());
        return nuclides;
    }
    static transport::AlphaRange const& astar()
    {
        static auto const table = transport::AlphaRange::load(data_folder(), "water_i75");
        return table;
    }
    static AlphaEvents of(char const* nuclide, CellSource source, CellTarget target,
                          Daughters daughters = Daughters::in_place,
                          ConcentricCell const& which = cell)
    {
        auto const events = alpha_events(library(), nuclide, daughters, shell_of(which, source),
                                         radius_um(which, target), astar());
        return events.value();
    }
};

TEST_F(Events, of_even_constant_loss_are_the_chords_of_a_sphere)
{
    // From outside, even and isotropic, tracks of 40,000 µm: mean chord 4a/3, second over first
    // moment 3a/2, a ratio of 9/8. Some end inside: 4a/3 per range.
    auto const outside = chords(4000, {4, 4 + 40000}, 4);
    expect_agrees(outside.frequency_mean_MeV(),
                  {.value = 0.1 * 16 / 3, .rel_tol = 5e-4, .source = "mean chord 4V/A = 4a/3"});
    expect_agrees(outside.dose_mean_MeV() / outside.frequency_mean_MeV(),
                  {.value = 9.0 / 8, .rel_tol = 5e-4, .source = "chords of a convex sphere"});

    auto const inside = chords(100, {0, 4}, 4);
    expect_agrees(inside.hits_per_decay(), {.value = 1, .rel_tol = 1e-9, .source = "starts in it"});
    expect_agrees(inside.frequency_mean_MeV(),
                  {.value = 0.1 * 3, .rel_tol = 1e-5, .source = "3a/4"});
    expect_agrees(inside.dose_mean_MeV() / inside.frequency_mean_MeV(),
                  {.value = 64.0 / 45, .rel_tol = 1e-5, .source = "by hand: 0.8a² over (3a/4)²"});

    auto const surface = chords(100, {4, 4}, 4);
    expect_agrees(surface.hits_per_decay(), {.value = 0.5, .rel_tol = 1e-9, .source = "inwards"});
    expect_agrees(surface.frequency_mean_MeV(),
                  {.value = 0.1 * 4, .rel_tol = 1e-5, .source = "mean of 2a cos is a"});
    expect_agrees(surface.dose_mean_MeV() / surface.frequency_mean_MeV(),
                  {.value = 4.0 / 3, .rel_tol = 1e-5, .source = "mean of (2a cos)² is 4a²/3"});
}

TEST_F(Events, from_outside_are_as_many_as_tracks_enter)
{
    // Even decays, n per volume, straight tracks of length R: n R π a² enter a sphere.
    double const range = 30, a = 4;
    SourceShell const medium{a, a + range};
    double const volume = 4 * constant::pi / 3 * (std::pow(a + range, 3) - std::pow(a, 3));
    expect_agrees(
        chords(3, medium, a).hits_per_decay() * volume,
        {.value = constant::pi * a * a * range, .rel_tol = 1e-5, .source = "fluence nR times A/4"});
}

TEST_F(Events, that_stop_inside_leave_everything)
{
    auto const stopped = chords(0.2, {0, 100}, 500);
    expect_agrees(stopped.frequency_mean_MeV(), {.value = 0.2, .rel_tol = 1e-12, .source = "all"});
    auto const spectrum = stopped.spectrum();
    expect_agrees(spectrum.per_MeV.back() * spectrum.width_MeV,
                  {.value = 1, .rel_tol = 1e-12, .source = "one line, in the last bin"});
}

TEST_F(Events, hit_chance_is_that_of_random_directions)
{
    test::CellSampler sampler{3};
    for (double const q : {3.0, 4.0, 4.3, 5.0, 9.0, 20.0})
        for (double const range : {0.8, 2.5, 6.0, 17.0, 60.0}) {
            test::Draws hit;
            for (int i = 0; i < 20000; ++i) {
                auto const ray = sampler.ray({q, q});
                double const nearest =
                    ray.cosine > 0 ? q : ray.distance_from_centre(std::min(-q * ray.cosine, range));
                hit.add(nearest < 4 ? 1 : 0);
            }
            double const chance = hit_chance(q, range, 4);
            EXPECT_NEAR(chance, hit.mean(),
                        5 * std::sqrt(std::max(chance * (1 - chance), 1e-4) / hit.n))
                << q << " " << range;
        }
}

TEST_F(Events, times_their_mean_are_the_dose)
{
    for (auto const* nuclide : {"At-211", "Ra-223"})
        for (auto const source : sources)
            for (auto const target : targets) {
                auto const events = of(nuclide, source, target);
                auto const s = cell_s_value(library(), nuclide, Daughters::in_place, cell, source,
                                            target, astar());
                expect_agrees(events.hits_per_decay * events.frequency_mean_Gy,
                              {.value = s.dose(s.in_target_MeV.alpha).si(),
                               .rel_tol = 2e-4,
                               .source = "S value by geometric reduction"});
                EXPECT_GT(events.dose_mean_Gy, events.frequency_mean_Gy);
            }
}

TEST_F(Events, spectrum_is_a_density_with_the_same_mean)
{
    auto const events = of("Ac-225", CellSource::surface, CellTarget::nucleus);
    ASSERT_EQ(events.edge_Gy.size(), events.per_Gy.size() + 1);
    double sum = 0, mean = 0;
    for (std::size_t i = 0; i < events.per_Gy.size(); ++i) {
        double const width = events.edge_Gy[i + 1] - events.edge_Gy[i];
        EXPECT_GT(width, 0);
        EXPECT_GE(events.per_Gy[i], 0);
        sum += width * events.per_Gy[i];
        mean += width * events.per_Gy[i] * (events.edge_Gy[i] + 0.5 * width);
    }
    expect_agrees(sum, {.value = 1, .rel_tol = 1e-9, .source = "a density"});
    expect_agrees(mean, {.value = events.frequency_mean_Gy,
                         .rel_tol = 0.01,
                         .source = "its mean, within the width of a bin"});
}

TEST_F(Events, of_a_chain_are_counted_along_its_branches)
{
    // From the surface of a 5 µm cell a 4 µm nucleus is seen under ½(1 − 3/5) = 0.2; every alpha
    // reaches it.
    auto const ac = of("Ac-225", CellSource::surface, CellTarget::nucleus);
    expect_agrees(ac.hits_per_decay,
                  {.value = 0.8, .rel_tol = 2e-3, .source = "four alphas, 0.2 each"});
    expect_agrees(ac.at_least_one_hit,
                  {.value = 1 - std::pow(0.8, 4), .rel_tol = 2e-3, .source = "four free throws"});
    auto const at = of("At-211", CellSource::surface, CellTarget::nucleus);
    expect_agrees(
        at.at_least_one_hit,
        {.value = 0.2, .rel_tol = 2e-3, .source = "one alpha in either branch, never two"});
    auto const alone = of("Ra-223", CellSource::surface, CellTarget::nucleus, Daughters::left_out);
    expect_agrees(alone.at_least_one_hit,
                  {.value = alone.hits_per_decay, .rel_tol = 1e-6, .source = "one alpha"});
    auto const in_it = of("Ra-223", CellSource::nucleus, CellTarget::nucleus);
    expect_agrees(in_it.at_least_one_hit, {.value = 1, .rel_tol = 1e-4, .source = "starts in it"});
    expect_agrees(in_it.hits_per_decay, {.value = 4, .rel_tol = 2e-3, .source = "four alphas"});
}

TEST_F(Events, from_the_medium_are_hits_per_concentration)
{
    // 5.87 MeV alphas alone would give π a² R per decay and volume; the cell's own shell is left
    // out of the source, so that fewer come.
    double const highest = 7.5;
    auto const shell = medium_within_reach(cell, CellTarget::nucleus, highest, astar());
    EXPECT_EQ(shell.inner_um, 5);
    EXPECT_NEAR(shell.outer_um, 4 + 70.7, 0.3);   // ASTAR: 70.69 µm at 7.5 MeV
    ConcentricCell const bare{.nucleus_um = 4, .cell_um = 4};
    auto const near = medium_within_reach(bare, CellTarget::nucleus, highest, astar());
    double const volume =
        4 * constant::pi / 3 * (std::pow(near.outer_um, 3) - std::pow(near.inner_um, 3));
    auto const events =
        alpha_events(library(), "Ra-223", Daughters::left_out, near, 4, astar()).value();
    double mean_range = 0;
    for (auto const& line : library().at("Ra-223").alphas)
        mean_range += line.intensity * 1e4 * astar().range_g_per_cm2(line.energy_MeV);
    expect_agrees(events.hits_per_decay * volume,
                  {.value = constant::pi * 16 * mean_range, .rel_tol = 1e-4, .source = "nR·A/4"});
    EXPECT_EQ(medium_within_reach({4, 500}, CellTarget::nucleus, 5, astar()).outer_um, 500);
}

TEST_F(Events, need_an_alpha)
{
    EXPECT_FALSE(alpha_events(library(), "Lu-177", Daughters::in_place, {0, 4}, 4, astar()));
    EXPECT_TRUE(alpha_events(library(), "Pb-212", Daughters::in_place, {0, 4}, 4, astar()));
    EXPECT_FALSE(alpha_events(library(), "Pb-212", Daughters::left_out, {0, 4}, 4, astar()));
}

}   // namespace
}   // namespace radici::dosimetry
