// One atom: knots and edges as in the files, thresholds, form factors, what is refused.
#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <xraylib.h>

#include "radici/base/data_folder.hpp"
#include "radici/base/file.hpp"
#include "radici/base/random.hpp"
#include "radici/transport/element_data.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici::transport {
namespace {

using radici::test::expect_agrees;
using radici::test::message_of;
using ::testing::HasSubstr;
using enum PhotonProcess;

std::vector<std::string> const symbols{"H",  "C",  "N", "O",  "Na", "Mg", "P", "S",
                                       "Cl", "Ar", "K", "Ca", "Fe", "Zn", "I"};

TEST(ElementData, holds_the_fifteen_elements_and_names_the_nearest_of_others)
{
    for (auto const& symbol : symbols)
        EXPECT_EQ(ElementData::load(data_folder(), symbol).symbol(), symbol);
    auto const text = message_of([] { (void)ElementData::load(data_folder(), "Cu"); });
    EXPECT_THAT(text, HasSubstr("no element table of element \"Cu\""));
    EXPECT_THAT(text, HasSubstr("did you mean"));
}

TEST(ElementData, refuses_energies_outside_its_table)
{
    auto const oxygen = ElementData::load(data_folder(), "O");
    EXPECT_NO_THROW((void)oxygen.photon_b(0.001));
    EXPECT_NO_THROW((void)oxygen.photon_b(4));
    EXPECT_THAT(message_of([&] { (void)oxygen.photon_b(0.0009); }),
                HasSubstr("the table reaches from 0.001 to 4"));
    EXPECT_THROW((void)oxygen.photon_b(4.001), StudyError);
    EXPECT_THROW((void)oxygen.photon_b(std::nan("")), StudyError);
}

TEST(ElementData, returns_its_knots_and_power_laws_between_them)
{
    auto const oxygen = ElementData::load(data_folder(), "O");
    std::string_view const source = "EPICS2023 grid, O at 1 keV and 1.0965 keV";
    auto const first = oxygen.photon_b(0.001), second = oxygen.photon_b(0.001096536);
    expect_agrees(first[photoelectric], {.value = 1.2187e5, .rel_tol = 1e-12, .source = source});
    expect_agrees(first[coherent], {.value = 44.601, .rel_tol = 1e-12, .source = source});
    expect_agrees(second[incoherent], {.value = 0.26838, .rel_tol = 1e-12, .source = source});
    auto const middle = oxygen.photon_b(std::sqrt(0.001 * 0.001096536));
    expect_agrees(middle[photoelectric], {.value = std::sqrt(1.2187e5 * 95755),
                                          .rel_tol = 1e-12,
                                          .source = "geometric mean: a power law"});
    expect_agrees(oxygen.photon_b(0.001).total(),
                  {.value = 1.2191e5, .rel_tol = 1e-4, .source = "total column of the same grid"});
}

TEST(ElementData, steps_at_an_edge_and_nowhere_else)
{
    auto const calcium = ElementData::load(data_folder(), "Ca");
    std::string_view const source = "EPICS2023, both sides of the K edge of calcium, 4.041 keV";
    double const below = 0.004040996;
    expect_agrees(calcium.photon_b(below)[photoelectric],
                  {.value = 7741, .rel_tol = 1e-12, .source = source});
    EXPECT_EQ(calcium.photoelectric_share(Shell::K, below), 0);
    for (double const above : {below * (1 + 1e-9), 0.004041, 0.004041004}) {
        expect_agrees(calcium.photon_b(above)[photoelectric],
                      {.value = 67722, .rel_tol = 1e-12, .source = source});
        expect_agrees(calcium.photoelectric_share(Shell::K, above),
                      {.value = 59981. / 67722, .rel_tol = 1e-12, .source = source});
    }
}

TEST(ElementData, pairs_start_at_their_thresholds_as_the_cube)
{
    auto const oxygen = ElementData::load(data_folder(), "O");
    EXPECT_EQ(oxygen.photon_b(1.021)[pair_nuclear], 0);
    EXPECT_EQ(oxygen.photon_b(2.043)[pair_electron], 0);
    double const near = oxygen.photon_b(1.028)[pair_nuclear];
    EXPECT_GT(near, 0);
    expect_agrees(near / oxygen.photon_b(1.025)[pair_nuclear],
                  {.value = std::pow((1.028 - 1.02199790) / (1.025 - 1.02199790), 3),
                   .rel_tol = 1e-6,
                   .source = "Bethe-Heitler near threshold, (E - 2m)^3"});
    expect_agrees(oxygen.photon_b(1.03)[pair_nuclear],
                  {.value = 3.4551e-8, .rel_tol = 1e-9, .source = "EPICS2023 at 1.03 MeV"});
    expect_agrees(oxygen.photon_b(4)[pair_electron],
                  {.value = 0.001318, .rel_tol = 1e-9, .source = "EPICS2023 at 4 MeV"});
}

TEST(ElementData, form_factor_starts_at_z_and_incoherent_function_ends_there)
{
    for (auto const& symbol : symbols) {
        auto const one = ElementData::load(data_folder(), symbol);
        EXPECT_EQ(one.form_factor(0), one.z());
        EXPECT_EQ(one.incoherent_function(0), 0);
        EXPECT_NEAR(one.incoherent_function(300), one.z(), 1e-3 * one.z());
        double f = one.form_factor(0), s = 0;
        for (double x = 1e-3; x < 200; x *= 1.02) {
            EXPECT_LE(one.form_factor(x), f);
            EXPECT_GE(one.incoherent_function(x), s * (1 - 1e-12));
            f = one.form_factor(x);
            s = one.incoherent_function(x);
        }
    }
}

// xraylib has older evaluations (Kissel 2000, Hubbell): two independent lines of the same physics.
// EPICS has anomalous scattering in its coherent cross section (11 % of calcium's at 15 keV), those
// form factors alone do not: hence the wide tolerance.
TEST(ElementData, cross_sections_are_near_those_of_xraylib)
{
    for (auto const& symbol : symbols) {
        auto const one = ElementData::load(data_folder(), symbol);
        for (double const energy_keV : {15., 40., 60., 100.}) {
            auto const ours = one.photon_b(energy_keV / 1000);
            auto const compare = [&](double actual, double theirs, double tolerance) {
                expect_agrees(
                    actual,
                    {.value = theirs, .rel_tol = tolerance, .source = "xraylib 4.0, " + symbol});
            };
            compare(ours[photoelectric], CSb_Photo(one.z(), energy_keV, nullptr), 0.03);
            compare(ours[incoherent], CSb_Compt(one.z(), energy_keV, nullptr), 0.03);
            compare(ours[coherent], CSb_Rayl(one.z(), energy_keV, nullptr),
                    one.z() < 10 ? 0.03 : 0.13);
        }
        for (double const x : {0.05, 0.3, 1.0, 4.0}) {
            EXPECT_NEAR(one.form_factor(x), FF_Rayl(one.z(), x, nullptr), 0.01 * one.z()) << symbol;
            EXPECT_NEAR(one.incoherent_function(x), SF_Compt(one.z(), x, nullptr), 0.03 * one.z())
                << symbol;
        }
    }
}

std::string file_of(std::string const& symbol)
{
    return read_text(data_folder() / "cross_sections/element" / (symbol + ".toml"));
}

/// What reading says of the file of calcium with one text replaced.
std::string complaint_of(std::string const& old_text, std::string const& new_text)
{
    std::string text = file_of("Ca");
    auto const found = text.find(old_text);
    EXPECT_NE(found, std::string::npos) << old_text;
    text.replace(found, old_text.size(), new_text);
    auto message = message_of([&] { (void)ElementData::parse(text, "x.toml"); });
    EXPECT_THAT(message, ::testing::StartsWith("x.toml:"));
    return message;
}

TEST(ElementData, refuses_a_broken_file_at_its_line)
{
    EXPECT_THAT(complaint_of("energy_MeV = [\n  0.001,", "energy_MeV = [\n  0.002,"),
                HasSubstr("the column must rise"));
    EXPECT_THAT(complaint_of("energy_MeV = [\n  0.001,", "energy_MeV = [\n  nan,"),
                HasSubstr("a finite number is expected"));
    EXPECT_THAT(complaint_of("\ncoherent_b = [\n", "\ncoherent_b = [\n  1, "), HasSubstr("rows"));
    EXPECT_THAT(complaint_of("\nincoherent_b = [\n  ", "\nincoherent_b = [\n  -"),
                HasSubstr("cross sections are >= 0"));
    EXPECT_THAT(complaint_of("323470, 256100", "323470, 256700"), HasSubstr("add to the total"));
    EXPECT_THAT(complaint_of("59981", "69981"), HasSubstr("take more than the whole"));
    EXPECT_THAT(complaint_of("z = 20\n", "z = 21\n"), HasSubstr("F = Z"));
    EXPECT_THAT(complaint_of("19.988", "20.988"), HasSubstr("then F falls"));
    EXPECT_THAT(complaint_of("atomic_weight = 40.078", "atomic_weight = 0"),
                HasSubstr("1 to 300 g/mol"));
    EXPECT_THAT(complaint_of("binding_keV = 4.0381", "binding_keV = 3.0381"),
                HasSubstr("more energy than the vacancy has"));
    EXPECT_THAT(complaint_of("tag = \"verified\"", "tag = \"hearsay\""), HasSubstr("hearsay"));
    EXPECT_THAT(complaint_of("[scattering]", "spin = 1\n[scattering]"), HasSubstr("spin"));
}

TEST(ElementData, refuses_a_file_with_another_atom)
{
    radici::test::TemporaryFolder const folder;
    auto const place = folder.path() / "cross_sections/element";
    std::filesystem::create_directories(place);
    std::ofstream(place / "He.toml") << file_of("H");
    EXPECT_THAT(message_of([&] { (void)ElementData::load(folder.path(), "He"); }),
                HasSubstr("an element has the name of its file"));
}

// Whatever stands in the file: an atom with finite, non-negative numbers, or a StudyError.
TEST(ElementData, any_damaged_byte_is_refused_or_harmless)
{
    std::string const intact = file_of("O");
    std::string const bytes = "0123456789.,-e[]{}\"\n =x";
    int refused = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
        RandomStream random(1, i, "damage");
        std::string text = intact;
        text[random.bits() % text.size()] = bytes[random.bits() % bytes.size()];
        try {
            auto const atom = ElementData::parse(text, "x.toml");
            for (double const e : atom.photon_energies_MeV())
                EXPECT_TRUE(std::isfinite(atom.photon_b(e).total()) &&
                            atom.photon_b(e).total() > 0);
            for (double x = 0; x < 100; x += 0.7)
                EXPECT_TRUE(std::isfinite(atom.form_factor(x) + atom.incoherent_function(x)));
        } catch (StudyError const&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 50);
}

}   // namespace
}   // namespace radici::transport
