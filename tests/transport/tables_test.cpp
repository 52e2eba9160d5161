// Tables of matter: what they reproduce, and what they refuse.
#include <gmock/gmock.h>

#include "radici/base/data_folder.hpp"
#include "radici/transport/alpha_range.hpp"
#include "radici/transport/electron_range.hpp"
#include "radici/transport/material.hpp"
#include "support/agrees.hpp"

namespace radici::transport {
namespace {

using test::expect_agrees;
using ::testing::HasSubstr;

template <class Call>
std::string complaint(Call call)
{
    try {
        call();
    } catch (StudyError const& e) {
        return e.what();
    }
    return "nothing was thrown";
}

TEST(LogTable, returns_its_knots_and_every_power_law)
{
    LogTable const table({1, 2, 5, 20}, {3, 12, 75, 1200}, "x", {});   // 3x²
    for (double const x : {1.0, 1.3, 2.0, 4.4, 5.0, 11.0, 20.0})
        EXPECT_NEAR(table.at(x), 3 * x * x, 1e-11 * 3 * x * x);
}

TEST(LogTable, stays_between_its_knots_where_the_table_turns)
{
    LogTable const table({1, 2, 3, 4}, {1, 5, 5, 2}, "x", {});
    for (double x = 1; x <= 4; x += 0.01) {
        EXPECT_LE(table.at(x), 5 * (1 + 1e-12));
        EXPECT_GE(table.at(x), 1 - 1e-12);
    }
}

TEST(LogTable, refuses_what_it_does_not_hold_and_tables_that_do_not_rise)
{
    LogTable const table({1, 2}, {1, 2}, "electron energy (MeV)", {"water.toml", 3, ""});
    EXPECT_THAT(complaint([&] { (void)table.at(2.1); }), HasSubstr("electron energy (MeV) 2.1"));
    EXPECT_THAT(complaint([&] { (void)table.at(-1); }), HasSubstr("the table reaches from 1 to 2"));
    EXPECT_THAT(complaint([&] { (void)table.at(std::nan("")); }), HasSubstr("water.toml:3"));
    EXPECT_THROW((LogTable{{1, 1}, {1, 2}, "x", {}}), StudyError);
    EXPECT_THROW((LogTable{{1, 2}, {1, 0}, "x", {}}), StudyError);
    EXPECT_THROW((LogTable{{1, 2}, {1, 2, 3}, "x", {}}), StudyError);
}

TEST(MaterialLibrary, knows_the_two_waters_and_all_tissues)
{
    auto const library = MaterialLibrary::load(data_folder());
    EXPECT_EQ(library.names().size(), 20U);
    EXPECT_EQ(library.at("water").density_g_per_cm3.value, 1);
    EXPECT_EQ(library.at("water").mean_excitation_eV.value, 78);
    EXPECT_EQ(library.at("water_i75").mean_excitation_eV.value, 75);
    for (auto const& name : library.names()) {
        double z_over_a = 0;
        for (auto const& e : library.at(name).elements)
            z_over_a += e.mass_fraction * e.z / e.atomic_weight;
        expect_agrees(
            z_over_a,
            {.value = library.at(name).z_over_a, .rel_tol = 1e-3, .source = "the file's own Z/A"});
    }
}

TEST(MaterialLibrary, names_the_nearest_of_an_unknown_material)
{
    auto const library = MaterialLibrary::load(data_folder());
    auto const text = complaint([&] { (void)library.at("liver_icru45"); });
    EXPECT_THAT(text, HasSubstr("unknown material \"liver_icru45\""));
    EXPECT_THAT(text, HasSubstr("liver_icru44"));
    EXPECT_THAT(complaint([&] { (void)AlphaRange::load(data_folder(), "liver_icru44"); }),
                HasSubstr("no alpha table of material \"liver_icru44\""));
}

TEST(ElectronRange, agrees_with_estar_in_water)
{
    auto const water = ElectronRange::load(data_folder(), "water_i75");
    auto const source = "NIST ESTAR, water, I = 75 eV";
    expect_agrees(water.range_g_per_cm2(0.1),
                  {.value = 0.01431, .rel_tol = 0.003, .source = source});
    expect_agrees(water.range_g_per_cm2(1.0),
                  {.value = 0.4367, .rel_tol = 0.003, .source = source});
    expect_agrees(water.total_MeV_cm2_per_g(1.0),
                  {.value = 1.862, .rel_tol = 0.002, .source = source});
    expect_agrees(water.total_MeV_cm2_per_g(0.045),
                  {.value = 7.134, .rel_tol = 0.002, .source = source});
}

TEST(ElectronRange, range_is_the_integral_of_one_over_stopping_power)
{
    auto const water = ElectronRange::load(data_folder(), "water");
    int const n = 20000;
    double const low = std::log(0.01), high = std::log(2.0);
    double sum = 0;
    for (int i = 0; i < n; ++i) {
        double const e = std::exp(low + (i + 0.5) / n * (high - low));
        sum += e / water.total_MeV_cm2_per_g(e) * (high - low) / n;
    }
    expect_agrees(sum, {.value = water.range_g_per_cm2(2.0) - water.range_g_per_cm2(0.01),
                        .rel_tol = 0.003,
                        .source = "definition of the CSDA range"});
}

TEST(ElectronRange, less_excitation_energy_stops_sooner)
{
    auto const water = ElectronRange::load(data_folder(), "water");
    auto const old = ElectronRange::load(data_folder(), "water_i75");
    for (double const e : {0.01, 0.1, 1.0, 3.0})
        EXPECT_LT(old.range_g_per_cm2(e), water.range_g_per_cm2(e));
}

TEST(ElectronRange, refuses_energies_beyond_its_table)
{
    auto const water = ElectronRange::load(data_folder(), "water");
    EXPECT_THROW((void)water.range_g_per_cm2(5), StudyError);
    EXPECT_THROW((void)water.total_MeV_cm2_per_g(5e-5), StudyError);
}

TEST(AlphaRange, range_in_water_is_that_of_the_tables)
{
    auto const icru90 = AlphaRange::load(data_folder(), "water");
    auto const astar = AlphaRange::load(data_folder(), "water_i75");
    expect_agrees(astar.range_g_per_cm2(5.5),
                  {.value = 4.346e-3, .rel_tol = 0.01, .source = "ASTAR 5.5 MeV, water"});
    expect_agrees(icru90.range_g_per_cm2(8.0) / astar.range_g_per_cm2(8.0),
                  {.value = 1.0113, .rel_tol = 1e-3, .source = "ICRU 90 over ASTAR, 8 MeV"});
    EXPECT_THROW((void)icru90.range_g_per_cm2(13), StudyError);
}

}   // namespace
}   // namespace radici::transport
