#include "radici/report/summary.hpp"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "report/sample_result.hpp"

// What is expected here is the contract of summary.json, schema 1, applied by hand to the numbers
// of small_result.cpp.
namespace radici::report {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsSupersetOf;

std::set<std::string> keys(json const& object)
{
    std::set<std::string> names;
    for (auto const& item : object.items())
        names.insert(item.key());
    return names;
}

json small()
{
    return json::parse(summary_json(test::small_result()));
}

TEST(Summary, has_the_keys_of_schema_1)
{
    json const s = small();
    EXPECT_EQ(s.at("schema"), 1);
    EXPECT_THAT(keys(s), IsSupersetOf({"schema", "study", "arms", "comparisons"}));
    EXPECT_THAT(keys(s.at("study")),
                IsSupersetOf({"name", "registry", "species", "patients", "seed", "interval"}));
    EXPECT_THAT(keys(s.at("arms").at(0)), IsSupersetOf({"name", "patients", "failed", "endpoints",
                                                        "toxicity", "dose", "course"}));
    EXPECT_THAT(keys(s.at("arms").at(0).at("course")),
                ElementsAre("days", "p05", "p95", "tumour_volume_median_mm3"));
    EXPECT_THAT(keys(s.at("arms").at(0).at("dose").at("kidney_Gy")),
                IsSupersetOf({"mean", "sd", "p05", "p50", "p95"}));
}

TEST(Summary, tells_which_study_it_was)
{
    json const study = small().at("study");
    EXPECT_EQ(study.at("name"), "A study of \"words\", <tags> & commas");
    EXPECT_EQ(study.at("registry"), "NCT00000000");
    EXPECT_EQ(study.at("patients"), 2);
    EXPECT_EQ(study.at("seed"), 7);
    EXPECT_EQ(study.at("interval"), "sampling");
}

TEST(Summary, leaves_out_what_does_not_apply)
{
    auto result = test::small_result();
    result.study.registry.clear();
    json const s = json::parse(summary_json(result));
    EXPECT_FALSE(s.at("study").contains("registry"));
    json const alone = s.at("arms").at(1);
    EXPECT_FALSE(alone.contains("course"));
    EXPECT_FALSE(alone.at("endpoints").at("os").contains("at_12_months"));
    EXPECT_FALSE(s.contains("not_kept"));
}

TEST(Summary, counts_months_of_30_4375_days)
{
    json const os = small().at("arms").at(0).at("endpoints").at("os");
    EXPECT_EQ(os.at("median_months").at("value"), 2);
    EXPECT_EQ(os.at("median_months").at("low"), 1);
    EXPECT_EQ(os.at("at_6_months").at("value"), 0.5);
    EXPECT_EQ(os.at("events"), 1);
}

TEST(Summary, writes_null_for_a_median_or_bound_that_is_not_reached)
{
    json const s = small();
    EXPECT_TRUE(
        s.at("arms").at(0).at("endpoints").at("os").at("median_months").at("high").is_null());
    json const alone = s.at("arms").at(1).at("endpoints").at("os");
    EXPECT_TRUE(alone.at("median_months").at("value").is_null());
    EXPECT_EQ(alone.at("at_6_months").at("value"), 1);
    EXPECT_TRUE(alone.at("at_6_months").at("low").is_null());
    EXPECT_TRUE(s.at("arms").at(0).at("course").at("p95").at(1).is_null());
}

TEST(Summary, gives_mice_a_median_in_days)
{
    auto result = test::small_result();
    result.arms[0].survival[0].name = "survival";
    result.arms[0].survival[0].scale = study::Survival::Scale::days;
    json const endpoints = json::parse(summary_json(result)).at("arms").at(0).at("endpoints");
    EXPECT_EQ(endpoints.at("median_survival_days").at("value"), 60.875);
    EXPECT_FALSE(endpoints.contains("survival"));
}

TEST(Summary, counts_failed_patients_and_says_why)
{
    json const s = small();
    EXPECT_EQ(s.at("arms").at(0).at("failed"), 0);
    EXPECT_EQ(s.at("arms").at(1).at("patients"), 2);
    EXPECT_EQ(s.at("arms").at(1).at("failed"), 1);
    EXPECT_EQ(s.at("arms").at(1).at("failures").at("activity not conserved"), 1);
}

TEST(Summary, compares_survival_by_hazard_ratio_and_rates_by_difference)
{
    json const c = small().at("comparisons");
    EXPECT_EQ(keys(c.at(0)),
              (std::set<std::string>{"arms", "endpoint", "hazard_ratio", "log_rank_p"}));
    EXPECT_EQ(keys(c.at(1)), (std::set<std::string>{"arms", "endpoint", "difference", "fisher_p"}));
    EXPECT_THAT(c.at(0).at("arms"), ElementsAre("RLT", "RLT, \"ipi\" & <nivo>"));
    EXPECT_EQ(c.at(0).at("hazard_ratio").at("value"), 0.75);
    EXPECT_TRUE(c.at(0).at("hazard_ratio").at("high").is_null());
    EXPECT_EQ(c.at(1).at("difference").at("low"), -0.25);
}

TEST(Summary, adds_what_a_hazard_ratio_does_not_say)
{
    auto result = test::small_result();
    auto& os = result.arms[0].survival[0];
    os.restricted_mean_d = {60.875, 30.4375, 76.09375};
    os.restricted_until_d = 91.3125;
    auto& compared = result.comparisons[0];
    compared.holm_p = 0.5;
    compared.proportional_p = 0.125;
    compared.mean_gain_d = {30.4375, 0, 60.875};
    json const s = json::parse(summary_json(result));
    json const mean = s.at("arms").at(0).at("endpoints").at("os").at("restricted_mean_months");
    EXPECT_EQ(mean, (json{{"value", 2.0}, {"low", 1.0}, {"high", 2.5}, {"until_months", 3.0}}));
    EXPECT_FALSE(s.at("arms").at(1).at("endpoints").at("os").contains("restricted_mean_months"));
    json const c = s.at("comparisons").at(0);
    EXPECT_EQ(c.at("holm_p"), 0.5);
    EXPECT_EQ(c.at("proportional_hazards_p"), 0.125);
    EXPECT_EQ(c.at("restricted_mean_difference_months"),
              (json{{"value", 1.0}, {"low", 0.0}, {"high", 2.0}, {"until_months", 3.0}}));

    os.scale = study::Survival::Scale::days;
    json const in_days = json::parse(summary_json(result));
    EXPECT_EQ(
        in_days.at("arms").at(0).at("endpoints").at("restricted_mean_os_days"),
        (json{{"value", 60.875}, {"low", 30.4375}, {"high", 76.09375}, {"until_days", 91.3125}}));
    EXPECT_TRUE(in_days.at("comparisons").at(0).contains("restricted_mean_difference_days"));
}

TEST(Summary, says_what_came_first)
{
    auto result = test::small_result();
    result.arms[0].first_event = {
        {{"progression", 1, {{6, {0.5, 0.25, 0.75}}}}, {"death", 0, {{6, {0, 0, 0.75}}}}},
        {60.875, 90},
        {1, 0}};
    json const s = json::parse(summary_json(result));
    json const first = s.at("arms").at(0).at("cumulative_incidence");
    EXPECT_EQ(first.at("progression").at("events"), 1);
    EXPECT_EQ(first.at("progression").at("at_6_months").at("low"), 0.25);
    EXPECT_EQ(first.at("death").at("at_6_months").at("high"), 0.75);
    EXPECT_FALSE(s.at("arms").at(1).contains("cumulative_incidence"));
}

TEST(Summary, marks_promises_that_were_not_kept)
{
    auto result = test::small_result();
    result.not_kept = {"the interval is wider than asked for"};
    EXPECT_EQ(json::parse(summary_json(result)).at("not_kept").at(0), result.not_kept.front());
}

TEST(Summary, is_the_same_text_twice_with_a_course_on_one_line)
{
    auto const result = test::trial_result();
    EXPECT_EQ(summary_json(result), summary_json(result));
    EXPECT_THAT(summary_json(test::small_result()), testing::HasSubstr("\"days\": [0.0, 45.0]"));
}

}   // namespace
}   // namespace radici::report
