// Group "vector" of features.csv.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "features/feature.hpp"
#include "features/lab.hpp"
#include "radici/kinetics/size_rule.hpp"
#include "radici/patient/lesion_dose.hpp"

namespace radici::test {
namespace {

/// Share of the activity in some compartments, decay taken out: median of 15 patients.
double share_in(std::string const& agent, std::string const& activity, double day,
                std::vector<std::string> const& compartments)
{
    auto const setting = lab(Patients{.days = 30}.with(arm(
        "one", {"agent = \"" + agent + "\"\nactivity = \"" + activity + "\"\nstart = \"day 1\""})));
    auto const& names = setting.model->agent(0).body.compartment;
    std::vector<double> share(15, 0);
    auto const records = watch(setting, 15, {day}, [&](int, int patient, auto const& now) {
        auto const first = static_cast<std::size_t>(now.subject->layout.agent_offset[0]);
        for (std::size_t k = 0; k < names.size(); ++k)
            if (std::find(compartments.begin(), compartments.end(), names[k]) != compartments.end())
                share[static_cast<std::size_t>(patient)] += now.state[first + k];
        share[static_cast<std::size_t>(patient)] *=
            std::exp(now.subject->agents[0].decay_per_d * day);
    });
    for (std::size_t p = 0; p < share.size(); ++p)
        share[p] /= records[p].outcome.activity_given_MBq;
    return median(share);
}

TEST(Features, F14)
{
    std::vector<std::string> const bone{"bone_surface", "bone_mineral"};
    double const clinic = share_in("ra223_dichloride", "55 kBq/kg", 4.0 / 24, bone);
    double const model = share_in("ra223_dichloride_icrp", "55 kBq/kg", 4.0 / 24, bone);
    EXPECT_NEAR(clinic, 0.61, 0.10) << "61 +- 10 %";
    EXPECT_NEAR(model, 0.30, 0.05);
    EXPECT_GT(share_in("i131_iodide", "3.7 GBq", 1, {"thyroid"}), 0);
    note_shown(fmt::format("bone holds {:.0f} % of 223Ra at 4 h, {:.0f} % of ra223_dichloride_icrp",
                           100 * clinic, 100 * model));
}

TEST(Features, F13)
{
    auto const rule = kinetics::SizeRule::load(RADICI_SOURCE_DIR "/data");
    std::vector<double> half_life_d, kidney_d;
    for (double kDa : {15.0, 25.0, 50.0, 100.0, 150.0}) {   // sdAb, scFv, Fab, F(ab')2, mAb
        auto const body = rule.body(kDa);
        std::vector<double> start(static_cast<std::size_t>(body.size()), 0.0);
        start[0] = 1;
        // slowest phase that plasma shows, from 1e-4 of the dose on
        auto plasma = [&](double day) { return activity_after(body, 0, start, day)[0]; };
        double day = 1e-3;
        while (plasma(day) > 1e-4)
            day *= 1.1;
        half_life_d.push_back(0.1 * day * std::log(2) / std::log(plasma(day) / plasma(1.1 * day)));
        double const lutetium = std::log(2) / 6.65;
        kidney_d.push_back(
            residence_times_d(body, lutetium)[static_cast<std::size_t>(body.find("kidney"))]);
    }
    auto const shown = fmt::format(
        "blood half-lives {:.2g}, {:.2g}, {:.2g}, {:.2g}, {:.2g} d and time in the kidneys {:.2g}, "
        "{:.2g}, {:.2g}, {:.2g}, {:.2g} d (177Lu) for 15, 25, 50, 100, 150 kDa",
        half_life_d[0], half_life_d[1], half_life_d[2], half_life_d[3], half_life_d[4], kidney_d[0],
        kidney_d[1], kidney_d[2], kidney_d[3], kidney_d[4]);
    EXPECT_LT(half_life_d.front(), 1) << "hours";
    EXPECT_GT(half_life_d.back(), 14) << "weeks";
    for (std::size_t small : {0U, 1U, 2U})   // below the 60 kDa that the glomerulus lets through
        for (std::size_t large : {3U, 4U})
            EXPECT_GT(kidney_d[small], kidney_d[large]);
    if (!std::is_sorted(half_life_d.begin(), half_life_d.end()))
        RADICI_NOT_MET(shown + ": not in order");
    note_shown(shown);
}

/// Dose to the first lesion by its end, one list an arm.
std::vector<std::vector<double>> lesion_doses(study::Setting const& setting, int patients)
{
    std::vector<std::vector<double>> dose(setting.arms.size());
    for (auto const& record : run(setting, patients))
        dose[static_cast<std::size_t>(record.arm)].push_back(record.lesion_dose_Gy[0]);
    return dose;
}

TEST(Features, F15)
{
    std::string arms;
    for (auto const* agent : {"lu177_dotatate", "lu177_dota_jr11"})
        arms +=
            arm(agent,
                {fmt::format("agent = \"{}\"\nactivity = \"7.4 GBq\"\nstart = \"day 1\"", agent)});
    auto const setting = lab(Patients{.disease = "gep_net", .days = 60}.with(arms));
    auto const& agonist = setting.model->agent(0).lesion.binding;
    auto const& antagonist = setting.model->agent(1).lesion.binding;
    EXPECT_GT(antagonist.sites_per_cell, agonist.sites_per_cell);
    EXPECT_LT(antagonist.internalisation_per_d, agonist.internalisation_per_d);
    auto const dose = lesion_doses(setting, 60);
    double const ratio = median(dose[1]) / median(dose[0]);
    EXPECT_GE(ratio, 1.7);
    EXPECT_LE(ratio, 10.6);
    note_shown(fmt::format("JR11 {:.0e} sites a cell, taken in at {:.1f}/d, DOTATATE {:.0e}, "
                           "{:.0f}/d; median tumour doses {:.1f} : 1",
                           antagonist.sites_per_cell, antagonist.internalisation_per_d,
                           agonist.sites_per_cell, agonist.internalisation_per_d, ratio));
}

TEST(Features, F16)
{
    auto dose_of = [](char const* agent, double nmol) {
        auto const setting = lab(Patients{.days = 50}.with(arm(
            "one",
            {fmt::format("agent = \"{}\"\nactivity = \"7.4 GBq\"\nstart = \"day 1\"", agent)})));
        std::vector<double> dose;
        watch(
            setting, 25, {45},
            [&](int, int, auto const& now) { dose.push_back(now.lesion_low_dose_Gy(0)); },
            [nmol](patient::Schedule& schedule) { schedule.doses[0].ligand_nmol = nmol; });
        return median(dose);
    };
    double const little = dose_of("lu177_psma617", 100), much = dose_of("lu177_psma617", 1e4),
                 more = dose_of("lu177_psma617", 1e5),
                 few_sites = dose_of("few_sites_psma617", 100);
    EXPECT_LT(much, 0.8 * little) << "peptide takes the sites";
    EXPECT_LT(more, 0.5 * much);
    EXPECT_LT(few_sites, little) << "fewer receptors";
    note_shown(fmt::format("lesion {:.1f}, {:.1f}, {:.2f} Gy at 0.1, 10, 100 umol of peptide; "
                           "{:.1f} Gy at 0.1 umol with a tenth of the receptors",
                           little, much, more, few_sites));
}

TEST(Features, F17)
{
    struct Shares {
        double positive = 0, negative = 0;   ///< dose rate over the mean of the lesion
    };
    auto shares = [](char const* agent) {
        auto const setting = lab(Patients{.days = 30}.with(arm(
            "one",
            {fmt::format("agent = \"{}\"\nactivity = \"5.8 GBq\"\nstart = \"day 1\"", agent)})));
        Shares found;
        watch(setting, 1, {2}, [&](int, int, auto const& now) {
            double const* y = now.state.data() + now.subject->layout.lesion(0);
            auto const dose = patient::lesion_dose_rates(
                *now.subject, y, patient::lesion_cells(y, patient::living_clones(y)));
            double const mean = dose.mean.total_Gy_per_d();
            found = {dose.positive.total_Gy_per_d() / mean, dose.negative.total_Gy_per_d() / mean};
        });
        return found;
    };
    auto const far = shares("lu177_fap2286"), near = shares("ac225_fap2286"),
               on_cells = shares("lu177_psma617");
    EXPECT_LT(far.negative, 1) << "tumour cells get less than the stroma that holds the activity";
    EXPECT_EQ(far.negative, far.positive) << "no tumour cell carries the target";
    EXPECT_LT(near.negative, 0.6 * far.negative)
        << "what is left falls with range: it is cross-fire";
    EXPECT_GT(on_cells.positive, 1);
    note_shown(fmt::format("of the mean dose of a lesion every tumour cell gets {:.0f} % with "
                           "177Lu-FAP-2286 and {:.0f} % with 225Ac on it",
                           100 * far.negative, 100 * near.negative));
}

TEST(Features, F18)
{
    struct Agent {
        char const *id, *activity;
        bool man = false;
    };
    std::string shown;
    for (Agent const& agent :
         {Agent{"y90_nm600", "9.25 MBq"}, Agent{"i131_icf01012", "18.5 MBq"},
          Agent{"dart_ra224", "74 kBq"}, Agent{"y90_microspheres", "3 GBq", true}}) {
        auto const arms =
            arm("none") +
            arm("one", {fmt::format("agent = \"{}\"\nactivity = \"{}\"\nstart = \"day 1\"",
                                    agent.id, agent.activity)});
        auto const setting =
            agent.man ? lab(Patients{.disease = "liver_met_net", .days = 30}.with(arms))
                      : lab(Mice{.line = "b16", .strain = "nude", .days = 12}.with(arms));
        EXPECT_FALSE(binds(setting.model->agent(0).lesion.route)) << agent.id;
        double dose_Gy = 0;
        std::vector<double> left;
        watch(setting, 1, {8}, [&](int, int, auto const& now) {
            dose_Gy = now.subject->layout.agents == 0
                          ? 0
                          : now.lesion_low_dose_Gy(0) + now.lesion_alpha_dose_Gy(0);
            left.push_back(log_viable(now));
        });
        EXPECT_GT(dose_Gy, 1) << agent.id;
        EXPECT_LT(left[1], left[0] - 0.1) << agent.id;
        shown += fmt::format(" {} {:.1f} Gy,", agent.id, dose_Gy);
    }
    shown.pop_back();
    note_shown("after 8 d, with kill:" + shown);
}

}   // namespace
}   // namespace radici::test
