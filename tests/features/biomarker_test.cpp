// Group "biomarker" of features.csv.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/report/patients.hpp"
#include "radici/study/biomarkers.hpp"
#include "radici/study/draw_person.hpp"
#include "radici/study/run_cohort.hpp"
#include "radici/study/summarise.hpp"
#include "radici/study/uptake_image.hpp"
#include "support/temporary_folder.hpp"

namespace radici::test {
namespace {

std::string const lutetium = "agent = \"lu177_psma617\"\nactivity = \"7.4 GBq\"\nstart = \"day "
                             "1\"\nevery = \"6 wk\"\ntimes = 6";

std::string const once = lutetium.substr(0, lutetium.find("\nevery"));

/// Rank of each value, from 0.
std::vector<double> ranks(std::vector<double> const& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    std::vector<double> rank(values.size());
    for (std::size_t k = 0; k < order.size(); ++k)
        rank[order[k]] = static_cast<double>(k);
    return rank;
}

/// Spearman's correlation.
double rank_correlation(std::vector<double> const& x, std::vector<double> const& y)
{
    auto const a = ranks(x), b = ranks(y);
    double sum = 0;
    auto const n = static_cast<double>(a.size());
    for (std::size_t k = 0; k < a.size(); ++k)
        sum += (a[k] - b[k]) * (a[k] - b[k]);
    return 1 - 6 * sum / (n * (n * n - 1));
}

TEST(Features, F51)
{
    auto const setting =
        lab(Patients{.days = 240, .rest = "[select]\nsuvmax = \">= 0.1\"\n", .patients = 120}.with(
            arm("TRT", {lutetium})));
    auto const result = summarise(setting, study::run_cohort(setting, 2), {});
    TemporaryFolder const folder;
    auto const file = std::filesystem::path{folder.path()} / "patients.csv";
    std::ofstream out{file};
    report::write_patients_csv(result, [&](std::string_view text) { out << text; });
    out.close();
    auto const found = study::find_biomarkers(file, study::Foretold::response).at(0);
    EXPECT_GT(found.events, 10);
    EXPECT_LT(found.events, found.evaluable - 10);
    std::string shown;
    for (auto const* name :
         {"BL_PDL1", "BL_SUVMAX", "BL_SUVMEAN", "BL_TUMOUR_VOLUME_MM3", "BL_LYMPHOCYTES_1E9_L"}) {
        auto const marker = std::find_if(found.markers.begin(), found.markers.end(),
                                         [&](auto const& one) { return one.column == name; });
        ASSERT_NE(marker, found.markers.end()) << name;
        EXPECT_LT(marker->area.low, marker->area.value);
        EXPECT_GT(marker->area.high, marker->area.value);
        EXPECT_LT(marker->area.high - marker->area.low, 0.4);
        shown += fmt::format(" {} {:.2f} ({:.2f} to {:.2f}),", name, marker->area.value,
                             marker->area.low, marker->area.high);
    }
    // pairs of one who responds and one who does not, counted one by one
    std::vector<double> yes, no;
    for (auto const& record : run(setting, setting.study.patients))
        if (record.outcome.best != study::Response::not_evaluable)
            (record.outcome.best <= study::Response::partial ? yes : no)
                .push_back(*std::max_element(record.lesion_suv.begin(), record.lesion_suv.end()));
    double above = 0;
    for (double a : yes)
        for (double b : no)
            above += a > b ? 1 : a == b ? 0.5 : 0;
    auto const uptake = std::find_if(found.markers.begin(), found.markers.end(),
                                     [](auto const& one) { return one.column == "BL_SUVMAX"; });
    EXPECT_NEAR(uptake->area.value, above / static_cast<double>(yes.size() * no.size()), 1e-6);
    shown.pop_back();
    note_shown(fmt::format("area for response of {} in {} patients with 177Lu-PSMA-617:{}",
                           found.events, found.evaluable, shown));
}

TEST(Features, F52)
{
    auto const setting = lab(Patients{.days = 60}.with(arm("none") + arm("TRT", {once})));
    auto const shed =
        course(setting, 40, {0, 42}, [](auto const& now) { return now.dna_shedding_1e6_per_d(); });
    auto const viable = course(setting, 40, {42}, log_viable);
    auto const records = run(setting, 40);
    std::vector<double> ratio, burden;   // of the untreated
    double halved = 0, above = 0;        // of the treated
    for (std::size_t a = 0; a < 2; ++a)
        for (std::size_t p = 0; p < 40; ++p) {
            double const out = records[2 * p + a].outcome.ctdna_week6_ratio;
            if (std::isnan(out) || std::isnan(viable[a][p][0]))
                continue;
            EXPECT_NEAR(out / (shed[a][p][1] / shed[a][p][0]), 1, 1e-6);
            if (a == 1) {
                halved += out <= 0.5;
                above += out > 1;
                continue;
            }
            ratio.push_back(out);
            burden.push_back(viable[a][p][0]);
        }
    ASSERT_GT(ratio.size(), 30U);
    EXPECT_GT(rank_correlation(ratio, burden), 0.8) << "follows the viable burden";
    // what is cut out sheds no more; what is doomed sheds more
    auto const setting2 = lab(Patients{.days = 30}.with(
        arm("cut", {"agent = \"surgery\"\nstart = \"day 2\"\nlesions = [1]"}) +
        arm("beam", {"agent = \"ebrt\"\ndose = \"8 Gy\"\nstart = \"day 2\""})));
    auto const after =
        course(setting2, 1, {0, 8}, [](auto const& now) { return now.dna_shedding_1e6_per_d(); });
    EXPECT_LT(after[0][0][1], after[0][0][0]) << "less viable burden";
    EXPECT_GT(after[1][0][1], after[1][0][0]) << "death sheds";
    note_shown(fmt::format(
        "rank correlation with viable cells {:.2f} untreated; six weeks after 7.4 GBq {:.0f} of 40 "
        "patients have half or less, {:.0f} more than at the start: cells that still die shed",
        rank_correlation(ratio, burden), halved, above));
}

TEST(Features, F53)
{
    auto const open = lab(Patients{.days = 30}.with(arm("TRT", {once})));
    constexpr int patients = 20;
    std::vector<double> hottest;
    for (int index = 0; index < patients; ++index) {
        auto const suv =
            lesion_suv(open, draw_person(open.study, open.model->biology(), index), 1.0 / 24);
        hottest.push_back(*std::max_element(suv.begin(), suv.end()));
    }
    auto turned_away = [](double bound) {
        int count = 0;
        auto const gated = lab(
            Patients{.days = 30, .rest = fmt::format("[select]\nsuvmax = \">= {}\"\n", bound)}.with(
                arm("TRT", {once})));
        for (auto const& record : run(gated, patients)) {
            EXPECT_EQ(record.failure, "");
            count += record.screened_out;
        }
        return count;
    };
    double const middle = median(hottest);
    int const at_15 = turned_away(15), at_middle = turned_away(middle);
    EXPECT_GT(at_middle, 5) << "half of all are below";
    EXPECT_GE(at_middle, at_15);
    // SPECT: activity of a lesion over days, uptake and then loss
    auto const activity = course(open, 1, {1.0 / 24, 1, 3, 7, 14},
                                 [](auto const& now) { return now.lesion_activity_MBq(0, 0); });
    auto const& a = activity[0][0];
    EXPECT_GT(a[1], a[0]);
    EXPECT_GT(a[2], a[3]);
    EXPECT_GT(a[3], a[4]);
    note_shown(fmt::format("SUVmax >= 15 turned {} away to enrol {}, >= {:.0f} (their median) {}; "
                           "SPECT at 1, 3, 7, 14 d: {:.1f}, {:.1f}, {:.1f}, {:.1f} MBq in a lesion",
                           at_15, patients, middle, at_middle, a[1], a[2], a[3], a[4]));
}

TEST(Features, F54)
{
    auto const result = [](double growth) {
        auto const setting =
            lab(Patients{.days = 540, .patients = 60}.with(arm("TRT", {lutetium})),
                [growth](patient::Biology& biology) { biology.cells.life.growth_per_d *= growth; });
        auto const cohort = study::run_cohort(setting, 2);
        return std::pair{summarise(setting, cohort, {}), run(setting, setting.study.patients)};
    };
    auto const [slow, records] = result(1);
    auto const fast = result(4).first;
    int responders = 0;
    for (auto const& record : records)
        responders += record.outcome.best <= study::Response::partial;
    for (auto const& rate : slow.arms[0].rates)
        if (rate.name == "orr") {
            EXPECT_EQ(rate.events, responders) << "counted, not assigned";
            EXPECT_LT(rate.share.low, rate.share.value);
            EXPECT_GT(rate.share.high, rate.share.value);
        }
    std::string found;
    for (auto const& rate : slow.arms[0].rates)
        found += rate.name + " ";
    for (auto const& one : slow.arms[0].survival)
        found += one.name + " ";
    for (auto const* name : {"orr", "psa50", "rpfs", "os"})
        EXPECT_NE(found.find(name), std::string::npos) << name;
    auto median_of = [](study::RunResult const& run, std::string const& name) {
        for (auto const& one : run.arms[0].survival)
            if (one.name == name)
                return one.restricted_mean_d.value;
        return 0.0;
    };
    EXPECT_LT(median_of(fast, "os"), median_of(slow, "os")) << "follows the biology";
    EXPECT_LT(median_of(fast, "rpfs"), median_of(slow, "rpfs"));
    note_shown("ORR and PSA50 with exact binomial, rPFS and OS with Greenwood intervals, counted "
               "over the patients");
}

}   // namespace
}   // namespace radici::test
