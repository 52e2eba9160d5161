#include "radici/study/part.hpp"

#include <cmath>

#include <gmock/gmock.h>

#include "radici/base/file.hpp"
#include "radici/study/resume.hpp"
#include "radici/study/run_cohort.hpp"
#include "radici/study/simulate_patients.hpp"
#include "study/small_cohort.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici::study {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Three patients in two arms; the second one failed in the second arm.
class PartOfThree : public testing::Test {
protected:
    PartOfThree()
    {
        auto& failed = records[3];
        failed = {};
        failed.index = 1;
        failed.arm = 1;
        failed.failure = "step \"too\" small\n";
    }
    [[nodiscard]] std::string packed() const { return pack(table, origin, 2, records); }

    Setting setting = test::setting_of("NCT05150236", 3);
    PatientTable table{setting};
    PartOrigin origin{.run = {.study = "s",
                              .study_file = "f",
                              .patients = 3,
                              .seed = 18446744073709551615u,
                              .version = "1",
                              .ensemble = "",
                              .data = "d"},
                      .shard = "1/1"};
    std::vector<SubjectRecord> records = simulate_patients(setting, 0, 3);
    test::TemporaryFolder folder;
};

TEST_F(PartOfThree, gives_back_every_number)
{
    auto const file = folder.path() / "a.part";
    write_atomically(file, packed());
    for (auto const& part : {Part::open(file), Part::in_memory(packed())}) {
        EXPECT_EQ(part.origin().run, origin.run);
        EXPECT_EQ(part.origin().shard, "1/1");
        EXPECT_EQ(part.count(), 3);
        for (std::size_t c = 0; c < table.names().size(); ++c) {
            auto const column = part.column(table.names()[c]);
            ASSERT_EQ(column.size(), 6u);
            for (std::size_t i = 0; i < 6; ++i) {   // rows by arm, records by patient
                double const expected = table.row(records[2 * (i % 3) + i / 3])[c];
                if (std::isnan(expected))
                    EXPECT_TRUE(std::isnan(column[i])) << table.names()[c];
                else
                    EXPECT_EQ(column[i], expected) << table.names()[c];
            }
        }
        ASSERT_EQ(part.failures().size(), 1u);
        EXPECT_EQ(part.failures()[0].cause, "step \"too\" small\n");
    }
}

TEST_F(PartOfThree, gives_back_the_courses)
{
    auto const courses = Part::in_memory(packed()).courses();
    ASSERT_EQ(courses.size(), 5u);   // the failed one has none
    for (std::size_t k : {0u, 2u}) {
        auto const &kept = courses[k], &was = *records[k].course;
        EXPECT_EQ(kept.subject, was.subject);
        ASSERT_EQ(kept.series.size(), was.series.size());
        for (std::size_t i = 0; i < kept.series.size(); ++i) {
            EXPECT_EQ(kept.series[i].name, was.series[i].name);
            EXPECT_EQ(kept.series[i].value, was.series[i].value);
        }
        ASSERT_EQ(kept.events.size(), was.events.size());
        EXPECT_EQ(kept.events.back().day, was.events.back().day);
        EXPECT_EQ(kept.events.back().what, was.events.back().what);
    }
}

TEST_F(PartOfThree, any_changed_byte_is_found)
{
    auto const good = packed();
    for (std::size_t at = 0; at < good.size(); at += 1 + good.size() / 97) {
        auto bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 4);
        EXPECT_THROW(static_cast<void>(Part::in_memory(bad)), DamagedPart) << at;
    }
    for (std::size_t length : {std::size_t{0}, std::size_t{50}, std::size_t{80}, good.size() - 1})
        EXPECT_THROW(static_cast<void>(Part::in_memory(good.substr(0, length))), DamagedPart);
}

TEST_F(PartOfThree, is_left_out_of_a_resumed_run_where_it_is_damaged)
{
    auto bad = packed();
    bad.back() ^= 1;
    write_atomically(folder.path() / "00000000.part", bad);
    testing::internal::CaptureStderr();
    auto const done = take_up_parts(folder.path(), origin);
    EXPECT_THAT(testing::internal::GetCapturedStderr(),
                HasSubstr("00000000.part: not what was written (its checksum differs); its "
                          "patients are simulated again"));
    EXPECT_TRUE(done.empty());
    EXPECT_FALSE(fs::exists(folder.path() / "00000000.part"));
}

