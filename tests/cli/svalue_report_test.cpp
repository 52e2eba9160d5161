// What `radici svalue` says where an uncertainty is not reached. The program ends at 10⁹ decays,
// minutes of sampling, so the bound is set lower here; print and exit code are the program's own.
#include "svalue_report.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "radici/base/data_folder.hpp"

namespace radici::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// Y-90 in a sphere, with so many decays at most.
SValueReport report_of(double mass_g, std::uint64_t most_histories, double relative_sd)
{
    dosimetry::SValueQuestion question;
    question.nuclide = "Y-90";
    question.geometry = dosimetry::SphereRegion{mass_g};
    question.sampling.most_histories = most_histories;
    question.sampling.relative_sd = relative_sd;
    auto const library = nuclide::NuclideLibrary::load(data_folder());
    auto const answer = dosimetry::answer(question, library, data_folder());
    return svalue_report(question, answer.value(), true, 0);
}

TEST(SValueReport, has_no_result_to_print_where_the_spread_is_over_five_per_cent)
{
    auto const report = report_of(1e-6, 100, 0.01);
    EXPECT_EQ(static_cast<int>(report.code), 3);
    EXPECT_THAT(report.out, IsEmpty());
    EXPECT_THAT(report.complaint, HasSubstr("after 100 decays, 1 % was asked for"));
    EXPECT_THAT(report.complaint, HasSubstr("this is no result"));
}

TEST(SValueReport, marks_a_result_that_is_less_than_asked)
{
    auto const report = report_of(1, 2000, 1e-4);
    EXPECT_EQ(static_cast<int>(report.code), 3);
    auto const document = nlohmann::json::parse(report.out);
    EXPECT_EQ(document["uncertainty"]["reached"], false);
    EXPECT_THAT(report.complaint, HasSubstr("0.01 % was asked for"));
}

TEST(SValueReport, is_silent_where_all_is_as_asked)
{
    auto const report = report_of(1, 100'000, 0.05);
    EXPECT_EQ(report.code, ExitCode::done);
    EXPECT_THAT(report.complaint, IsEmpty());
    EXPECT_EQ(nlohmann::json::parse(report.out)["uncertainty"]["reached"], true);
}

}   // namespace
}   // namespace radici::cli
