// Group "tumour" of features.csv.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/radiobiology/repair.hpp"

namespace radici::test {
namespace {

double response_rate(std::vector<study::SubjectRecord> const& records)
{
    double responders = 0, judged = 0;
    for (auto const& record : records) {
        judged += record.outcome.best != study::Response::not_evaluable;
        responders += record.outcome.best <= study::Response::partial;
    }
    return responders / judged;
}

std::string const large = "[endpoints]\nhumane_volume = \"5000 mm3\"\n";

/// Response rates of a checkpoint antibody and of TRT, four lesions of one volume each.
std::pair<double, double> rates(double volume_mL)
{
    auto const lesions = fmt::format("lesions = {{ count = 4, volume = \"{} mL\" }}\n", volume_mL);
    auto const ici = lab(Patients{.disease = "mcc", .patient = lesions}.with(
        arm("ICI", {"agent = \"avelumab\"\ndose = \"10 mg/kg\"\nstart = \"day 1\"\nevery = \"2 "
                    "wk\"\ntimes = 20"})));
    auto const trt = lab(Patients{.disease = "mcrpc", .patient = lesions}.with(
        arm("TRT", {"agent = \"lu177_psma617\"\nactivity = \"7.4 GBq\"\nstart = \"day 1\"\nevery = "
                    "\"6 wk\"\ntimes = 6"})));
    return {response_rate(run(ici, 150)), response_rate(run(trt, 150))};
}

TEST(Features, F19)
{
    auto const small = rates(2), middle = rates(10), bulky = rates(50);
    bool const ici = small.first > middle.first && middle.first > bulky.first;
    bool const trt = small.second > middle.second && middle.second > bulky.second;
    auto const shown = fmt::format("lesions of 2, 10, 50 mL respond in {:.0f}, {:.0f}, {:.0f} % to "
                                   "ICI (MCC) and {:.0f}, {:.0f}, {:.0f} % to TRT (mCRPC)",
                                   100 * small.first, 100 * middle.first, 100 * bulky.first,
                                   100 * small.second, 100 * middle.second, 100 * bulky.second);
    if (!ici || !trt)
        RADICI_NOT_MET(shown + ": no fall with volume (kill and uptake go with densities), and no "
                               "parameter that is its slope");
    note_shown(shown);
}

/// −ln of the viable share of three patients 60 d after one injection.
std::vector<double> efficacy(char const* agent, char const* activity, double positive_share)
{
    auto const setting =
        lab(Patients{.patient = "lesions = { count = 1, volume = \"3 mL\" }\n", .days = 70}.with(
                arm("one", {fmt::format("agent = \"{}\"\nactivity = \"{}\"\nstart = \"day 1\"",
                                        agent, activity)})),
            [=](patient::Biology& biology) { biology.cells.positive_share = positive_share; });
    std::vector<double> values;
    auto const left = course(setting, 3, {60}, log_viable);
    for (auto const& one : left[0])
        values.push_back(-one[0]);
    return values;
}

TEST(Features, F20)
{
    struct Agent {
        char const *id, *activity;
    };
    std::vector<double> kept;   // of the efficacy, when two in five cells are negative
    for (Agent const& agent : {Agent{"y90_psma617", "3.7 GBq"}, Agent{"lu177_psma617", "7.4 GBq"},
                               Agent{"ac225_psma617", "4 MBq"}}) {
        auto const all = efficacy(agent.id, agent.activity, 1),
                   most = efficacy(agent.id, agent.activity, 0.8),
                   some = efficacy(agent.id, agent.activity, 0.6);
        std::vector<double> ratio;
        for (std::size_t p = 0; p < all.size(); ++p) {
            EXPECT_GT(all[p], most[p]) << agent.id;
            EXPECT_GT(most[p], some[p]) << agent.id;
            ratio.push_back(some[p] / all[p]);
        }
        kept.push_back(median(ratio));
    }
    EXPECT_GT(kept[0], kept[1]) << "90Y reaches further than 177Lu";
    EXPECT_GT(kept[1], kept[2]) << "177Lu reaches further than 225Ac";
    note_shown(fmt::format("with 40 % negative cells {:.0f} % of -ln S is kept with 90Y, {:.0f} % "
                           "with 177Lu, {:.0f} % with 225Ac on one vector",
                           100 * kept[0], 100 * kept[1], 100 * kept[2]));
}

TEST(Features, F21)
{
    auto const setting =
        lab(Patients{.patient = "lesions = { count = 1, volume = \"50 mL\" }\n", .days = 130}.with(
                arm("none") +
                arm("one", {"agent = \"ac225_psma617\"\nactivity = \"100 kBq/kg\"\nstart = \"day "
                            "1\"\nevery = \"8 wk\"\ntimes = 2\nbeyond_progression = true"})),
            [](patient::Biology& biology) { biology.cells.positive_share = 1; });
    auto const volume =
        course(setting, 9, {0, 120}, [](auto const& now) { return now.lesion_volume_mm3(0); });
    std::vector<double> untreated, treated;
    for (std::size_t p = 0; p < 9; ++p) {
        if (!std::isnan(volume[0][p][1]))
            untreated.push_back(volume[0][p][1] / volume[0][p][0]);
        if (!std::isnan(volume[1][p][1]))
            treated.push_back(volume[1][p][1] / volume[1][p][0]);
    }
    ASSERT_GT(treated.size(), 4U);
    EXPECT_GT(median(untreated), 1);
    EXPECT_LT(median(treated), 0.5);
    note_shown(fmt::format("50 mL with the target on every cell: {:.0f} % of its volume after 120 "
                           "d and two cycles, {:.0f} % untreated",
                           100 * median(treated), 100 * median(untreated)));
}

TEST(Features, F22)
{
    using namespace radiobiology;
    auto const cell = lab(Mice{}.with(arm("none"))).model->biology().cells.response;
    auto const slow = with_defect(cell, {.repair_factor = 0.5});
    auto const sensitive = with_defect(cell, {.alpha_factor = 1.3});
    EXPECT_EQ(slow.low_let.alpha_per_Gy, cell.low_let.alpha_per_Gy);
    EXPECT_LT(slow.repair_per_d[0], cell.repair_per_d[0]);
    EXPECT_EQ(sensitive.repair_per_d, cell.repair_per_d);
    EXPECT_GT(sensitive.low_let.alpha_per_Gy, cell.low_let.alpha_per_Gy);
    RADICI_NOT_MET(
        "repair rate and sensitivity of a defect move apart in the equations of a clone, but no "
        "patient of a cohort carries the flag, so no effect on response is reported");
}

/// Highest interferon and T cells of a lesion that has absorbed `dose_Gy` on average.
struct Answer {
    double dose_Gy = 0, interferon = 0, t_cells_1e6 = 0;
};

Answer answer(double patch_mm, double dose_Gy)
{
    auto const setting =
        lab(Mice{.tumour = "volume = \"200 mm3\"\n", .days = 30, .rest = large}.with(arm(
                "one", {"agent = \"ac225_psma617\"\nactivity = \"30 kBq\"\nstart = \"day 1\""})),
            [=](patient::Biology& biology) {
                biology.cells.patch_radius_mm = patch_mm;
                biology.cells.positive_share = 0.3;
            });
    auto of_scale = [&](double scale) {
        Answer found;
        watch(
            setting, 1, days_from(0, 0.5, 25),
            [&](int, int, auto const& now) {
                found.dose_Gy = now.lesion_low_dose_Gy(0) + now.lesion_alpha_dose_Gy(0);
                found.interferon =
                    std::max(found.interferon, now.lesion_state(0, patient::interferon));
                found.t_cells_1e6 =
                    std::max(found.t_cells_1e6, now.lesion_state(0, patient::effectors));
            },
            [scale](patient::Schedule& schedule) { schedule.doses[0].amount *= scale; });
        return found;
    };
    double low = 1e-3, high = 1e3;
    for (int k = 0; k < 20; ++k) {
        double const middle = std::sqrt(low * high);
        (of_scale(middle).dose_Gy < dose_Gy ? low : high) = middle;
    }
    return of_scale(low);
}

TEST(Features, F23)
{
    // patches far below the range of the alphas: even; far above: uneven
    std::string shown;
    for (double dose_Gy : {1.0, 6.0, 20.0}) {
        auto const even = answer(0.02, dose_Gy), uneven = answer(1, dose_Gy);
        EXPECT_NEAR(uneven.dose_Gy / even.dose_Gy, 1, 1e-3);
        double const t_cells = uneven.t_cells_1e6 / even.t_cells_1e6 - 1,
                     interferon = uneven.interferon / even.interferon - 1;
        EXPECT_GT(std::max(std::abs(t_cells), std::abs(interferon)), 0.01)
            << "far above the tolerance of the solver, 3e-4";
        shown += fmt::format(" {} Gy: T cells {:+.1f} %, IFN {:+.1f} %;", dose_Gy, 100 * t_cells,
                             100 * interferon);
    }
    note_shown("225Ac in patches of 1 mm against an even dose," + shown +
               " small, for signals see the mean dose of a lesion");
}

TEST(Features, F24)
{
    auto give = [](char const* agent, char const* activity, int day) {
        return fmt::format(
            "agent = \"{}\"\nactivity = \"{}\"\nstart = \"day {}\"\nbeyond_progression = true",
            agent, activity, day);
    };
    auto const lutetium = give("lu177_psma617", "7.4 GBq", 1),
               actinium = give("ac225_psma617", "8 MBq", 1);
    auto const setting =
        lab(Patients{.patient = "lesions = { count = 1, volume = \"3 mL\" }\n", .days = 120}.with(
            arm("none") + arm("Ac", {actinium}) + arm("both", {lutetium, actinium}) +
            arm("Lu first", {lutetium, give("ac225_psma617", "8 MBq", 29)}) +
            arm("Ac first", {actinium, give("lu177_psma617", "7.4 GBq", 29)}) +
            arm("Lu alone", {lutetium})));
    // before mass changes, each class gets the sum of the two
    auto at = [&](double day, auto const& what) {
        std::vector<double> values;
        for (auto const& one : course(setting, 1, {day}, what))
            values.push_back(one[0][0]);
        return values;
    };
    auto const low = at(0.5, [](auto const& now) { return now.lesion_low_dose_Gy(0); });
    auto const alpha = at(0.5, [](auto const& now) { return now.lesion_alpha_dose_Gy(0); });
    EXPECT_NEAR(low[2] / (low[5] + low[1]), 1, 2e-3);
    EXPECT_NEAR(alpha[2] / (alpha[5] + alpha[1]), 1, 2e-3);
    auto const left = at(110, log_viable);
    EXPECT_LT(left[2], left[5] - 0.5);
    EXPECT_LT(left[2], left[1] - 0.5);
    EXPECT_GT(std::abs(left[3] - left[4]), 0.1) << "order counts";
    note_shown(fmt::format("ln N after 110 d: 177Lu {:.2f}, 225Ac {:.2f}, both {:.2f}; 177Lu first "
                           "{:.2f}, 225Ac first {:.2f} (28 d apart)",
                           left[5], left[1], left[2], left[3], left[4]));
}

}   // namespace
}   // namespace radici::test
