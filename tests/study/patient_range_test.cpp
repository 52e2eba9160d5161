#include "radici/study/patient_range.hpp"

#include <gmock/gmock.h>

#include "support/message_of.hpp"

namespace radici::study {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Shard, shares_hold_every_patient_once_and_differ_by_one)
{
    for (int patients : {1, 7, 60, 1'000'000})
        for (int of : {1, 2, 3, 7}) {
            int next = 0;
            for (int i = 1; i <= of; ++i) {
                auto const range = Shard{i, of}.range(patients);
                EXPECT_EQ(range.first, next);
                EXPECT_GE(range.count, patients / of);
                EXPECT_LE(range.count, patients / of + 1);
                next = range.end();
            }
            EXPECT_EQ(next, patients);
        }
}

// 2147483647 patients in as many shards: i·N must not overflow an int.
TEST(Shard, does_not_overflow)
{
    EXPECT_EQ((Shard{2147483647, 2147483647}.range(2147483647)), (PatientRange{2147483646, 1}));
}

TEST(Shard, is_read_as_i_of_n)
{
    EXPECT_EQ(read_shard("2/3"), (Shard{2, 3}));
    EXPECT_EQ(read_shard("1/1"), (Shard{1, 1}));
    for (auto const* wrong : {"", "/", "0/3", "4/3", "1", "1/", "/3", "a/b", "-1/3", "1/3/5", "1/0",
                              " 1/3", "1/3x", "1/99999999999"})
        EXPECT_THAT(test::message_of([&] { static_cast<void>(read_shard(wrong)); }),
                    HasSubstr("a shard is i/n"))
            << wrong;
}

TEST(PatientRange, is_made_of_numbers_that_follow_each_other)
{
    EXPECT_THAT(ranges_of({0, 1, 2, 5, 7, 8}),
                ElementsAre(PatientRange{0, 3}, PatientRange{5, 1}, PatientRange{7, 2}));
    EXPECT_TRUE(ranges_of({}).empty());
}

TEST(PatientRange, what_is_left_is_what_was_not_taken)
{
    EXPECT_THAT(without({10, 10}, {{15, 2}, {0, 12}, {19, 5}}),
                ElementsAre(PatientRange{12, 3}, PatientRange{17, 2}));
    EXPECT_THAT(without({0, 5}, {}), ElementsAre(PatientRange{0, 5}));
    EXPECT_TRUE(without({3, 4}, {{0, 100}}).empty());
    EXPECT_THAT(without({0, 5}, {{7, 2}}), ElementsAre(PatientRange{0, 5}));
}

TEST(PatientRange, an_overlap_is_found_wherever_it_is)
{
    EXPECT_FALSE(first_overlap({{5, 5}, {0, 5}, {10, 1}}));
    EXPECT_EQ(first_overlap({{5, 5}, {0, 6}}), (PatientRange{5, 1}));
    EXPECT_EQ(first_overlap({{3, 2}, {0, 9}}), (PatientRange{3, 2}));
}

}   // namespace
}   // namespace radici::study
