#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "radici/base/file.hpp"
#include "radici/nuclide/energy.hpp"
#include "radici/nuclide/library.hpp"

namespace radici::nuclide {
namespace {

using testing::HasSubstr;

std::string file_of(std::string const& name)
{
    return read_text(data_folder() / "nuclides" / (name + ".toml"));
}

/// What reading says of a text; "" where it is content.
std::string verdict(std::string const& text)
{
    try {
        (void)parse_nuclide(text, "x.toml");
    } catch (StudyError const& error) {
        return error.what();
    }
    return "";
}

std::string with(std::string text, std::string const& old, std::string const& fresh)
{
    auto const at = text.find(old);
    if (at == std::string::npos)
        throw std::runtime_error("the file has no " + old);
    return text.replace(at, old.size(), fresh);
}

struct Damage {
    char const* label;
    char const* nuclide;
    char const* old;
    char const* fresh;
    char const* message;
};

class DamagedFile : public testing::TestWithParam<Damage> {};

TEST_P(DamagedFile, is_refused_with_its_place)
{
    auto const& damage = GetParam();
    auto const intact = file_of(damage.nuclide);
    ASSERT_EQ(verdict(intact), "");
    auto const message = verdict(with(intact, damage.old, damage.fresh));
    EXPECT_THAT(message, HasSubstr(damage.message));
    EXPECT_THAT(message, testing::StartsWith("x.toml:"));
}

INSTANTIATE_TEST_SUITE_P(
    Nuclide, DamagedFile,
    testing::Values(
        Damage{"half_life", "Lu-177", "value = \"574300.8 s\"", "value = \"574300.9 s\"",
               "check.decay_constant_per_s: 1.20694"},
        Damage{"half_life_unit", "Lu-177", "574300.8 s", "574300.8 d",
               "check.decay_constant_per_s"},
        Damage{"half_life_without_unit", "Lu-177", "\"574300.8 s\"", "574300.8", "half_life.value"},
        Damage{"beta_end_point", "Lu-177", "[0.4983, 0.79259", "[0.5083, 0.79259",
               "beta_minus: a branch and its level take 0.5083 MeV (the mode has 0.4983 MeV)"},
        Damage{"beta_mean", "Lu-177", "0.005, 0.1494,", "0.005, 0.1495,",
               "check.beta_minus.energy_MeV"},
        Damage{"gamma_intensity", "Lu-177", "[0.2083662, 0.1038,", "[0.2083662, 0.1039,",
               "check.gamma.intensity"},
        Damage{"weak_gamma", "I-131", "[0.2958, 1.2e-05", "[0.2958, 2.2e-05",
               "check.gamma.intensity"},
        Damage{"gamma_energy", "Lu-177", "[0.2083662,", "[0.2083663,", "check.gamma.energy_MeV"},
        Damage{"negative", "Lu-177", "[0.2083662, 0.1038,", "[0.2083662, -0.1038,",
               "x.toml:40: gamma.rows[3][1]: -0.1038"},
        Damage{"not_a_number", "Lu-177", "[0.2083662, 0.1038,", "[0.2083662, nan,",
               "x.toml:40: gamma.rows[3][1]: nan"},
        Damage{"infinite", "Lu-177", "[0.2083662, 0.1038,", "[inf, 0.1038,",
               "gamma.rows[3][0]: inf"},
        Damage{"a_text_for_a_number", "Lu-177", "[0.2083662, 0.1038,", "[\"0.2\", 0.1038,",
               "gamma.rows[3][0]"},
        Damage{"short_row", "Lu-177", "[0.2083662, 0.1038,", "[0.1038,", "gamma.rows[3]: 5 values"},
        Damage{"lost_row", "Lu-177", "  [0.2083662, 0.1038, 0.0007, \"E1+M2\", 0.068, 0],\n", "",
               "check.gamma.rows: 6"},
        Damage{"column_names", "Lu-177", "\"multipolarity\"", "\"polarity\"",
               "gamma.columns: other columns"},
        Damage{"unknown_transition", "Lu-177", "\"1nu\"", "\"1n\"",
               "beta_minus.rows[0][4]: \"1n\""},
        Damage{"shape", "Y-90", "0.9267, \"1u\"", "0.9267, \"7u\"", "\"7u\""},
        Damage{"row_of_no_mode", "Lu-177", "\"1nu\", 0, 0]", "\"1nu\", 0, 1]",
               "beta_minus.rows[0][6]: 1 (from 0 to 0 is allowed)"},
        Damage{"row_of_another_mode", "Cu-64", "\"allowed\", 0, 1]", "\"allowed\", 0, 0]",
               "beta_minus: a row with mode 0 (that mode is ec/beta+)"},
        Damage{"branching", "Lu-177", "branching = 1", "branching = 0.9",
               "branchings add up to 0.9"},
        Damage{"branching_between_modes", "I-131",
               "branching = 0.989\nq_MeV = 0.9708\n\n[[mode]]\ntype "
               "= \"beta-\"\ndaughter = \"Xe-131m\"\nbranching = 0.011",
               "branching = 0.979\nq_MeV = 0.9708\n\n[[mode]]\ntype = \"beta-\"\ndaughter = "
               "\"Xe-131m\"\nbranching = 0.021",
               "check.q_sum_MeV"},
        Damage{"q", "Lu-177", "q_MeV = 0.4983", "q_MeV = 0.4984", "check.q_sum_MeV: 0.4983"},
        Damage{"daughter", "Lu-177", "\"Hf-177\"", "\"Hf-176\"",
               "mode[0].daughter: \"Hf-176\" (beta- of Lu-177 does not lead there)"},
        Damage{"mode_type", "Lu-177", "type = \"beta-\"", "type = \"beta\"", "mode[0].type"},
        Damage{"proton_number", "Lu-177", "z = 71", "z = 72", "name: \"Lu-177\""},
        Damage{"mass_number", "Lu-177", "a = 177", "a = 176", "name: \"Lu-177\""},
        Damage{"missing_key", "Lu-177", "z = 71\n", "", "z: missing"},
        Damage{"missing_check", "Lu-177", "\n[check]", "\n[chekc]", "check: missing"},
        Damage{"missing_total", "Lu-177", "\ngamma = {", "\ngamme = {", "no total of gamma"},
        Damage{"unknown_key", "Lu-177", "z = 71", "z = 71\ncolour = \"blue\"",
               "x.toml:5: colour: unknown key"},
        Damage{"unknown_key_below", "Lu-177", "q_MeV = 0.4983", "q_MeV = 0.4983\nq_keV = 498.3",
               "mode[0].q_keV: unknown key"},
        Damage{"source", "Lu-177", "source = [\"DDEP\"]", "source = [\"hearsay\"]", "\"hearsay\""},
        Damage{"neutrino", "Lu-177", "neutrino_MeV = 0.3164", "neutrino_MeV = 0.3174",
               "check.neutrino_MeV"},
        Damage{"capture_neutrino", "I-125", "neutrino_MeV = 0.12", "neutrino_MeV = 0.11",
               "energy audit"},
        Damage{"tolerance", "Lu-177", "balance_tolerance = 0.001", "balance_tolerance = 0.5",
               "check.balance_tolerance"},
        Damage{"alpha_energy", "Po-212", "1, 0, 0, 0]", "1, 0, 100, 0]",
               "alpha: a branch and its level take"},
        Damage{"capture_shares", "I-125", "0.8011,", "0.9011,", "shell shares add up to 1.1"},
        Damage{"annihilation", "F-18", "[annihilation]", "[annihilatiom]", "annihilation"}),
    [](auto const& damaged) { return damaged.param.label; });

TEST(DamagedFile, with_positrons_of_hydrogen_is_refused)
{
    EXPECT_THAT(verdict(R"(
name = "H-3"
z = 1
a = 3
spin = "1/2+"
evaluation = "invented"
half_life = { value = "100 s", sd = "1 s", tag = "assumed", source = "TEST" }
half_life_other = { value = "100 s", sd = "1 s", tag = "assumed", source = "TEST" }
mode = [{ type = "beta-", daughter = "He-3", branching = 1, q_MeV = 0.0186 }]
[source]
TEST = "invented"
[beta_plus]
source = ["TEST"]
columns = ["end_point_MeV", "intensity", "intensity_sd", "mean_MeV", "transition", "level_keV", "mode"]
rows = [[0.0186, 1, 0, 0.0057, "allowed", 0, 0]]
)"),
                HasSubstr("x.toml:15: beta_plus.rows[0][6]: a daughter with Z = 0"));
}

TEST(DamagedFile, that_is_cut_anywhere_is_refused)
{
    auto const intact = file_of("Y-90");
    for (std::size_t length = 0; length + 2 < intact.size(); length += 7)
        EXPECT_NE(verdict(intact.substr(0, length)), "") << "after " << length << " bytes";
}

/// One byte changed at random, 2000 times: an error of ours, or a file whose energies are still
/// those of the nuclide.
TEST(DamagedFile, with_one_wrong_byte_is_refused_or_means_the_same)
{
    std::mt19937_64 rng{1};
    for (auto const* name : {"Cu-64", "Tc-99m", "Po-213", "I-131"}) {
        auto const intact = file_of(name);
        auto const nuclide = parse_nuclide(intact, name);
        auto const energy = energy_per_decay(nuclide);
        int refused = 0;
        for (int i = 0; i < 500; ++i) {
            auto text = intact;
            text[rng() % text.size()] = static_cast<char>(rng() % 256);
            try {
                auto const same = parse_nuclide(text, name);
                EXPECT_NEAR(energy_per_decay(same).total(), energy.total(), 1e-6 * energy.total());
                EXPECT_NEAR(same.half_life_s, nuclide.half_life_s, 1e-7 * nuclide.half_life_s);
                EXPECT_EQ(same.modes.size(), nuclide.modes.size());
                for (std::size_t m = 0; m < same.modes.size(); ++m)
                    EXPECT_EQ(same.modes[m].daughter, nuclide.modes[m].daughter);
            } catch (StudyError const& error) {
                EXPECT_EQ(error.where().file, name);
                EXPECT_GE(error.where().line, 1);
                ++refused;
            }
        }
        EXPECT_GT(refused, 250) << name;
    }
}

}   // namespace
}   // namespace radici::nuclide
