#include <cmath>

#include <gtest/gtest.h>

#include "patient/sample_subject.hpp"
#include "radici/patient/simulate.hpp"
#include "reference/simulate.hpp"

namespace radici {
namespace {

using patient::Dose;
using patient::Schedule;
using patient::Snapshot;
using test::bare_start;
using test::sample_subject;

std::size_t at(int i)
{
    return static_cast<std::size_t>(i);
}

/// Keeps what a test asks for.
class Witness : public patient::Observer {
public:
    void visit(Snapshot const& now) override
    {
        days.push_back(now.day);
        states.emplace_back(now.state.begin(), now.state.end());
        volume.push_back(now.total_volume_mm3());
        dose_Gy.clear();
        for (int i = 0; i < now.subject->layout.lesions; ++i)
            dose_Gy.push_back(now.lesion_low_dose_Gy(i) + now.lesion_alpha_dose_Gy(i));
    }
    [[nodiscard]] bool allows(Dose const&, Snapshot const&) override { return true; }
    void given(Dose const& dose) override { given_days.push_back(dose.day); }
    void died(Snapshot const& now) override { death_day = now.day; }

    std::vector<double> days, volume, dose_Gy, given_days;
    std::vector<std::vector<double>> states;
    double death_day = -1;
};

Schedule schedule(double horizon_d, std::vector<Dose> doses)
{
    return {.horizon_d = horizon_d,
            .doses = std::move(doses),
            .visits = {0, 0.25 * horizon_d, 0.5 * horizon_d, horizon_d}};
}

Dose activity(double day, double MBq)
{
    return {.day = day, .means = patient::Means::radiopharmaceutical, .amount = MBq};
}
Dose antibody(double day, int which, double mg)
{
    return {.day = day, .agent = which, .amount = mg};
}

/// Each law holds for our engine and for the reference.
enum class Engine { lanes, cvodes };
Engine engine = Engine::lanes;

class OfBothEngines : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override { engine = GetParam(); }
};

Witness run(patient::Subject const& subject, Schedule const& plan, double death = 1e9,
            double tolerance = 1e-6)
{
    Witness witness;
    patient::SimulationOptions const options{.relative_tolerance = tolerance};
    if (engine == Engine::cvodes) {
        reference::simulate(subject, bare_start(subject), death, plan, witness, options);
        return witness;
    }
    patient::StepLibrary library;
    patient::Case one{.subject = &subject,
                      .start = bare_start(subject),
                      .death_threshold = death,
                      .schedule = plan,
                      .observer = &witness};
    patient::simulate({&one, 1}, library, options);
    EXPECT_EQ(one.failure, "");
    return witness;
}

#define RADICI_FOR_BOTH_ENGINES(suite)                                                             \
    class suite : public OfBothEngines {};                                                         \
    INSTANTIATE_TEST_SUITE_P(                                                                      \
        With, suite, testing::Values(Engine::lanes, Engine::cvodes),                               \
        [](auto const& one) { return one.param == Engine::lanes ? "lanes" : "cvodes"; })
RADICI_FOR_BOTH_ENGINES(Simulate);
RADICI_FOR_BOTH_ENGINES(NoActivity);
RADICI_FOR_BOTH_ENGINES(NoTCells);
RADICI_FOR_BOTH_ENGINES(StingOff);
RADICI_FOR_BOTH_ENGINES(OneCycleOrTwo);
RADICI_FOR_BOTH_ENGINES(FrozenMass);
RADICI_FOR_BOTH_ENGINES(DoubleActivity);
RADICI_FOR_BOTH_ENGINES(Extinction);
RADICI_FOR_BOTH_ENGINES(Death);

/// No growth, no death of doomed cells, no immunity: the mass stays what it is.
patient::Subject frozen(double alpha, double beta)
{
    auto s = sample_subject(2);
    s.cells.life.growth_per_d = 0;
    s.cells.life.doomed_death_per_d = 0;
    s.cells.response = radiobiology::single_repair(radiobiology::LqResponse::of(alpha, beta),
                                                   radiobiology::LqResponse::of(alpha, beta), 11.0);
    s.immune = immune::without_lymphocytes(s.immune);
    s.immune.adaptive.homing_per_d = 0;
    return s;
}

double log_viable(Witness const& w, patient::Subject const& s, int state)
{
    return w.states.back()[at(s.layout.lesion(0) + state)];
}

TEST_P(Simulate, meets_visits_and_doses_on_the_day)
{
    auto const subject = sample_subject(1);
    auto const w =
        run(subject, schedule(40, {activity(0, 100), activity(10, 100), antibody(3, 0, 80)}));
    EXPECT_EQ(w.days, (std::vector<double>{0, 10, 20, 40}));
    EXPECT_EQ(w.given_days, (std::vector<double>{0, 10, 3}));
}

TEST_P(Simulate, gives_the_same_bytes_twice)
{
    auto const subject = sample_subject(3);
    auto const plan = schedule(100, {activity(0, 2000), antibody(0, 0, 240), antibody(14, 1, 240)});
    EXPECT_EQ(run(subject, plan, 1e9, 1e-4).states, run(subject, plan, 1e9, 1e-4).states);
}

TEST_P(Simulate, a_tighter_tolerance_changes_little)
{
    auto const subject = sample_subject(3);
    auto const plan = schedule(200, {activity(0, 4000), activity(56, 4000), antibody(0, 0, 240)});
    auto const usual = run(subject, plan, 1e9, 1e-4), tight = run(subject, plan, 1e9, 1e-9);
    for (std::size_t i = 0; i < usual.volume.size(); ++i)
        EXPECT_NEAR(usual.volume[i], tight.volume[i], 5e-3 * tight.volume[i]);
}

TEST_P(Simulate, an_infusion_ends_as_a_bolus_does)
{
    auto const subject = frozen(0, 0);
    auto slow = activity(0, 1000);
    slow.infusion_d = 0.02;
    auto const bolus = run(subject, schedule(80, {activity(0, 1000)}));
    auto const infused = run(subject, schedule(80, {slow}));
    EXPECT_NEAR(infused.dose_Gy[0], bolus.dose_Gy[0], 1e-4 * bolus.dose_Gy[0]);
}

TEST_P(NoActivity, leaves_no_trace_of_the_vector)
{
    auto const with = sample_subject(2);
    auto without = with;
    without.agents.clear();
    without.layout = patient::Layout(2, 1, {}, {2, 2});
    auto const a = run(with, schedule(60, {activity(0, 0)}));
    auto const b = run(without, schedule(60, {}));
    EXPECT_EQ(a.dose_Gy, (std::vector<double>{0, 0}));
    for (std::size_t i = 0; i < a.volume.size(); ++i)
        EXPECT_NEAR(a.volume[i], b.volume[i], 1e-5 * b.volume[i]);
}

TEST_P(NoTCells, no_checkpoint_antibody_changes_the_tumour)
{
    auto subject = sample_subject(2);
    subject.immune = immune::without_lymphocytes(subject.immune);
    auto const alone = run(subject, schedule(120, {activity(0, 3000)}));
    auto const with =
        run(subject, schedule(120, {activity(0, 3000), antibody(0, 0, 480), antibody(0, 1, 240)}));
    for (std::size_t i = 0; i < alone.volume.size(); ++i)
        EXPECT_NEAR(with.volume[i], alone.volume[i], 1e-5 * alone.volume[i]);
}

TEST_P(StingOff, makes_no_interferon)
{
    auto subject = sample_subject(1);
    subject.immune.danger.sting_signalling = 0;
    auto const w = run(subject, schedule(40, {activity(0, 5000)}));
    for (auto const& state : w.states)
        EXPECT_NEAR(state[at(subject.layout.lesion(0) + patient::interferon)], 0, 1e-12);
    EXPECT_GT(w.dose_Gy[0], 1) << "the dose that would make it is there";
}

// model.md §6: equal in dose when nothing saturates and mass is frozen.
TEST_P(OneCycleOrTwo, give_the_same_dose_to_a_frozen_mass)
{
    auto const subject = frozen(0, 0);
    auto const one = run(subject, schedule(200, {activity(0, 2000)}));
    auto const two = run(subject, schedule(200, {activity(0, 1000), activity(40, 1000)}));
    EXPECT_NEAR(two.dose_Gy[0], one.dose_Gy[0], 1e-4 * one.dose_Gy[0]);
    EXPECT_GT(one.dose_Gy[0], 1);
}

TEST_P(OneCycleOrTwo, kill_the_same_without_beta_and_differ_with_it)
{
    auto plan_one = schedule(200, {activity(0, 2000)});
    auto plan_two = schedule(200, {activity(0, 1000), activity(40, 1000)});
    auto kill = [&](patient::Subject const& s, Schedule const& plan) {
        auto const w = run(s, plan);
        return w.states.front()[at(s.layout.lesion(0) + patient::log_viable_positive)] -
               log_viable(w, s, patient::log_viable_positive);
    };
    auto const linear = frozen(0.05, 0), quadratic = frozen(0.05, 0.02);
    // Positive cells: doomed cells keep taking up, so the frozen mass holds the same activity.
    EXPECT_NEAR(kill(linear, plan_two), kill(linear, plan_one), 1e-3 * kill(linear, plan_one));
    EXPECT_GT(kill(quadratic, plan_one), 1.01 * kill(quadratic, plan_two));
}

// The kill of a frozen mass by αD alone: −Δx = α·D₊, with D₊ from the quadrature of a lesion that
// is all positive.
TEST_P(FrozenMass, log_kill_is_alpha_times_dose)
{
    auto subject = frozen(0.04, 0);
    subject.agents[0].patch_low_MeV = 0;   // all cross-fire: every cell gets the mean
    subject.agents[0].patch_alpha_MeV = 0;
    auto const w = run(subject, schedule(200, {activity(0, 2000)}));
    double const start = w.states.front()[at(subject.layout.lesion(0))];
    EXPECT_NEAR(start - log_viable(w, subject, patient::log_viable_positive), 0.04 * w.dose_Gy[0],
                2e-4 * 0.04 * w.dose_Gy[0]);
}

TEST_P(DoubleActivity, doubles_dose_while_mass_is_frozen)
{
    auto const subject = frozen(0, 0);
    auto const one = run(subject, schedule(100, {activity(0, 500)}));
    auto const two = run(subject, schedule(100, {activity(0, 1000)}));
    EXPECT_NEAR(two.dose_Gy[1], 2 * one.dose_Gy[1], 1e-4 * two.dose_Gy[1]);
}

TEST_P(Extinction, is_for_good)
{
    auto subject = sample_subject(1);
    subject.cells.response = radiobiology::single_repair(
        radiobiology::LqResponse::of(2, 0.1), radiobiology::LqResponse::of(2, 0.1), 11.0);
    subject.cells.life.growth_per_d = 0.1;   // would regrow within the year
    subject.cells.patch_radius_mm = 5;
    subject.agents[0].patch_low_MeV = 0;   // all cross-fire: the negative clone dies too
    auto const w = run(subject, schedule(700, {activity(0, 2e5)}), 1e9, 1e-4);
    EXPECT_LT(w.volume.back(), 1e-3);
    EXPECT_EQ(log_viable(w, subject, patient::log_viable_positive), immune::ln_one_cell);
    EXPECT_EQ(log_viable(w, subject, patient::log_viable_negative), immune::ln_one_cell);
}

TEST_P(Death, comes_when_the_hazard_reaches_the_threshold)
{
    auto subject = frozen(0, 0);
    subject.death = {.at_reference_per_d = 0.01, .exponent = 0};   // a constant hazard
    auto const w = run(subject, schedule(100, {}), 0.5);
    EXPECT_NEAR(w.death_day, 50, 1e-3);
    EXPECT_EQ(w.days.back(), 25) << "nobody is seen after death";
}

}   // namespace
}   // namespace radici
