// Cellular S values: straight tracks, limits, and a sampler that knows nothing of the quadrature.
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include "dosimetry/cell_sampling.hpp"
#include "radici/base/constants.hpp"
#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "radici/dosimetry/cell_s_value.hpp"
#include "radici/dosimetry/straight_track.hpp"
#include "radici/nuclide/chain.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"

namespace radici::dosimetry {
namespace {

using test::expect_agrees;
using ::testing::HasSubstr;

constexpr ConcentricCell cell{.nucleus_um = 4, .cell_um = 5};
constexpr CellSource sources[] = {CellSource::nucleus, CellSource::cytoplasm, CellSource::surface};
constexpr CellTarget targets[] = {CellTarget::nucleus, CellTarget::cell};

class Cell : public ::testing::Test {
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
    static CellSValue of(std::string const& nuclide, CellSource source, CellTarget target,
                         ConcentricCell const& which = cell)
    {
        return cell_s_value(library(), nuclide, Daughters::in_place, which, source, target,
                            astar());
    }
};

TEST_F(Cell, electrons_have_coles_range)
{
    auto const cole = cole_electrons();
    for (double const keV : {1.0, 3.0, 10.0, 20.0})
        expect_agrees(cole.range_um(1e-3 * keV),
                      {.value = 0.0431 * std::pow(keV + 0.367, 1.77) - 0.007,
                       .rel_tol = 0.01,
                       .source = "Cole, Radiat Res 38:7 (1969), range formula (memory)"});
    expect_agrees(cole.range_um(0.1),
                  {.value = 143.1, .rel_tol = 0.02, .source = "ESTAR, CSDA range in water"});
    for (double const keV : {0.001, 0.02, 0.5, 7.0, 80.0, 600.0, 4000.0})
        expect_agrees(cole.energy_MeV(cole.range_um(1e-3 * keV)),
                      {.value = 1e-3 * keV, .rel_tol = 1e-11, .source = "each other's inverse"});
    double const h = 1e-4, slope = (cole.energy_MeV(2 + h) - cole.energy_MeV(2 - h)) / (2 * h);
    expect_agrees(1e3 * slope,
                  {.value = 3.316 * std::pow(2.007, -0.435) + 0.0055 * std::pow(2, 0.33),
                   .rel_tol = 1e-8,
                   .source = "Cole's loss, keV/um"});
}

TEST_F(Cell, alphas_have_the_range_of_their_table)
{
    auto const law = straight_alphas(astar());
    expect_agrees(law.range_um(5.5),
                  {.value = 43.46, .rel_tol = 1e-3, .source = "ASTAR, CSDA range in water"});
    for (double const MeV : {0.0001, 0.001, 0.01, 1.0, 8.4})
        expect_agrees(law.energy_MeV(law.range_um(MeV)),
                      {.value = MeV, .rel_tol = 2e-4, .source = "each other's inverse"});
}

TEST_F(Cell, energy_is_parted_as_sampled_tracks_part_it)
{
    struct Case {
        SlowingDown law;
        double MeV = 0;
    };
    Case const cases[] = {{cole_electrons(), 0.005},
                          {cole_electrons(), 0.017},
                          {cole_electrons(), 0.15},
                          {straight_alphas(astar()), 0.9},
                          {straight_alphas(astar()), 5.87}};
    test::CellSampler sampler{7};
    for (auto const& [law, MeV] : cases)
        for (auto const source : sources)
            for (auto const target : targets) {
                auto const shell = shell_of(cell, source);
                double const a = radius_um(cell, target);
                test::Draws drawn;
                for (int i = 0; i < 20000; ++i)
                    drawn.add(sampler.energy_in_target_MeV(law, MeV, shell, a));
                auto const ours = part_energy(law, MeV, shell, a);
                EXPECT_NEAR(ours.in_target_MeV, drawn.mean(), 5 * drawn.sd())
                    << MeV << " MeV, " << to_text(target) << " from " << to_text(source);
                EXPECT_NEAR(ours.in_target_MeV + ours.elsewhere_MeV, MeV, 1e-13 * MeV);
            }
}

TEST_F(Cell, keeps_soft_electrons_where_they_start)
{
    auto const part = [](CellSource source, CellTarget target) {
        return part_energy(cole_electrons(), 20e-6, shell_of(cell, source), radius_um(cell, target))
                   .in_target_MeV /
               20e-6;
    };
    EXPECT_NEAR(part(CellSource::nucleus, CellTarget::nucleus), 1, 2e-4);   // 3R/4a, R = 0.7 nm
    EXPECT_NEAR(part(CellSource::cytoplasm, CellTarget::nucleus), 0, 2e-4);
    EXPECT_NEAR(part(CellSource::surface, CellTarget::cell), 0.5, 2e-4);
    EXPECT_EQ(part(CellSource::surface, CellTarget::nucleus), 0);   // 1 µm away
}

TEST_F(Cell, takes_stopping_power_times_mean_way_of_hard_electrons)
{
    auto const cole = cole_electrons();
    double const loss = (cole.energy_MeV(cole.range_um(2)) -
                         cole.energy_MeV(cole.range_um(2) - 1));   // of the first µm
    expect_agrees(part_energy(cole, 2, {0, 4}, 4).in_target_MeV,
                  {.value = 3 * loss, .rel_tol = 2e-3, .source = "S · 3a/4"});
    expect_agrees(part_energy(cole, 2, {5, 5}, 5).in_target_MeV,
                  {.value = 2.5 * loss, .rel_tol = 2e-3, .source = "S · a/2"});
}

TEST_F(Cell, a_large_one_keeps_what_does_not_start_at_its_rim)
{
    // 1 − (3/4a)·mean distance of the energy from its start, of alphas in 1 mm
    auto const law = straight_alphas(astar());
    double const range = law.range_um(5.87);
    double distance = 0;
    for (int i = 0; i < 1000; ++i)
        distance += (range - law.range_um(5.87 * (i + 0.5) / 1000)) / 1000;
    auto const parted = part_energy(law, 5.87, {0, 1000}, 1000);
    expect_agrees(parted.in_target_MeV / 5.87, {.value = 1 - 0.75 * distance / 1000,
                                                .rel_tol = 1e-5,
                                                .source = "first order of the overlap 1 − 3x/4a"});
}

TEST_F(Cell, what_cytoplasm_sends_to_the_nucleus_comes_back_by_mass)
{
    for (auto const* nuclide : {"Lu-177", "I-125", "Ac-225"}) {
        double const to_cytoplasm =
            of(nuclide, CellSource::nucleus, CellTarget::cell).in_target_MeV.total() -
            of(nuclide, CellSource::nucleus, CellTarget::nucleus).in_target_MeV.total();
        double const from_cytoplasm =
            of(nuclide, CellSource::cytoplasm, CellTarget::nucleus).in_target_MeV.total();
        expect_agrees(64 * to_cytoplasm,
                      {.value = 61 * from_cytoplasm, .rel_tol = 1e-4, .source = "reciprocity"});
    }
}

TEST_F(Cell, loses_no_energy_with_any_nuclide)
{
    for (auto const& name : library().names()) {
        auto const s = of(name, CellSource::cytoplasm, CellTarget::nucleus);
        double const emitted = nuclide::chain_energy(library(), name).total();
        double const found =
            s.in_target_MeV.total() + s.elsewhere_MeV.total() + s.left_out_MeV.total();
        // 2e-4: a spectrum in pieces has not quite the mean of its curve
        expect_agrees(found, {.value = emitted, .rel_tol = 2e-4, .source = name});
        EXPECT_EQ(s.in_target_MeV.photon, 0) << name;
        EXPECT_EQ(s.elsewhere_MeV.photon, 0) << name;
    }
}

TEST_F(Cell, gets_more_the_nearer_the_source)
{
    for (auto const* name : {"Lu-177", "Y-90", "Tb-161", "I-125", "In-111", "F-18", "At-211"}) {
        double last = 1e9;
        for (auto const source : sources) {
            double const s = of(name, source, CellTarget::nucleus).total().si();
            EXPECT_GT(s, 0) << name;
            EXPECT_LT(s, last) << name;
            last = s;
        }
    }
}

TEST_F(Cell, dose_is_energy_over_mass)
{
    auto const s = of("At-211", CellSource::nucleus, CellTarget::nucleus);
    expect_agrees(s.target_mass_g,
                  {.value = 2.68083e-10, .rel_tol = 1e-5, .source = "4π/3 · (4e-4 cm)³ · 1 g/cm3"});
    expect_agrees(s.total().si(), {.value = s.in_target_MeV.total() * 1.602176634e-13 / 2.68083e-13,
                                   .rel_tol = 1e-5,
                                   .source = "MeV to J, per kg"});
    // Two decay branches, one alpha each: 5.87 and 7.45 MeV, about 0.26 · 6.8 MeV in the nucleus
    expect_agrees(s.in_target_MeV.alpha,
                  {.value = 0.418 * 0.24236 * 5.867 / 5.87 + 0.582 * 0.2012,
                   .rel_tol = 0.02,
                   .source = "part_energy of 5.87 and 7.45 MeV by their branches"});
}

TEST_F(Cell, spectrum_pieces_are_fine_enough)
{
    auto const cole = cole_electrons();
    auto const absorbed = [&](std::vector<Emission> const& list) {
        double sum = 0;
        for (auto const& e : list)
            if (e.particle == Particle::electron)
                sum += e.per_decay * part_energy(cole, e.energy_MeV, {0, 4}, 4).in_target_MeV;
        return sum;
    };
    expect_agrees(absorbed(cell_emissions(library(), "Y-90", Daughters::left_out)),
                  {.value = absorbed(emissions(library(), "Y-90", Daughters::left_out, 6000)),
                   .rel_tol = 3e-4,
                   .source = "pieces five times finer"});
}

}   // namespace
}   // namespace radici::dosimetry
