#include "radici/study/reader.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "radici/kinetics/agent_library.hpp"
#include "study/sample_study.hpp"
#include "support/agrees.hpp"
#include "support/message_of.hpp"

namespace radici::study {
namespace {

using test::expect_agrees;
using test::read_text_study;
using test::sample_study;
using test::sample_with;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string const data = RADICI_SOURCE_DIR "/data";

Study read_file(std::string const& name, Overrides const& overrides = {})
{
    return read_study(open_study(RADICI_SOURCE_DIR "/studies/" + name, overrides),
                      kinetics::AgentLibrary::load(data), data);
}

TEST(ReadStudy, hands_on_model_units)
{
    auto const study = read_text_study(sample_study());
    EXPECT_EQ(study.name, "sample");
    EXPECT_EQ(study.registry, "NCT00000000");
    EXPECT_EQ(study.patients, 20);
    EXPECT_EQ(study.seed, 5u);
    EXPECT_DOUBLE_EQ(study.horizon_d, 12 * 30.4375);
    EXPECT_EQ(study.scan_every_d, 63);
    EXPECT_EQ(study.file, "s.toml");
    EXPECT_THAT(study.warnings, IsEmpty());
    ASSERT_EQ(study.arms.size(), 2u);

    auto const& radioligand = study.arms[0].gives[0];
    EXPECT_EQ(radioligand.kind, AgentKind::radiopharmaceutical);
    EXPECT_EQ(radioligand.amount, (Amount{7400, Basis::flat}));
    EXPECT_EQ(radioligand.times, 3);
    EXPECT_EQ(radioligand.day(2), 84);
    EXPECT_EQ(radioligand.factor(1), 0.75);
    EXPECT_DOUBLE_EQ(radioligand.infusion_d, 30.0 / 1440);
    EXPECT_TRUE(radioligand.toxicity_rules);

    auto const& antibody = study.arms[0].gives[1];
    EXPECT_EQ(antibody.kind, AgentKind::antibody);
    EXPECT_EQ(antibody.amount, (Amount{3, Basis::per_kg}));
    EXPECT_EQ(antibody.start_d, 14);
    EXPECT_TRUE(antibody.until_progression);
    EXPECT_EQ(antibody.times, 26) << "14 + 25·14 = 364 ≤ 365.25 < 378";
    EXPECT_FALSE(antibody.toxicity_rules);

    auto const& by_dose = study.arms[1].gives[0];
    EXPECT_EQ(by_dose.agent, "lu177_psma617") << "a synonym is read as the id";
    EXPECT_FALSE(by_dose.amount.has_value());
    EXPECT_EQ(by_dose.tumour_dose_Gy, 20);
    EXPECT_TRUE(by_dose.beyond_progression);
    EXPECT_EQ(by_dose.times, 1);
    EXPECT_THAT(study.compare.endpoints, ElementsAre("rpfs", "os"));
}

TEST(ReadStudy, takes_from_the_preset_what_the_file_leaves_out)
{
    auto const own = read_text_study(sample_study());
    EXPECT_EQ(own.patient.quantities.at("weight").origin, Origin::study);
    EXPECT_EQ(own.patient.at("weight"), Distribution::normal(80, 10).within(30, 250));
    EXPECT_EQ(own.patient.at("height"), Distribution::fixed(175));
    EXPECT_EQ(own.patient.at("lesions.count"), Distribution::poisson(4).within(1, 60));

    auto const preset = read_file("NCT04525638.toml");
    EXPECT_EQ(preset.patient.quantities.at("weight").origin, Origin::preset);
    EXPECT_FALSE(preset.patient.quantities.at("weight").source.empty());
    EXPECT_EQ(preset.patient.sex.names.size(), 2u);
    EXPECT_EQ(preset.patient.quantities.size(), own.patient.quantities.size());
}

TEST(ReadStudy, reads_the_registered_trials)
{
    // Dose numbers and last days by hand from the registry's schedules.
    struct Expected {
        char const* file;
        std::vector<int> times;
        std::vector<double> last_day;
    };
    std::vector<Expected> const trials = {{"NCT05150236.toml", {6, 4, 8, 18}, {211, 127, 148, 645}},
                                          {"NCT04525638.toml", {4, 52}, {169, 715}},
                                          {"NCT04109729.toml", {6, 26}, {141, 757}}};
    for (auto const& trial : trials) {
        auto const study = read_file(trial.file);
        EXPECT_EQ(study.registry + ".toml", trial.file);
        EXPECT_EQ(study.patients, 200);
        EXPECT_THAT(study.warnings, IsEmpty());
        auto const& gives = study.arms[0].gives;
        ASSERT_EQ(gives.size(), trial.times.size());
        for (std::size_t i = 0; i < gives.size(); ++i) {
            EXPECT_EQ(gives[i].times, trial.times[i]) << trial.file;
            EXPECT_EQ(gives[i].day(gives[i].times - 1) + 1, trial.last_day[i]) << trial.file;
        }
    }
    EXPECT_EQ(read_file("NCT04109729.toml").arms[0].gives[0].amount,
              (Amount{0.055, Basis::per_kg}));
}

TEST(ReadStudy, long_words_for_time_are_times)
{
    for (auto const* text : {"\"6 weeks\"", "\"42 days\"", "\"42 d\"", "\"1008 hours\"", "\"6wk\""})
        EXPECT_DOUBLE_EQ(read_text_study(sample_with("\"6 wk\"", text)).arms[0].gives[0].every_d,
                         42)
            << text;
    EXPECT_EQ(read_text_study(sample_with("\"12 months\"", "\"1 year\"")).horizon_d, 365.25);
}

TEST(ReadStudy, overrides_come_before_the_checks)
{
    auto const study = read_file(
        "NCT05150236.toml", {.patients = 3,
                             .seed = 99,
                             .set = {"arm[0].give[0].activity=3.7 GBq", "study.registry=NCT1"}});
    EXPECT_EQ(study.patients, 3);
    EXPECT_EQ(study.seed, 99u);
    EXPECT_EQ(study.arms[0].gives[0].amount, (Amount{3700, Basis::flat}));
    EXPECT_EQ(study.registry, "NCT1");
    EXPECT_THAT(test::message_of([] {
                    static_cast<void>(
                        read_file("NCT05150236.toml", {.patients = 0, .seed = {}, .set = {}}));
                }),
                HasSubstr("--patients: 0 (outside 1 to 10000000)"));
    EXPECT_THAT(test::message_of([] {
                    static_cast<void>(read_file(
                        "NCT05150236.toml",
                        {.patients = {}, .seed = {}, .set = {"arm[0].give[0].activity=500 GBq"}}));
                }),
                HasSubstr("arm[0].give[0].activity: \"500 GBq\" (implausible"));
    EXPECT_THAT(test::message_of([] {
                    static_cast<void>(
                        read_file("NCT05150236.toml",
                                  {.patients = {}, .seed = {}, .set = {"arm[7].name=x"}}));
                }),
                HasSubstr("--set"));
}

TEST(ReadStudy, what_is_doubtful_is_a_warning)
{
    auto const study = read_text_study(sample_with("7.4 GBq", "30 GBq"));
    ASSERT_EQ(study.warnings.size(), 1u);
    EXPECT_THAT(study.warnings[0], HasSubstr("s.toml:20: arm[0].give[0].activity: \"30 GBq\" (over "
                                             "3 times the usual 7.4 GBq of lu177_psma617)"));
}

TEST(ReadStudy, compare_may_be_left_out)
{
    auto text = sample_study();
    text.erase(text.find("[compare]"));
    EXPECT_THAT(read_text_study(text).compare.endpoints, IsEmpty());
}

TEST(ReadStudy, one_agent_may_follow_itself)
{
    auto const study = read_file("NCT05150236.toml");
    EXPECT_EQ(study.arms[0].gives[2].agent, study.arms[0].gives[3].agent);
}

TEST(Amount, follows_weight_and_mosteller_surface)
{
    EXPECT_EQ((Amount{240, Basis::flat}.of_patient(90, 180)), 240);
    EXPECT_EQ((Amount{3, Basis::per_kg}.of_patient(90, 180)), 270);
    expect_agrees(
        Amount{1000, Basis::per_m2}.of_patient(80, 180),
        {.value = 2000, .rel_tol = 1e-12, .source = "Mosteller 1987: √(180·80/3600) = 2 m²"});
}

}   // namespace
}   // namespace radici::study
