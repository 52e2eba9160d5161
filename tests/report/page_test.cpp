#include "radici/report/page.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <gmock/gmock.h>

#include "radici/report/figures/figures.hpp"
#include "radici/report/tables.hpp"
#include "report/sample_result.hpp"

namespace radici::report {
namespace {

using testing::HasSubstr;
using testing::Not;
using Tree = boost::property_tree::ptree;

BuildInfo const build{"0.1.0", "0123456789abcdef", "GNU 12", "Release", {}};

std::string page(study::RunResult const& result)
{
    return report_html(result, build, Gnuplot::require());
}

/// The trial's page, drawn once for all tests that only read it.
std::string const& trial_page()
{
    static std::string const html = page(test::trial_result());
    return html;
}

Tree parsed(std::string const& html)
{
    std::istringstream in{html};
    Tree tree;
    boost::property_tree::read_xml(in, tree);   // throws on a tag that is not closed
    return tree;
}

template <class Visit>
void walk(Tree const& tree, Visit&& visit)
{
    for (auto const& [name, child] : tree) {
        visit(name, child);
        walk(child, visit);
    }
}

int count(Tree const& tree, std::string const& tag)
{
    int found = 0;
    walk(tree, [&](std::string const& name, Tree const&) { found += name == tag; });
    return found;
}

TEST(Page, is_well_formed)
{
    EXPECT_NO_THROW(parsed(trial_page()));
    EXPECT_NO_THROW(parsed(page(test::small_result())));
}

TEST(Page, needs_nothing_from_anywhere)
{
    for (char const* const loader :
         {"<script", "<link", "<img", "<iframe", "@import", "url(", "http:", "https:", "src="})
        EXPECT_THAT(trial_page(), Not(HasSubstr(loader)));
    EXPECT_THAT(trial_page(), HasSubstr("default-src 'none'"));
    std::regex const href{"href=['\"]([^'\"]*)"};
    for (std::sregex_iterator it{trial_page().begin(), trial_page().end(), href}, end; it != end;
         ++it)
        EXPECT_EQ((*it)[1].str().front(), '#');   // within the page
}

TEST(Page, warns_at_the_front)
{
    auto const notice = trial_page().find("Endpoints are uncalibrated.");
    EXPECT_LT(notice, trial_page().find("In plain words"));
    EXPECT_THAT(trial_page(), HasSubstr("not a medical device"));
}

TEST(Page, has_the_numbers_behind_every_figure)
{
    int figures = 0;
    walk(parsed(trial_page()), [&](std::string const& name, Tree const& figure) {
        if (name != "figure")
            return;
        ++figures;
        auto const id = figure.get<std::string>("<xmlattr>.id");
        auto const& details = figure.get_child("details");
        EXPECT_GE(count(details, "td"), 4) << id;
        EXPECT_EQ(count(figure, "svg"), 1) << id;
        EXPECT_FALSE(figure.get<std::string>("figcaption").empty()) << id;
    });
    EXPECT_EQ(figures, 14);   // schedule, 2 survival, first event, 2 waterfalls, swimmer, volumes,
                              // markers, immune, blood, occupancy, 2 doses
}

TEST(Page, describes_every_figure_to_those_who_cannot_see_it)
{
    walk(parsed(trial_page()), [&](std::string const& name, Tree const& svg) {
        if (name != "svg")
            return;
        EXPECT_EQ(svg.get<std::string>("<xmlattr>.role"), "img");
        EXPECT_FALSE(svg.get<std::string>("title").empty());
        EXPECT_FALSE(svg.get<std::string>("desc").empty());
        EXPECT_EQ(svg.get<std::string>("<xmlattr>.aria-labelledby"),
                  svg.get<std::string>("title.<xmlattr>.id") + " " +
                      svg.get<std::string>("desc.<xmlattr>.id"));
    });
}

TEST(Page, uses_an_identifier_once)
{
    std::set<std::string> seen;
    walk(parsed(trial_page()), [&](std::string const& name, Tree const& element) {
        if (name == "<xmlattr>")
            return;
        if (auto const id = element.get_optional<std::string>("<xmlattr>.id")) {
            EXPECT_TRUE(seen.insert(*id).second) << *id;
        }
    });
    EXPECT_GT(seen.size(), 20u);
}

TEST(Page, knows_every_colour_that_is_drawn)
{
    std::string const& html = trial_page();
    std::string const style = html.substr(0, html.find("</style>"));
    std::regex const colour{"(fill|stroke|color)=['\"](rgb\\([0-9,]*\\))"};
    for (std::sregex_iterator it{html.begin(), html.end(), colour}, end; it != end; ++it)
        EXPECT_THAT(style, HasSubstr((*it)[2].str()));
}

TEST(Page, lets_no_text_become_markup)
{
    auto result = test::trial_result(12);
    std::string const evil = "<script>alert('1')</script>&\"";
    result.study.name = result.study.registry = result.study.disease = evil;
    result.notes = {evil};
    result.not_kept = {evil};
    result.inputs = {{evil, evil}};
    result.columns[0].name = evil;
    for (auto& arm : result.arms) {
        arm.name += evil;
        for (auto& timeline : arm.schedule)
            timeline.text = timeline.amount = evil;
        for (auto& dose : arm.dose)
            dose.region = evil;
    }
    for (auto& parameter : result.parameters)
        parameter.path = parameter.value = parameter.source = evil;
    for (auto& course : result.courses) {
        for (auto& series : course.series)
            series.text = evil;
        for (auto& event : course.events)
            event.what = evil;
    }
    std::string const html = page(result);
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
    EXPECT_NO_THROW(parsed(html));
}

TEST(Page, is_the_same_bytes_twice)
{
    EXPECT_TRUE(page(test::trial_result()) == trial_page());
}

TEST(Page, marks_promises_that_were_not_kept)
{
    auto result = test::small_result();
    EXPECT_THAT(page(result), Not(HasSubstr("Outside what was promised")));
    result.not_kept = {"a tolerance was missed"};
    EXPECT_THAT(page(result), HasSubstr("Outside what was promised"));
    EXPECT_THAT(page(result), HasSubstr("a tolerance was missed"));
}

TEST(Page, of_an_almost_empty_result_still_stands)
{
    study::RunResult result;
    result.study.name = "nothing";
    result.study.horizon_d = 30;
    EXPECT_NO_THROW(parsed(page(result)));
}

TEST(Page, says_what_does_not_change_from_run_to_run)
{
    EXPECT_THAT(trial_page(), HasSubstr("0.1.0 (0123456789ab)"));
    EXPECT_THAT(trial_page(), HasSubstr(std::string(64, 'b')));
}

TEST(SurvivalFigure, has_the_product_limit_estimate_in_its_table)
{
    auto const figure = survival_figure(test::small_result(), "os");
    ASSERT_TRUE(figure.has_value());
    ASSERT_EQ(figure->data.size(), 2u);
    // two patients, one event at 60.875 d: S = 1/2 from then on; tables count from day 1
    EXPECT_THAT(figure->data[0].rows.at(1),
                testing::ElementsAre("61.9", "2", "1", "0.5", testing::_, testing::_));
    EXPECT_EQ(figure->data[1].rows.size(), 1u);   // no event: the start alone
}

TEST(WaterfallFigure, sorts_from_growth_to_shrinkage_and_thins_large_arms)
{
    auto const figure = waterfall_figure(test::trial_result(500), "BEST_TARGET_PCT");
    ASSERT_TRUE(figure.has_value());
    auto const& rows = figure->data.at(0).rows;
    EXPECT_EQ(rows.size(), 200u);
    for (std::size_t i = 1; i < rows.size(); ++i)
        EXPECT_LE(std::stod(rows[i][2]), std::stod(rows[i - 1][2]));
    EXPECT_FALSE(waterfall_figure(test::small_result(), "BEST_TARGET_PCT").has_value());
}

TEST(DoseFigure, shows_the_spread_of_the_result)
{
    auto const figure = dose_figure(test::small_result(), "Gy");
    ASSERT_TRUE(figure.has_value());
    EXPECT_THAT(figure->data.at(0).rows.at(0),
                testing::ElementsAre("Kidney", "RLT, \"ipi\" & <nivo>", "6", "1", "5", "5.5", "6",
                                     "6.5", "7"));
    EXPECT_FALSE(dose_figure(test::small_result(), "Gy/GBq").has_value());
}

TEST(CourseFigure, takes_quantiles_over_lesions_and_leaves_out_the_dead)
{
    auto result = test::small_result();
    result.courses[0].series[0].group = study::SeriesGroup::immune;
    result.courses[0].series[1].group = study::SeriesGroup::immune;
    auto const figure = course_figure(result, study::SeriesGroup::immune);
    ASSERT_TRUE(figure.has_value());
    // day 1: lesions of 1000.5 and 500, median 750.25; day 46: only the first one has a value
    EXPECT_EQ(figure->data.at(0).rows.at(0).at(2), "750");
    EXPECT_EQ(figure->data.at(0).rows.at(1).at(2), "10.2");
}

TEST(VolumeFigure, sums_lesions_and_does_not_count_a_total_again)
{
    auto result = test::small_result();
    result.arms.pop_back();
    result.courses[0].series.push_back(
        {study::SeriesGroup::volume, "total_volume", "tumour volume", "mm3", "", {1500.5, 10.25}});
    auto const figure = volume_figure(result);
    ASSERT_TRUE(figure.has_value());
    // mL, the columns are day, 5 %, median, 95 % and the one sampled patient: 1000.5 + 500 mm³
    EXPECT_THAT(figure->data.at(0).rows.at(0),
                testing::ElementsAre("1", "0.01", "0.1", "1", "1.5"));
}

TEST(SwimmerFigure, sees_a_response_at_the_first_scan_that_shows_one)
{
    auto result = test::small_result();
    auto const marks = [&] {
        auto const figure = swimmer_figure(result);
        return figure->script.find("response first seen") != std::string::npos;
    };
    EXPECT_FALSE(marks());
    result.courses[0].events = {{study::Event::Kind::scan, 56, "SD"}};
    EXPECT_FALSE(marks());
    result.courses[0].events.push_back({study::Event::Kind::scan, 112, "PR"});
    EXPECT_TRUE(marks());
}

TEST(FirstEvent, shares_add_up_to_those_with_any_event)
{
    auto const result = test::trial_result();
    auto const figure = first_event_figure(result);
    ASSERT_TRUE(figure.has_value());
    ASSERT_EQ(figure->data.size(), 6u);   // three causes, two arms
    for (std::size_t arm = 0; arm < 2; ++arm) {
        auto const& risks = result.arms[arm].first_event;
        double sum = 0;
        for (std::size_t cause = 0; cause < 3; ++cause)
            sum += std::stod(figure->data[2 * cause + arm].rows.back().at(1));
        auto const any = std::count_if(risks.cause.begin(), risks.cause.end(),
                                       [](auto cause) { return cause > 0; });
        EXPECT_NEAR(sum, static_cast<double>(any) / static_cast<double>(risks.cause.size()), 2e-4);
    }
    EXPECT_FALSE(first_event_figure(test::small_result()).has_value());
}

TEST(Tables, hold_every_comparison_and_first_event)
{
    auto result = test::trial_result();
    auto& compared = result.comparisons[0];
    compared.holm_p = 0.036;
    compared.proportional_p = 0.4;
    auto const table = comparison_table(result);
    ASSERT_TRUE(table.has_value());
    ASSERT_EQ(table->rows.size(), 3u);
    EXPECT_EQ(table->rows[0].at(2), "0.036");
    EXPECT_EQ(table->rows[0].at(3), "0.40");
    EXPECT_EQ(table->rows[1].at(3), "–");
    result.arms[1].first_event.causes = {{"death", 3, {{6, {0.5, 0.25, 0.75}}}}};
    result.arms[0].first_event.causes.clear();
    auto const first = first_event_table(result);
    ASSERT_TRUE(first.has_value());
    EXPECT_THAT(first->rows.at(0),
                testing::ElementsAre("Death by 6 mo", "–", "50\u00a0% (25–75\u00a0%)"));
    result.comparisons.clear();
    EXPECT_FALSE(comparison_table(result).has_value());
    EXPECT_FALSE(first_event_table(test::small_result()).has_value());
}

}   // namespace
}   // namespace radici::report
