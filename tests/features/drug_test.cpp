// Group "drug" of features.csv.
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/kinetics/agent_library.hpp"

namespace radici::test {
namespace {

using kinetics::AntibodyPk;

/// A row of icis.csv: its model of disposition, a usual schedule, and its half-life.
struct Row {
    char const* id;
    double clearance, v1, v2, q, v3 = 0, q2 = 0;   ///< q 0: not tabulated
    double half_life_d;                            ///< 0: not tabulated
    double dose_mg, interval_d;
    double vmax = 0, km = 1;
};

std::vector<Row> const rows{
    {"ipilimumab", 0.36, 4.15, 3.11, 0.9864, 0, 0, 15, 3 * 75, 21},
    {"nivolumab", 0.23, 3.63, 2.78, 0.770, 0, 0, 25, 480, 28},
    {"pembrolizumab", 0.22, 3.48, 4.06, 0.795, 0, 0, 22, 200, 21},
    {"atezolizumab", 0.20, 3.28, 3.63, 0.546, 0, 0, 27, 1200, 21},
    {"avelumab", 0.59, 2.83, 1.17, 0, 0, 0, 6.1, 800, 14},
    {"durvalumab", 0.232, 3.51, 3.45, 0.476, 0, 0, 21, 1500, 28, 0.824, 0.344},
    {"tislelizumab", 0.153, 3.05, 1.27, 0.740, 2.10, 0.092, 23.8, 200, 21},
    {"sugemalimab", 0.259, 3.42, 1.57, 0.489, 0, 0, 0, 1200, 21}};

AntibodyPk model_of(Row const& row)
{
    return {.compartments = row.v3 > 0 ? 3 : 2,
            .clearance_L_per_d = row.clearance,
            .volume_L = {row.v1, row.v2, row.v3},
            .exchange_L_per_d = {row.q, row.q2},
            .saturable_max_mg_per_d = row.vmax,
            .saturable_half_mg_per_L = row.km};
}

TEST(Features, F40)
{
    auto const library = kinetics::AgentLibrary::load(RADICI_SOURCE_DIR "/data");
    std::string off;
    for (auto const& row : rows) {
        auto pk = kinetics::typical_pk(library.antibody(row.id));
        pk.change_form =
            kinetics::ClearanceChange::none;   // the table's clearance is the first one
        double const half_life = kinetics::terminal_half_life_d(pk, 0);
        if (row.half_life_d > 0 && std::abs(half_life / row.half_life_d - 1) > 0.1)
            off += fmt::format(" {} {:.1f} d against {};", row.id, half_life, row.half_life_d);
        if (row.q == 0)
            continue;   // no model in the row, and so no trough
        double const trough =
            kinetics::steady_state_trough_mg_per_L(pk, row.dose_mg, row.interval_d);
        double const tabulated =
            kinetics::steady_state_trough_mg_per_L(model_of(row), row.dose_mg, row.interval_d);
        EXPECT_NEAR(trough / tabulated, 1, 0.1) << row.id;
    }
    if (!off.empty())
        RADICI_NOT_MET(
            "troughs agree (avelumab's row has no Q, so none to compare), half-lives do not:" +
            off + " labels differ from the model of their own row, so no model can meet both");
}

TEST(Features, F41)
{
    struct Label {
        char const *agent, *dose, *every;
        double interval_d;
    };
    std::string shown;
    for (Label const& label :
         {Label{"nivolumab", "240 mg", "2 wk", 14}, Label{"nivolumab", "480 mg", "4 wk", 28},
          Label{"pembrolizumab", "200 mg", "3 wk", 21},
          Label{"tislelizumab", "200 mg", "3 wk", 21}}) {
        auto const give = [](char const* agent, char const* dose, char const* every) {
            return fmt::format(
                "agent = \"{}\"\ndose = \"{}\"\nstart = \"day 1\"\nevery = \"{}\"\ntimes = "
                "4\nbeyond_progression = true\ntoxicity_rules = false",
                agent, dose, every);
        };
        auto const setting = lab(
            Patients{.days = 120}.with(arm("alone", {give(label.agent, label.dose, label.every)}) +
                                       arm("both", {give(label.agent, label.dose, label.every),
                                                    give("atezolizumab", "1200 mg", "3 wk")})));
        auto const days = days_from(1, 1, 4 * label.interval_d);
        constexpr int patients = 25;
        std::vector<std::vector<double>> least(3, std::vector<double>(patients, 1));
        watch(setting, patients, days, [&](int arm, int patient, auto const& now) {
            auto const p = static_cast<std::size_t>(patient);
            auto keep = [&](std::size_t which, patient::CheckpointTarget target) {
                least[which][p] = std::min(least[which][p], now.occupancy(target));
            };
            keep(arm == 0 ? 0 : 1, patient::CheckpointTarget::pd1);
            if (arm == 1)
                keep(2, patient::CheckpointTarget::pdl1);
        });
        EXPECT_GT(median(least[0]), 0.9) << label.agent << label.dose;
        EXPECT_NEAR(median(least[1]), median(least[0]), 1e-4);
        EXPECT_GT(median(least[2]), 0.9) << "the other side of the pair is blocked too";
        shown += fmt::format(" {} {} {:.0f} % ({:.0f} %),", label.agent, label.dose,
                             100 * median(least[0]),
                             100 * *std::min_element(least[0].begin(), least[0].end()));
    }
    shown.pop_back();
    note_shown("least occupancy of PD-1 from the first dose on, median (lowest) of 25 patients:" +
               shown);
}

TEST(Features, F42)
{
    auto const tracer =
        std::string{"agent = \"pdl1_rit_wen\"\nactivity = \"7.4 MBq\"\nstart = \"day 3\""};
    auto first = [](char const* agent) {
        return fmt::format("agent = \"{}\"\ndose = \"200 ug\"\nstart = \"day 1\"", agent);
    };
    auto const setting = lab(Mice{.line = "mc38", .days = 20}.with(
        arm("tracer", {tracer}) + arm("anti-PD-L1 first", {first("10f_9g2"), tracer}) +
        arm("anti-PD-1 first", {first("rmp1_14"), tracer})));
    auto const uptake = course(setting, 1, {5}, [](auto const& now) {
        return now.lesion_activity_MBq(0, 0) / now.lesion_volume_mm3(0);
    });
    double const same = uptake[1][0][0] / uptake[0][0][0],
                 other = uptake[2][0][0] / uptake[0][0][0];
    EXPECT_LT(same, 0.95) << "the antibody holds the sites";
    EXPECT_GT(other, 0.99) << "those of another target do not matter";
    note_shown(fmt::format("uptake of 131I-anti-PD-L1 after two days is {:.0f} % where 200 ug of "
                           "anti-PD-L1 came first, {:.0f} % after anti-PD-1",
                           100 * same, 100 * other));
}

}   // namespace
}   // namespace radici::test
