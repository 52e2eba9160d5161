#include "radici/study/first_event.hpp"

#include <cmath>
#include <tuple>

#include <gtest/gtest.h>

namespace radici::study {
namespace {

constexpr double end_d = 730.5;

Outcome subject(double progression_d, double toxicity_d, double death_d)
{
    Outcome o;
    double const first = std::fmin(progression_d, death_d);   // NaN gives way
    o.rpfs = std::isnan(first) ? TimeToEvent{728, true} : TimeToEvent{first, false};
    o.os = std::isnan(death_d) ? TimeToEvent{end_d, true} : TimeToEvent{death_d, false};
    o.first_grade3_day = toxicity_d;
    return o;
}

void expect_first(Outcome const& outcome, FirstCause cause, double day)
{
    auto const first = first_event(outcome);
    EXPECT_EQ(first.cause, static_cast<int>(cause));
    EXPECT_EQ(first.time, day);
}

TEST(FirstEvent, is_the_earliest)
{
    expect_first(subject(112, 140, 400), FirstCause::progression, 112);
    expect_first(subject(112, 28, 400), FirstCause::toxicity, 28);
    expect_first(subject(no_value, no_value, 91.5), FirstCause::death, 91.5);
    expect_first(subject(no_value, 100, 91.5), FirstCause::death, 91.5);
    expect_first(subject(no_value, no_value, no_value), FirstCause::none, end_d);
    expect_first(subject(no_value, end_d, no_value), FirstCause::toxicity, end_d);
}

TEST(FirstEvent, on_one_day_is_death_then_toxicity_then_progression)
{
    expect_first(subject(112, 112, 400), FirstCause::toxicity, 112);
    expect_first(subject(no_value, 112, 112), FirstCause::death, 112);
    expect_first(subject(112, no_value, 112), FirstCause::death, 112);
}

TEST(CompetingRisks, are_shares_where_all_are_followed_to_the_end)
{
    std::vector<Outcome> const ten{
        subject(100, no_value, 300),      subject(170, 200, no_value),
        subject(300, no_value, 700),      subject(600, no_value, no_value),
        subject(no_value, 7, 500),        subject(250, 14, no_value),
        subject(no_value, no_value, 150), subject(no_value, no_value, 200),
        subject(728, no_value, no_value), subject(no_value, no_value, no_value)};
    std::vector<numerics::FirstEvent> subjects;
    for (auto const& outcome : ten)
        subjects.push_back(first_event(outcome));
    auto const risks = competing_risks(subjects, end_d);
    ASSERT_EQ(risks.causes.size(), 3u);
    auto const& [progression, toxicity, death] =
        std::tie(risks.causes[0], risks.causes[1], risks.causes[2]);
    EXPECT_EQ(progression.name, "progression");
    EXPECT_EQ(progression.events, 5);
    EXPECT_EQ(toxicity.events, 2);
    EXPECT_EQ(death.events, 2);
    auto const share = [](Incidence const& cause, std::size_t k) {
        return cause.landmarks.at(k).share.value;
    };
    // by hand: of ten, by day 182.6, 365.3 and 730.5
    EXPECT_NEAR(share(progression, 0), 0.2, 1e-12);
    EXPECT_NEAR(share(progression, 1), 0.3, 1e-12);
    EXPECT_NEAR(share(progression, 2), 0.5, 1e-12);
    EXPECT_NEAR(share(toxicity, 0), 0.2, 1e-12);
    EXPECT_NEAR(share(death, 0), 0.1, 1e-12);
    EXPECT_NEAR(share(death, 2), 0.2, 1e-12);
    EXPECT_EQ(death.landmarks.back().months, 24);
    EXPECT_EQ(risks.day.size(), 10u);
    EXPECT_EQ(risks.cause.back(), 0);
    EXPECT_EQ(competing_risks(subjects, 365).causes[0].landmarks.size(), 1u);   // 6 months alone
    EXPECT_TRUE(std::isnan(competing_risks({}, end_d).causes[0].landmarks[0].share.value));
}

}   // namespace
}   // namespace radici::study