TEST_F(PartOfThree, that_is_there_twice_counts_once)
{
    write_atomically(folder.path() / "00000000.part", packed());
    write_atomically(folder.path() / "00000001.part", packed());
    testing::internal::CaptureStderr();
    auto const done = take_up_parts(folder.path(), origin);
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("00000001.part"));
    EXPECT_EQ(done, (std::vector<PatientRange>{{0, 3}}));
}

TEST_F(PartOfThree, of_another_run_is_refused_with_what_differs)
{
    write_atomically(folder.path() / "00000000.part", packed());
    auto const fault = [&](auto change) {
        auto other = origin;
        change(other);
        return test::message_of([&] { static_cast<void>(take_up_parts(folder.path(), other)); });
    };
    EXPECT_THAT(fault([](auto& o) { o.run.study = "t"; }), HasSubstr("it differs in study)"));
    EXPECT_THAT(fault([](auto& o) { o.run.study_file = "t"; }),
                HasSubstr("it differs in text of the study file)"));
    EXPECT_THAT(fault([](auto& o) { o.run.patients = 4; }), HasSubstr("patients (3, not 4)"));
    EXPECT_THAT(fault([](auto& o) { o.run.seed = 1; }),
                HasSubstr("seed (18446744073709551615, not 1)"));
    EXPECT_THAT(fault([](auto& o) { o.run.version = "2"; }), HasSubstr("version (1, not 2)"));
    EXPECT_THAT(fault([](auto& o) { o.run.ensemble = "e"; }), HasSubstr("ensemble"));
    EXPECT_THAT(fault([](auto& o) { o.run.data = "e"; }), HasSubstr("data files"));
    EXPECT_THAT(fault([](auto& o) { o.shard = ""; }), HasSubstr("shard (\"1/1\", not \"\")"));
}

// However patients are dealt out to parts, the cohort is the same, row by row.
TEST(Cohort, does_not_depend_on_how_patients_are_dealt_out_to_parts)
{
    auto const setting = test::setting_of("NCT05150236", 7);
    PatientTable const table(setting);
    auto const records = simulate_patients(setting, 0, 7);
    auto const part = [&](std::vector<int> const& patients) {
        std::vector<SubjectRecord> some;
        for (int p : patients)
            for (int arm : {0, 1})
                some.push_back(records[static_cast<std::size_t>(2 * p + arm)]);
        return Part::in_memory(pack(table, {}, 2, some));
    };
    Cohort const whole(setting, {part({0, 1, 2, 3, 4, 5, 6})});
    Cohort const mixed(setting, {part({2, 3, 6}), part({0, 4}), part({1, 5})});
    EXPECT_EQ(whole.completed("OS_DAY", 1), mixed.completed("OS_DAY", 1));
    EXPECT_EQ(whole.lesion_doses(0), mixed.lesion_doses(0));
    for (int first : {0, 2, 5}) {
        auto const a = whole.rows(first, 2), b = mixed.rows(first, 2);
        ASSERT_EQ(a.size(), 4u);
        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_EQ(b[i].index, first + static_cast<int>(i) / 2);
            EXPECT_EQ(b[i].arm, static_cast<int>(i) % 2);
            ASSERT_EQ(a[i].value.size(), b[i].value.size());
            for (std::size_t c = 0; c < a[i].value.size(); ++c)
                EXPECT_TRUE(a[i].value[c] == b[i].value[c] ||
                            (std::isnan(a[i].value[c]) && std::isnan(b[i].value[c])));
        }
    }
    auto const courses = mixed.courses();
    ASSERT_EQ(courses.size(), 14u);
    for (std::size_t i = 0; i < courses.size(); ++i)
        EXPECT_EQ(courses[i].subject, static_cast<int>(i) / 2);
}

}   // namespace
}   // namespace radici::study
