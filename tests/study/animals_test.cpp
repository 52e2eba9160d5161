#include <cmath>
#include <regex>

#include <gtest/gtest.h>

#include "radici/study/draw_person.hpp"
#include "radici/study/reader.hpp"
#include "radici/study/setting.hpp"
#include "radici/study/simulate_patients.hpp"
#include "study/sample_study.hpp"

namespace radici::study {
namespace {

std::string mice(std::string const& tumour, std::string const& arms = "")
{
    return "[study]\nname = \"mice\"\nspecies = \"mouse\"\npatients = 6\nhorizon = \"60 d\"\n"
           "[patient]\n[tumour]\nline = \"b78\"\n" +
           tumour + "\n[[arm]]\nname = \"none\"\n" + arms;
}

Setting setting_of(std::string const& text)
{
    std::filesystem::path const data = RADICI_SOURCE_DIR "/data";
    return prepare(test::read_text_study(text), kinetics::AgentLibrary::load(data), data);
}

TEST(Animals, start_with_what_the_line_and_the_study_say)
{
    auto const study = test::read_text_study(mice("volume = \"90 mm3\"\nsites = 2"));
    EXPECT_EQ(study.species, Species::mouse);
    EXPECT_EQ(study.tumour->strain, "C57BL/6");   // of data/tumours/b78.toml
    auto const setting = setting_of(mice("volume = \"90 mm3\"\nsites = 2"));
    auto const mouse = draw_person(setting.study, setting.model->biology(), 0);
    EXPECT_EQ(mouse.lesion_volume_mm3, (std::vector<double>{90, 90}));
    EXPECT_GT(mouse.weight_kg, 0.010);
    EXPECT_LT(mouse.weight_kg, 0.060);
}

TEST(Animals, of_a_line_made_from_another_have_all_else_of_it)
{
    auto const text = mice("volume = \"90 mm3\"");
    auto knock_out = text;
    knock_out.replace(knock_out.find("\"b78\""), 5, "\"b78_sting_ko\"");
    auto const one = setting_of(text), other = setting_of(knock_out);
    EXPECT_EQ(other.study.tumour->strain, one.study.tumour->strain);
    auto value = [](Setting const& setting, char const* path) {
        return setting.biology.find(path).value().value;
    };
    for (auto const* path : {"tumour_cells.growth_rate", "radiobiology.low_let_alpha",
                             "immune.antigenicity", "immune.regulatory_source"})
        EXPECT_EQ(value(other, path), value(one, path)) << path;
    EXPECT_EQ(value(one, "immune.sting_signalling"), 1);
    EXPECT_EQ(value(other, "immune.sting_signalling"), 0);   // data/tumours/b78_sting_ko.toml
}

TEST(Animals, grow_tumours_from_cells_by_the_law_of_gompertz)
{
    auto const setting = setting_of(mice("cells = 1e6\nage = \"10 d\""));
    auto const& biology = setting.model->biology();
    auto const mouse = median_person(setting.study, biology);
    // closed form of dV/dt = g·V·ln(K/V)/ln(K/V_ref) with K 4000 mm³, V_ref 100 mm³, V(0) 1 mm³
    double const rate = biology.cells.life.growth_per_d / std::log(40.0);
    EXPECT_NEAR(mouse.lesion_volume_mm3.front(),
                4000 * std::exp(-std::log(4000.0) * std::exp(-rate * 10)), 1e-6);
}

TEST(Animals, are_put_down_on_the_day_their_tumour_is_too_large)
{
    auto const setting =
        setting_of(mice("volume = \"100 mm3\"\n[endpoints]\nhumane_volume = \"800 mm3\""));
    for (auto const& record : simulate_patients(setting, 0, 6)) {
        ASSERT_FALSE(record.outcome.os.censored);
        auto const last = static_cast<std::size_t>(record.outcome.os.day);
        EXPECT_EQ(record.total_volume_mm3.size(), last + 1);   // seen every day from day 0
        EXPECT_GE(record.total_volume_mm3.back(), 800);
        EXPECT_LT(record.total_volume_mm3[last - 1], 800);
    }
}

TEST(Animals, without_t_cells_gain_nothing_from_a_checkpoint_inhibitor)
{
    auto const arm = std::string{"[[arm]]\nname = \"cells\"\n[[arm.give]]\nagent = "
                                 "\"adoptive_t_cells\"\ncells = 1e6\nstart = \"day 1\"\n"};
    auto with_strain = [&](std::string const& strain) {
        auto text = mice("volume = \"100 mm3\"", arm);
        text.replace(text.find("[patient]"), 9, "[patient]\nstrain = \"" + strain + "\"");
        return simulate_patients(setting_of(text), 0, 1);
    };
    auto const black = with_strain("C57BL/6"), nude = with_strain("nude");
    EXPECT_LT(black[1].total_volume_mm3[5], black[0].total_volume_mm3[5]);
    EXPECT_LE(black[0].total_volume_mm3[8], nude[0].total_volume_mm3[8]);
}

TEST(Animals, reject_a_rechallenge_site_that_patients_have_not)
{
    auto const text = mice("volume = \"100 mm3\"",
                           "[[arm]]\nname = \"cut\"\n[[arm.give]]\nagent = \"surgery\"\nstart = "
                           "\"day 1\"\n[[arm.give]]\nagent = \"rechallenge\"\ncells = "
                           "5e5\nstart = \"day 10\"\n");
    auto const setting = setting_of(text);
    EXPECT_EQ(setting.study.tumour->empty_sites, 1);
    auto const records = simulate_patients(setting, 0, 1);
    EXPECT_EQ(records[1].total_volume_mm3[5], 0);
    EXPECT_GT(records[1].total_volume_mm3[12], 0.3);   // 0.5 mm³ of cells that grow
}

/// Values alone: what was left out counts as the study's own when it comes back.
std::string without_remarks(std::string const& toml)
{
    return std::regex_replace(toml, std::regex("   #[^\n]*"), "");
}

TEST(Animals, come_back_from_the_resolved_file)
{
    for (auto const* start : {"volume = { lognormal = \"90 mm3\", cv = 0.2 }\nsites = 2",
                              "cells = 2e5\nage = \"9 d\""}) {
        auto const text =
            mice(start, "[[arm.give]]\nagent = \"ebrt\"\ndose = \"8 Gy\"\nstart = \"day "
                        "1\"\nevery = \"1 d\"\ntimes = 3\nlesions = [1]\n");
        auto const setting = setting_of(text);
        auto const again = setting_of(resolved_toml(setting.study));
        EXPECT_EQ(without_remarks(resolved_toml(again.study)),
                  without_remarks(resolved_toml(setting.study)));
    }
}

struct Fault {
    char const* name;
    std::string text;
    char const* said;
};

class AnimalFaults : public testing::TestWithParam<Fault> {};

TEST_P(AnimalFaults, are_told)
{
    EXPECT_NE(test::fault_of(GetParam().text).find(GetParam().said), std::string::npos)
        << test::fault_of(GetParam().text);
}

std::string with_give(std::string const& give)
{
    return mice("volume = \"90 mm3\"", "[[arm.give]]\nstart = \"day 1\"\n" + give);
}

INSTANTIATE_TEST_SUITE_P(
    Of, AnimalFaults,
    testing::Values(
        Fault{"a_line_unknown", mice("sites = 1").replace(mice("").find("b78"), 3, "b87"),
              "did you mean \"b78\"?"},
        Fault{"cells_without_age", mice("cells = 1e6"), "cells and their age go together"},
        Fault{"cells_and_volume", mice("cells = 1e6\nage = \"5 d\"\nvolume = \"90 mm3\""),
              "keep one of the two"},
        Fault{"until_progression",
              with_give("agent = \"ebrt\"\ndose = \"2 Gy\"\nevery = \"1 d\"\nuntil = "
                        "\"progression\"\n"),
              "animals are treated as planned"},
        Fault{"a_beam_by_mass", with_give("agent = \"ebrt\"\ndose = \"2 mg\"\n"),
              "a beam gives an absorbed dose"},
        Fault{"a_beam_of_cells", with_give("agent = \"ebrt\"\ndose = \"2 Gy\"\ncells = 5\n"),
              "ebrt does not take it"},
        Fault{"an_antibody_of_man", with_give("agent = \"ipilimumab\"\ndose = \"200 ug\"\n"),
              "for a mouse there is 9d9, 9h10"},
        Fault{"an_antibody_of_mice",
              test::sample_with("agent = \"nivolumab\"", "agent = \"rmp1_14\""),
              "it binds PD-1 of the mouse"},
        Fault{"cells_missing", with_give("agent = \"rechallenge\"\n"), "missing"},
        Fault{"a_disease",
              mice("").replace(mice("").find("[patient]"), 9, "[patient]\ndisease = \"mcrpc\""),
              "the study is of mice"},
        Fault{"scans", mice("volume = \"90 mm3\"\n[endpoints]\nscan_every = \"2 wk\""),
              "animals are looked at every day"},
        Fault{"a_line_in_man",
              test::sample_with("[endpoints]", "[tumour]\nline = \"b78\"\n[endpoints]"),
              "a tumour line is of mice"},
        Fault{"a_strain_in_man",
              test::sample_with("disease = \"mcrpc\"", "disease = \"mcrpc\"\nstrain = \"nude\""),
              "a strain is of mice"},
        Fault{"no_disease", test::sample_with("disease = \"mcrpc\"\n", ""),
              "the disease of the patients"}),
    [](auto const& one) { return one.param.name; });

}   // namespace
}   // namespace radici::study
