#include "radici/patient/partner.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "patient/sample_subject.hpp"
#include "radici/patient/simulate.hpp"
#include "reference/simulate.hpp"

namespace radici::patient {
namespace {

using test::bare_start;
using test::sample_subject;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// The sample with one more drug.
Subject with(kinetics::PartnerEffect const& effect, std::vector<double> reach = {1, 1})
{
    auto subject = sample_subject(2);
    subject.partners = {
        {.loss_per_d = 0.5, .half_effect = 0.25, .effect = effect, .reach = std::move(reach)}};
    subject.layout = Layout(2, 1, subject.layout.agent_shape, subject.layout.antibody_size, 1);
    return subject;
}

class States : public Observer {
public:
    void visit(Snapshot const& now) override
    {
        seen.emplace_back(now.state.begin(), now.state.end());
    }
    [[nodiscard]] bool allows(Dose const&, Snapshot const&) override { return true; }
    void given(Dose const&) override {}
    void died(Snapshot const&) override {}
    std::vector<std::vector<double>> seen;
};

Schedule plan(double MBq)
{
    return {.horizon_d = 40,
            .doses = {{.day = 0, .means = Means::partner, .amount = 1},
                      {.day = 1, .means = Means::radiopharmaceutical, .amount = MBq},
                      {.day = 7, .means = Means::partner, .amount = 0.5}},
            .visits = {0, 1, 6.999, 20, 40}};
}

States run(Subject const& subject, double MBq)
{
    States states;
    StepLibrary library;
    Case one{.subject = &subject,
             .start = bare_start(subject),
             .death_threshold = 1e9,
             .schedule = plan(MBq),
             .observer = &states};
    simulate({&one, 1}, library, {.relative_tolerance = 1e-6});
    EXPECT_EQ(one.failure, "");
    return states;
}

double viable(States const& states, Subject const& subject, int lesion)
{
    return states.seen.back()[at(subject.layout.lesion(lesion) + log_viable_positive)];
}

TEST(Partner, leaves_by_its_half_life)
{
    auto const subject = with({.growth_factor = 0.5});
    auto const states = run(subject, 0);
    int const place = subject.layout.partner(0);
    EXPECT_NEAR(states.seen[1][at(place)], std::exp(-0.5), 1e-5);
    EXPECT_NEAR(states.seen[3][at(place)], std::exp(-10.0) + 0.5 * std::exp(-6.5), 1e-5);
}

TEST(Partner, with_no_effect_changes_nothing)
{
    auto const without = sample_subject(2);
    States plain;
    StepLibrary library;
    auto schedule = plan(500);
    std::erase_if(schedule.doses, [](Dose const& dose) { return dose.means == Means::partner; });
    Case one{.subject = &without,
             .start = bare_start(without),
             .death_threshold = 1e9,
             .schedule = schedule,
             .observer = &plain};
    simulate({&one, 1}, library, {.relative_tolerance = 1e-6});
    auto const subject = with({});
    EXPECT_NEAR(viable(run(subject, 500), subject, 0), viable(plain, without, 0), 2e-4);
}

TEST(Partner, that_kills_does_so_by_the_area_under_its_effect)
{
    // d ln N/dt = growth − k·D/(D + h) while immunity and growth stay as they are: with growth off
    // and no T cells, ln N falls by k∫o dt; D = e^(−lt) gives ∫o dt = ln((1 + h)/(e^(−lt) + h))/l
    auto kill = [](double per_d) {
        auto subject = with({.kill_per_d = per_d});
        subject.cells.life.growth_per_d = 0;
        subject.immune = immune::without_lymphocytes(subject.immune);
        subject.immune.adaptive.homing_per_d = 0;
        return subject;
    };
    auto const subject = kill(0.3);
    auto const states = run(subject, 0);
    int const place = subject.layout.lesion(0) + log_viable_positive;
    double const until = 6.999;
    double const area = std::log(1.25 / (std::exp(-0.5 * until) + 0.25)) / 0.5;
    EXPECT_NEAR(states.seen[2][at(place)] - states.seen[0][at(place)], -0.3 * area, 2e-5);
}

TEST(Partner, that_stops_repair_makes_a_radionuclide_kill_more)
{
    auto const plain = with({}), inhibited = with({.repair_factor = 0.1});
    EXPECT_LT(viable(run(inhibited, 2000), inhibited, 0), viable(run(plain, 2000), plain, 0));
    // and without radiation it does nothing
    EXPECT_NEAR(viable(run(inhibited, 0), inhibited, 0), viable(run(plain, 0), plain, 0), 2e-4);
}

TEST(Partner, injected_into_a_lesion_stays_there)
{
    auto const subject = with({.kill_per_d = 0.3}, {nearly_all, nearly_nothing});
    auto const states = run(subject, 0);
    EXPECT_LT(viable(states, subject, 0), viable(states, subject, 1) - 0.5);
}

TEST(Partner, takes_the_marrow)
{
    auto const plain = with({}), toxic = with({.marrow_kill_per_d = 1});
    int const platelets = plain.layout.body(platelet_chain) + 4;
    EXPECT_LT(run(toxic, 0).seen[3][at(platelets)], 0.9 * run(plain, 0).seen[3][at(platelets)]);
}

TEST(Partner, both_engines_agree)
{
    auto const subject = with({.repair_factor = 0.3,
                               .alpha_factor = 1.4,
                               .growth_factor = 0.7,
                               .kill_per_d = 0.1,
                               .proliferation_factor = 2,
                               .kill_factor = 1.5,
                               .natural_killer_per_d = 0.02,
                               .marrow_kill_per_d = 0.3});
    auto const ours = run(subject, 1000);
    States theirs;
    reference::simulate(subject, bare_start(subject), 1e9, plan(1000), theirs,
                        {.relative_tolerance = 1e-7});
    ASSERT_EQ(ours.seen.size(), theirs.seen.size());
    for (int lesion : {0, 1})
        EXPECT_NEAR(viable(ours, subject, lesion), viable(theirs, subject, lesion), 3e-4);
}

}   // namespace
}   // namespace radici::patient
