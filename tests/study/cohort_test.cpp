#include <cmath>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "radici/study/activity_for_dose.hpp"
#include "radici/study/checkpoint.hpp"
#include "radici/study/cohort.hpp"
#include "radici/study/reader.hpp"
#include "radici/study/summarise.hpp"

namespace radici::study {
namespace {

namespace fs = std::filesystem;
fs::path const source = RADICI_SOURCE_DIR;

Setting setting_of(std::string const& trial, int patients, std::vector<std::string> set = {})
{
    auto const agents = kinetics::AgentLibrary::load(source / "data");
    auto const document = open_study(source / "studies" / (trial + ".toml"),
                                     {.patients = patients, .seed = {}, .set = std::move(set)});
    return prepare(read_study(document, agents, source / "data"), agents, source / "data");
}

std::vector<std::string> lines_of(CohortResult const& cohort)
{
    std::vector<std::string> lines;
    for (auto const& record : cohort.records)
        lines.push_back(to_line(record));
    return lines;
}

TEST(Cohort, is_the_same_on_one_thread_and_on_two)
{
    auto const setting = setting_of("NCT05150236", 10);
    EXPECT_EQ(lines_of(run_cohort(setting, {.threads = 1})),
              lines_of(run_cohort(setting, {.threads = 2})));
}

TEST(Cohort, has_the_same_patients_in_every_arm)
{
    auto const cohort = run_cohort(setting_of("NCT05150236", 6), {});
    ASSERT_EQ(cohort.records.size(), 12u);
    for (std::size_t k = 0; k < 12; k += 2) {
        auto const &a = cohort.records[k], &b = cohort.records[k + 1];
        EXPECT_EQ(a.index, b.index);
        EXPECT_EQ(a.lesion_volume_mm3, b.lesion_volume_mm3);
        EXPECT_EQ(a.growth_per_d, b.growth_per_d);
        EXPECT_EQ(a.antigenicity, b.antigenicity);
        EXPECT_EQ(a.weight_kg, b.weight_kg);
    }
}

TEST(Cohort, a_patient_does_not_depend_on_how_many_follow)
{
    auto const few = lines_of(run_cohort(setting_of("NCT05150236", 3), {}));
    auto many = lines_of(run_cohort(setting_of("NCT05150236", 5), {}));
    many.resize(few.size());
    EXPECT_EQ(few, many);
}

TEST(Cohort, another_seed_gives_other_patients)
{
    auto const one = run_cohort(setting_of("NCT05150236", 2, {"study.seed=1"}), {});
    auto const two = run_cohort(setting_of("NCT05150236", 2, {"study.seed=2"}), {});
    EXPECT_NE(one.records[0].weight_kg, two.records[0].weight_kg);
}

TEST(Cohort, every_registered_trial_runs_to_its_end)
{
    for (auto const* trial : {"NCT04525638", "NCT05150236", "NCT04109729"}) {
        auto const setting = setting_of(trial, 4);
        auto const cohort = run_cohort(setting, {});
        EXPECT_EQ(cohort.records.size(), 4 * setting.arms.size());
        for (auto const& record : cohort.records) {
            EXPECT_EQ(record.failure, "") << trial;
            EXPECT_GT(record.outcome.os.day, 0);
        }
    }
}

// A checkpoint line must give back every number: NaN, infinities of nothing, text with quotes.
TEST(Record, survives_the_way_to_disk)
{
    auto const cohort = run_cohort(setting_of("NCT05150236", 1), {});
    for (auto const& record : cohort.records) {
        auto const back = from_line(to_line(record));
        ASSERT_TRUE(back.has_value());
        EXPECT_EQ(to_line(*back), to_line(record));
        double const first = record.outcome.first_grade3_day;
        EXPECT_EQ(std::isnan(first), record.outcome.worst.worst() < 3);
        EXPECT_TRUE(first == back->outcome.first_grade3_day || std::isnan(first));
    }
    SubjectRecord failed;
    failed.failure = "step \"too\" small\n";
    EXPECT_EQ(from_line(to_line(failed))->failure, failed.failure);
    EXPECT_FALSE(from_line("{\"index\": 1}").has_value());
    EXPECT_FALSE(from_line("\x80not json").has_value());
}

class CheckpointFile : public testing::Test {
protected:
    CheckpointFile() { fs::create_directories(folder); }
    ~CheckpointFile() override { fs::remove_all(folder); }
    fs::path folder =
        fs::temp_directory_path() / (std::string("radici-checkpoint-") +
                                     testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::path file = folder / "checkpoint";
};

TEST_F(CheckpointFile, is_gone_on_with_to_the_same_records)
{
    auto const setting = setting_of("NCT05150236", 4);
    auto const whole = lines_of(run_cohort(setting, {.checkpoint = file, .identity = "this"}));
    // Cut in the middle of the last line but two, as a crash would.
    auto const size = fs::file_size(file);
    fs::resize_file(file, size - size / 3);
    auto const resumed =
        lines_of(run_cohort(setting, {.checkpoint = file, .identity = "this", .resume = true}));
    EXPECT_EQ(resumed, whole);
}

TEST_F(CheckpointFile, of_another_study_is_refused)
{
    {
        Checkpoint const begun(file, "one", false);
    }
    try {
        Checkpoint const other(file, "two", true);
        FAIL() << "accepted";
    } catch (StudyError const& error) {
        EXPECT_NE(std::string(error.what()).find("checkpoint of another run"), std::string::npos)
            << error.what();
    }
}

TEST_F(CheckpointFile, drops_a_line_that_was_tampered_with)
{
    auto const setting = setting_of("NCT05150236", 1);
    auto const cohort = run_cohort(setting, {.checkpoint = file, .identity = "this"});
    std::string text;
    {
        std::ifstream in(file, std::ios::binary);
        text.assign(std::istreambuf_iterator<char>(in), {});
    }
    text[text.size() - 20] ^= 1;
    std::ofstream(file, std::ios::binary) << text;
    EXPECT_EQ(Checkpoint(file, "this", true).earlier().size(), cohort.records.size() - 1);
}

// The activity that is found gives the dose that was asked for, in the subject it was found for.
TEST(TumourDose, stands_for_the_activity_that_gives_it)
{
    auto setting = setting_of("NCT04525638", 1, {"arm[0].give[0].activity=\"7.4 GBq\""});
    auto& give = setting.study.arms[0].gives[0];
    ASSERT_EQ(give.kind, AgentKind::radiopharmaceutical);
    give.amount.reset();
    give.tumour_dose_Gy = 20;
    auto const told = find_activities(setting);
    ASSERT_EQ(told.size(), 1u);
    double const for_20 = give.amount->value;
    give.amount.reset();
    give.tumour_dose_Gy = 30;
    (void)find_activities(setting);
    EXPECT_GT(give.amount->value, 1.3 * for_20);
    EXPECT_GT(for_20, 100);
}

TEST(Summary, a_cohort_of_one_has_the_intervals_of_one)
{
    auto const setting = setting_of("NCT05150236", 1);
    auto const cohort = run_cohort(setting, {});
    auto const result = summarise(setting, cohort.records, {});
    ASSERT_EQ(result.arms.size(), 2u);
    for (auto const& rate : result.arms[0].rates)
        if (rate.evaluable == 1) {
            // Clopper-Pearson of 0/1 and 1/1, by hand: 0.975 = 1 − 0.025 and its mirror.
            EXPECT_NEAR(rate.share.low, rate.events == 1 ? 0.025 : 0.0, 1e-9) << rate.name;
            EXPECT_NEAR(rate.share.high, rate.events == 1 ? 1.0 : 0.975, 1e-9) << rate.name;
        }
    EXPECT_EQ(result.subjects.size(), 2u);
    EXPECT_EQ(result.subjects[0].value.size(), result.columns.size());
}

}   // namespace
}   // namespace radici::study
