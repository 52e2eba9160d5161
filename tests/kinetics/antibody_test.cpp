#include "radici/kinetics/antibody.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "radici/base/data_folder.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "support/agrees.hpp"

namespace radici::kinetics {
namespace {

using radici::test::expect_agrees;

double const late = std::numeric_limits<double>::infinity();

AgentLibrary const& library()
{
    static AgentLibrary const loaded = AgentLibrary::load(data_folder());
    return loaded;
}

/// The models as tabulated, typed again from the sources and not read from our files.
struct Tabulated {
    std::string id;
    double clearance, v1, q, v2;   // L/d, L
    double late_factor = 1;        // of the clearance, long after the first dose
    double q3 = 0, v3 = 0;         // third compartment
    double vmax = 0, km = 1;       // mg/d, mg/L
    double dose_mg, interval_d;
    std::string_view source;
};

std::vector<Tabulated> const tabulated{
    {.id = "ipilimumab",
     .clearance = 0.3384,
     .v1 = 3.95,
     .q = 0.6696,
     .v2 = 3.18,
     .late_factor = std::exp(-0.0644),
     .dose_mg = 240,
     .interval_d = 21,
     .source = "Sanghavi 2020, monotherapy"},
    {.id = "nivolumab",
     .clearance = 0.2256,
     .v1 = 3.63,
     .q = 0.7704,
     .v2 = 2.78,
     .late_factor = std::exp(-0.295),
     .dose_mg = 480,
     .interval_d = 28,
     .source = "Bajaj 2017"},
    {.id = "pembrolizumab",
     .clearance = 0.22,
     .v1 = 3.48,
     .q = 0.795,
     .v2 = 4.06,
     .dose_mg = 200,
     .interval_d = 21,
     .source = "Ahamadi 2017"},
    {.id = "atezolizumab",
     .clearance = 0.2,
     .v1 = 3.28,
     .q = 0.546,
     .v2 = 3.63,
     .dose_mg = 1200,
     .interval_d = 21,
     .source = "Stroh 2017"},
    {.id = "avelumab",
     .clearance = 0.6456,
     .v1 = 3.196,
     .q = 0.8045,
     .v2 = 0.7278,
     .late_factor = 1 - 0.0853,
     .dose_mg = 800,
     .interval_d = 14,
     .source = "Masters 2022"},
    {.id = "durvalumab",
     .clearance = 0.232,
     .v1 = 3.51,
     .q = 0.476,
     .v2 = 3.45,
     .vmax = 0.824,
     .km = 0.344,
     .dose_mg = 1500,
     .interval_d = 28,
     .source = "Baverel 2018"},
    {.id = "tislelizumab",
     .clearance = 0.153,
     .v1 = 3.05,
     .q = 0.74,
     .v2 = 1.27,
     .q3 = 0.092,
     .v3 = 2.1,
     .dose_mg = 200,
     .interval_d = 21,
     .source = "Budha 2023"},
    {.id = "sugemalimab",
     .clearance = 0.259,
     .v1 = 3.42,
     .q = 0.489,
     .v2 = 1.57,
     .late_factor = std::exp(-0.528),
     .dose_mg = 1200,
     .interval_d = 21,
     .source = "Wang 2025"},
};

/// Decay rates of the bolus response and the share of each in the central compartment, in closed
/// form: the roots of the quadratic or cubic characteristic polynomial (Gibaldi and Perrier 1982,
/// appendix B).
struct Modes {
    std::vector<double> rate_per_d, share;
};

Modes closed_form(Tabulated const& m)
{
    double const k10 = m.clearance * m.late_factor / m.v1;
    double const k12 = m.q / m.v1, k21 = m.q / m.v2;
    if (m.v3 == 0) {
        double const b = k10 + k12 + k21;
        double const root = std::sqrt(b * b - 4 * k10 * k21);
        double const fast = (b + root) / 2, slow = (b - root) / 2;
        return {{fast, slow}, {(fast - k21) / (fast - slow), (k21 - slow) / (fast - slow)}};
    }
    double const k13 = m.q3 / m.v1, k31 = m.q3 / m.v3;
    double const a2 = k10 + k12 + k13 + k21 + k31;
    double const a1 = k10 * k21 + k10 * k31 + k12 * k31 + k13 * k21 + k21 * k31;
    double const a0 = k10 * k21 * k31;
    double const p = a1 - a2 * a2 / 3;
    double const q = 2 * a2 * a2 * a2 / 27 - a1 * a2 / 3 + a0;
    double const radius = 2 * std::sqrt(-p / 3);
    double const angle = std::acos(3 * q / (p * radius)) / 3;
    Modes modes;
    for (int k = 0; k < 3; ++k)
        modes.rate_per_d.push_back(a2 / 3 - radius * std::cos(angle - 2 * std::acos(-1.0) * k / 3));
    for (int k = 0; k < 3; ++k) {
        double const r = modes.rate_per_d[k];
        double const s = modes.rate_per_d[(k + 1) % 3], t = modes.rate_per_d[(k + 2) % 3];
        modes.share.push_back((k21 - r) * (k31 - r) / ((s - r) * (t - r)));
    }
    return modes;
}

/// Trough of the periodic state: superposition of all earlier doses where the model is linear, else
/// small steps.
double independent_trough(Tabulated const& m)
{
    if (m.vmax == 0) {
        Modes const modes = closed_form(m);
        double trough = 0;
        for (std::size_t k = 0; k < modes.share.size(); ++k) {
            double const kept = std::exp(-modes.rate_per_d[k] * m.interval_d);
            trough += m.dose_mg / m.v1 * modes.share[k] * kept / (1 - kept);
        }
        return trough;
    }
    double central = 0, outer = 0;   // mg/L
    double const h = 1e-3;
    for (int dose = 0; dose < 40; ++dose) {
        central += m.dose_mg / m.v1;
        for (int step = 0; step < static_cast<int>(m.interval_d / h + 0.5); ++step) {
            auto slope = [&m](double c, double o) {
                return std::pair{(-m.clearance * c - m.vmax * c / (m.km + c) - m.q * (c - o)) /
                                     m.v1,
                                 m.q * (c - o) / m.v2};
            };
            auto const [c1, o1] = slope(central, outer);
            auto const [c2, o2] = slope(central + h / 2 * c1, outer + h / 2 * o1);
            central += h * c2;
            outer += h * o2;
        }
    }
    return central;
}

TEST(Antibody, terminal_half_life_is_that_of_the_tabulated_model)
{
    for (Tabulated const& m : tabulated) {
        Modes const modes = closed_form(m);
        double slowest = modes.rate_per_d[0];
        for (double const rate : modes.rate_per_d)
            slowest = std::min(slowest, rate);
        expect_agrees(terminal_half_life_d(library().antibody(m.id).pk, late),
                      {.value = std::log(2.0) / slowest, .rel_tol = 1e-6, .source = m.source});
    }
}

TEST(Antibody, steady_state_trough_is_that_of_the_tabulated_model)
{
    for (Tabulated const& m : tabulated)
        expect_agrees(
            steady_state_trough_mg_per_L(library().antibody(m.id).pk, m.dose_mg, m.interval_d),
            {.value = independent_trough(m), .rel_tol = 1e-4, .source = m.source});
}

/// Doses given one after another from day 0, the clock running, by Runge-Kutta in small steps.
double trough_after(AntibodyPk const& pk, double dose_mg, double interval_d, int doses)
{
    std::array<double, 3> amount{};
    double const h = 0.02;
    for (int dose = 0; dose < doses; ++dose) {
        amount[0] += dose_mg;
        for (int step = 0; step < static_cast<int>(interval_d / h + 0.5); ++step) {
            double const t = dose * interval_d + step * h;
            std::array<double, 3> k1{}, k2{}, k3{}, k4{}, moved{};
            auto stage = [&](std::array<double, 3> const& k, double by) {
                for (std::size_t i = 0; i < 3; ++i)
                    moved[i] = amount[i] + by * k[i];
                return moved.data();
            };
            antibody_rates(pk, t, amount.data(), k1.data());
            antibody_rates(pk, t + h / 2, stage(k1, h / 2), k2.data());
            antibody_rates(pk, t + h / 2, stage(k2, h / 2), k3.data());
            antibody_rates(pk, t + h, stage(k3, h), k4.data());
            for (std::size_t i = 0; i < 3; ++i)
                amount[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
    }
    return amount[0] / pk.volume_L[0];
}

TEST(Antibody, doses_of_years_reach_the_steady_trough)
{
    for (Tabulated const& m : tabulated) {
        AntibodyPk const& pk = library().antibody(m.id).pk;
        int const doses = static_cast<int>(5 * 365 / m.interval_d);
        expect_agrees(trough_after(pk, m.dose_mg, m.interval_d, doses),
                      {.value = independent_trough(m), .rel_tol = 0.05, .source = m.source});
    }
}

TEST(Antibody, what_is_lost_is_clearance_times_exposure)
{
    // after one dose into a linear model the area under the curve is dose/CL
    AntibodyPk const& pk = library().antibody("pembrolizumab").pk;
    std::array<double, 2> amount{200, 0}, rate{};
    double const h = 0.01;
    double area = 0;
    for (int step = 0; step < 40000; ++step) {
        double const before = amount[0] / pk.volume_L[0];
        antibody_rates(pk, step * h, amount.data(), rate.data());
        std::array<double, 2> middle{amount[0] + h / 2 * rate[0], amount[1] + h / 2 * rate[1]};
        antibody_rates(pk, step * h, middle.data(), rate.data());
        for (std::size_t i = 0; i < 2; ++i)
            amount[i] += h * rate[i];
        area += h * (before + amount[0] / pk.volume_L[0]) / 2;
    }
    expect_agrees(area, {.value = 200 / 0.22, .rel_tol = 1e-3, .source = "AUC = dose/CL"});
}

/// The models of the review's table of antibodies, one row each, and what labels say. Where ours is
/// another published model, or a label differs from the model of its own row, the deviation stands
/// here (as a fraction) and in docs/methods/kinetics.md; all others must be within 10 %.
struct Tolerated {
    Tabulated row;
    double label_d = 0;   ///< 0: none
    double half_life_off = 0, trough_off = 0, label_off = 0;
};

std::vector<Tolerated> const review_table{
    {.row = {.id = "ipilimumab",
             .clearance = 0.36,
             .v1 = 4.15,
             .q = 0.9864,
             .v2 = 3.11,
             .dose_mg = 240,
             .interval_d = 21,
             .source = "Centanni 2019 table 2"},
     .label_d = 15},
    {.row = {.id = "nivolumab",
             .clearance = 0.23,
             .v1 = 3.63,
             .q = 0.770,
             .v2 = 2.78,
             .dose_mg = 480,
             .interval_d = 28,
             .source = "Centanni 2019 table 2"},
     .label_d = 25,
     .label_off = 0.22},
    {.row = {.id = "pembrolizumab",
             .clearance = 0.22,
             .v1 = 3.48,
             .q = 0.795,
             .v2 = 4.06,
             .dose_mg = 200,
             .interval_d = 21,
             .source = "overview of PD-1 inhibitors, table 5"},
     .label_d = 22,
     .label_off = -0.147},
    {.row = {.id = "atezolizumab",
             .clearance = 0.20,
             .v1 = 3.28,
             .q = 0.546,
             .v2 = 3.63,
             .dose_mg = 1200,
             .interval_d = 21,
             .source = "Centanni 2019 table 2"},
     .label_d = 27},
    {.row = {.id = "avelumab",
             .clearance = 0.59,
             .v1 = 2.83,
             .q = 0.8045,
             .v2 = 1.17,
             .dose_mg = 800,
             .interval_d = 14,
             .source = "Centanni 2019 table 2, which has no Q: that of Masters 2022"},
     .label_d = 6.1,
     .half_life_off = -0.138,
     .trough_off = -0.22,
     .label_off = 0.21},
    {.row = {.id = "durvalumab",
             .clearance = 0.232,
             .v1 = 3.51,
             .q = 0.476,
             .v2 = 3.45,
             .vmax = 0.824,
             .km = 0.344,
             .dose_mg = 1500,
             .interval_d = 28,
             .source = "Centanni 2019 table 2"},
     .label_d = 21,
     .label_off = -0.11},
    {.row = {.id = "tislelizumab",
             .clearance = 0.153,
             .v1 = 3.05,
             .q = 0.740,
             .v2 = 1.27,
             .q3 = 0.092,
             .v3 = 2.10,
             .dose_mg = 200,
             .interval_d = 21,
             .source = "Budha 2023"},
     .label_d = 23.8,
     .label_off = -0.349},
    {.row = {.id = "sugemalimab",
             .clearance = 0.259,
             .v1 = 3.42,
             .q = 0.489,
             .v2 = 1.57,
             .dose_mg = 1200,
             .interval_d = 21,
             .source = "Wang 2025"}},
};

void expect_as_recorded(double off, double recorded, std::string const& what)
{
    if (recorded == 0)
        EXPECT_LE(std::abs(off), 0.10) << what;
    else
        EXPECT_NEAR(off, recorded, 0.01) << what << ": the recorded deviation has changed";
}

TEST(Antibody, half_life_and_trough_are_those_of_the_review_table)
{
    for (auto const& [row, label_d, half_life_off, trough_off, label_off] : review_table) {
        AntibodyPk first = library().antibody(row.id).pk;
        first.change_form = ClearanceChange::none;   // the table's clearance is that of the start
        Modes const modes = closed_form(row);
        double const slowest = *std::min_element(modes.rate_per_d.begin(), modes.rate_per_d.end());
        double const half_life_d = std::log(2.0) / slowest;
        expect_as_recorded(terminal_half_life_d(first, 0) / half_life_d - 1, half_life_off,
                           row.id + ", half-life");
        double const trough = steady_state_trough_mg_per_L(first, row.dose_mg, row.interval_d);
        expect_as_recorded(trough / independent_trough(row) - 1, trough_off, row.id + ", trough");
        if (label_d > 0)
            expect_as_recorded(label_d / half_life_d - 1, label_off,
                               row.id + ", label beside the model of its own row");
    }
}

TEST(Antibody, of_the_mouse_is_one_compartment)
{
    for (std::string const id : {"rmp1_14", "10f_9g2", "9d9", "9h10"}) {
        Antibody const& clone = library().antibody(id);
        EXPECT_EQ(clone.pk.compartments, 1) << id;
        double const half_life_d = terminal_half_life_d(clone.pk, 0);
        EXPECT_GE(half_life_d, 1.5) << id << ": 1.5-6 d (memory)";
        EXPECT_LE(half_life_d, 6) << id;
        double const kept = std::exp2(-3 / half_life_d);   // 200 ug every 3 d in 2.5 mL
        expect_agrees(steady_state_trough_mg_per_L(clone.pk, 0.2, 3),
                      {.value = 80 * kept / (1 - kept),
                       .rel_tol = 1e-6,
                       .source = "geometric series of 200 ug / 2.5 mL"});
        AntibodyPk const heavy = patient_pk(clone, 0.030, {});
        EXPECT_NEAR(heavy.volume_L[0] / clone.pk.volume_L[0], 1.2, 1e-12) << id;
    }
    EXPECT_TRUE(library().antibody("9d9").depletes_target_cells);
    EXPECT_TRUE(library().antibody("9h10").depletes_target_cells);
    EXPECT_FALSE(library().antibody("rmp1_14").depletes_target_cells);
}

TEST(Antibody, clearance_falls_from_its_first_value_to_its_late_one)
{
    AntibodyPk const& nivolumab = library().antibody("nivolumab").pk;
    EXPECT_EQ(clearance_factor(nivolumab, 0.0), 1);
    EXPECT_EQ(clearance_factor(nivolumab, -3.0), 1);
    expect_agrees(
        clearance_factor(nivolumab, 58.75),
        {.value = std::exp(-0.295 / 2), .rel_tol = 1e-12, .source = "half of Emax at T50"});
    expect_agrees(clearance_factor(nivolumab, late),
                  {.value = std::exp(-0.295), .rel_tol = 1e-12, .source = "exp(Emax)"});
    expect_agrees(clearance_factor(library().antibody("avelumab").pk, late),
                  {.value = 1 - 0.0853, .rel_tol = 1e-12, .source = "Masters 2022: CL0(1 + Imax)"});
    expect_agrees(clearance_factor(library().antibody("sugemalimab").pk, late),
                  {.value = 0.59, .rel_tol = 1e-3, .source = "Wang 2025: falls by 41 %"});
    for (auto const& id : library().inhibitors()) {
        AntibodyPk const& pk = library().antibody(id).pk;
        double before = 1;
        for (double t = 0; t < 700; t += 7) {
            EXPECT_LE(clearance_factor(pk, t), before) << id << " at day " << t;
            before = clearance_factor(pk, t);
        }
    }
}

TEST(Antibody, ipilimumab_is_cleared_slower_beside_nivolumab)
{
    Antibody const& ipilimumab = library().antibody("ipilimumab");
    std::vector<std::string> const companions{"ipilimumab", "nivolumab"};
    expect_agrees(typical_pk(ipilimumab, companions).change,
                  {.value = -0.0644 - 0.202, .rel_tol = 1e-12, .source = "Sanghavi 2020"});
    EXPECT_EQ(typical_pk(ipilimumab).change, -0.0644);
    EXPECT_EQ(typical_pk(ipilimumab, std::vector<std::string>{"pembrolizumab"}).change, -0.0644);
}

TEST(Antibody, saturable_path_matters_at_low_concentration_only)
{
    AntibodyPk const& pk = library().antibody("durvalumab").pk;
    auto clearance_at = [&pk](double mg_per_L) {
        std::array<double, 2> amount{mg_per_L * pk.volume_L[0], mg_per_L * pk.volume_L[1]}, rate{};
        antibody_rates(pk, 0.0, amount.data(), rate.data());
        return -rate[0] / mg_per_L;
    };
    expect_agrees(clearance_at(1e-6), {.value = 0.232 + 0.824 / 0.344,
                                       .rel_tol = 1e-5,
                                       .source = "CL + Vmax/Km as concentration vanishes"});
    expect_agrees(
        clearance_at(500),
        {.value = 0.232 + 0.824 / 500.344, .rel_tol = 1e-9, .source = "CL + Vmax/(Km + C)"});
}

TEST(Antibody, no_antibody_no_rate_and_no_occupancy)
{
    for (auto const& id : library().inhibitors()) {
        std::array<double, 3> const none{};
        std::array<double, 3> rate{1, 1, 1};
        AntibodyPk const& pk = library().antibody(id).pk;
        antibody_rates(pk, 10.0, none.data(), rate.data());
        for (int k = 0; k < pk.compartments; ++k)
            EXPECT_EQ(rate[static_cast<std::size_t>(k)], 0) << id;
        EXPECT_EQ(occupancy(0.0, library().antibody(id).kd_nmol_per_L), 0);
    }
}

TEST(Antibody, distribution_moves_drug_without_making_any)
{
    ASSERT_TRUE(rc::check("mass balance", [] {
        auto const ids = library().inhibitors();
        AntibodyPk const& pk = library().antibody(*rc::gen::elementOf(ids)).pk;
        double const days = *rc::gen::inRange(0, 500) * 1.0;
        std::array<double, 3> amount{}, rate{};
        for (int k = 0; k < pk.compartments; ++k)
            amount[static_cast<std::size_t>(k)] = *rc::gen::inRange(0, 2000) * 1.0;
        antibody_rates(pk, days, amount.data(), rate.data());
        double const c = amount[0] / pk.volume_L[0];
        double const lost = pk.clearance_L_per_d * clearance_factor(pk, days) * c +
                            pk.saturable_max_mg_per_d * c / (pk.saturable_half_mg_per_L + c);
        RC_ASSERT(std::abs(rate[0] + rate[1] + rate[2] + lost) <= 1e-9 * (lost + 1));
    }));
}

TEST(Antibody, occupancy_is_half_at_kd_and_competitors_share)
{
    EXPECT_DOUBLE_EQ(occupancy(2.6, 2.6), 0.5);
    expect_agrees(target_nmol_per_L(100.0, 0.2),
                  {.value = 137, .rel_tol = 1e-12, .source = "0.2 of 100 mg/L, 6.85 nmol/mg"});
    std::array<double, 2> const concentration{3, 8}, kd{1, 4};
    std::array<double, 2> occupied{};
    competing_occupancy(2, concentration.data(), kd.data(), occupied.data());
    expect_agrees(occupied[0], {.value = 3.0 / 6.0, .rel_tol = 1e-15, .source = "3/(1 + 3 + 2)"});
    expect_agrees(occupied[1], {.value = 2.0 / 6.0, .rel_tol = 1e-15, .source = "2/(1 + 3 + 2)"});
    // one ligand, split in two halves, occupies what it did
    std::array<double, 2> const halves{1.5, 1.5}, same{2, 2};
    competing_occupancy(2, halves.data(), same.data(), occupied.data());
    EXPECT_DOUBLE_EQ(occupied[0] + occupied[1], occupancy(3.0, 2.0));
    double alone = 0;
    competing_occupancy(1, concentration.data(), kd.data(), &alone);
    EXPECT_DOUBLE_EQ(alone, occupancy(3.0, 1.0));
}

TEST(Antibody, patients_vary_as_the_source_says)
{
    Antibody const& nivolumab = library().antibody("nivolumab");
    AntibodyPk const typical = patient_pk(nivolumab, 80, {});
    EXPECT_DOUBLE_EQ(typical.clearance_L_per_d, 0.2256);
    EXPECT_DOUBLE_EQ(typical.volume_L[0], 3.63);

    AntibodyPk const heavy = patient_pk(nivolumab, 120, {});
    expect_agrees(
        heavy.clearance_L_per_d,
        {.value = 0.2256 * std::pow(1.5, 0.566), .rel_tol = 1e-12, .source = "Bajaj 2017"});
    expect_agrees(heavy.volume_L[0],
                  {.value = 3.63 * std::pow(1.5, 0.597), .rel_tol = 1e-12, .source = "Bajaj 2017"});

    // covariance of ln CL and ln V1 from the two draws: r·sd·sd
    AntibodyPk const by_clearance = patient_pk(nivolumab, 80, {.clearance = 1});
    double const covariance = std::log(by_clearance.clearance_L_per_d / 0.2256) *
                              std::log(by_clearance.volume_L[0] / 3.63);
    expect_agrees(covariance, {.value = 0.0432, .rel_tol = 2e-3, .source = "Bajaj 2017"});
    AntibodyPk const by_volume = patient_pk(nivolumab, 80, {.central_volume = 1});
    double const variance = std::pow(std::log(by_clearance.volume_L[0] / 3.63), 2) +
                            std::pow(std::log(by_volume.volume_L[0] / 3.63), 2);
    expect_agrees(variance, {.value = 0.123, .rel_tol = 2e-3, .source = "Bajaj 2017"});
}

TEST(Antibody, doubling_a_linear_dose_doubles_the_trough_and_durvalumab_more)
{
    for (Tabulated const& m : tabulated) {
        AntibodyPk const& pk = library().antibody(m.id).pk;
        double const once = steady_state_trough_mg_per_L(pk, m.dose_mg, m.interval_d);
        double const twice = steady_state_trough_mg_per_L(pk, 2 * m.dose_mg, m.interval_d);
        if (m.vmax == 0)
            expect_agrees(twice / once, {.value = 2, .rel_tol = 1e-8, .source = "linear"});
        else
            EXPECT_GT(twice / once, 2.001);
    }
}

}   // namespace
}   // namespace radici::kinetics
