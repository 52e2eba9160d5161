#include "radici/patient/intervention.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "patient/sample_subject.hpp"
#include "radici/patient/lesion_dose.hpp"
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

/// A subject at one moment, to be acted on.
struct Patient {
    Subject subject;
    std::vector<double> state;
    std::vector<LivingClones<double>> living;

    explicit Patient(Subject const& s) : subject(s), state(bare_start(s))
    {
        for (int i = 0; i < s.layout.lesions; ++i)
            living.push_back(living_clones(&state[at(s.layout.lesion(i))]));
    }
    double& lesion(int index, int which) { return state[at(subject.layout.lesion(index) + which)]; }
    void undergo(Intervention const& what) { apply(what, subject, living, state); }
    [[nodiscard]] LesionCells<double> cells(int index)
    {
        return lesion_cells(&state[at(subject.layout.lesion(index))], living[at(index)]);
    }
};

TEST(Fraction, kills_by_the_linear_quadratic_law_and_loses_no_cell)
{
    Patient patient(sample_subject(1));
    auto const before = patient.cells(0);
    patient.undergo(Fraction{.dose_Gy = 2, .duration_d = 0, .lesions = {}});
    auto const after = patient.cells(0);
    // by hand: α 0.1/Gy and β 0.02/Gy² of the sample, 2 Gy at once: exp(−0.2 − 0.08)
    EXPECT_NEAR(after.viable_positive / before.viable_positive, std::exp(-0.28), 1e-12);
    EXPECT_NEAR(after.viable_negative / before.viable_negative, std::exp(-0.28), 1e-12);
    EXPECT_NEAR(after.living(), before.living(), 1e-9 * before.living());
    EXPECT_EQ(patient.lesion(0, signal_dose), 2);
    EXPECT_EQ(patient.lesion(0, dose_memory), 2);
}

TEST(Fraction, two_at_once_are_one_of_their_sum)
{
    // (d1 + d2)² = d1² + 2·d1·d2 + d2²: the sublethal pool carries the middle term
    Patient twice(sample_subject(1)), once(sample_subject(1));
    twice.undergo(Fraction{.dose_Gy = 3, .lesions = {}});
    twice.undergo(Fraction{.dose_Gy = 5, .lesions = {}});
    once.undergo(Fraction{.dose_Gy = 8, .lesions = {}});
    EXPECT_NEAR(twice.lesion(0, log_viable_positive), once.lesion(0, log_viable_positive), 1e-12);
    EXPECT_NEAR(twice.lesion(0, sublethal_positive), once.lesion(0, sublethal_positive), 1e-12);
}

TEST(Fraction, spares_by_slow_delivery)
{
    // β term times G = 2(x − 1 + e^−x)/x², x = μT (Lea and Catcheside 1942): μ = 11/d, T = 0.2 d
    Patient patient(sample_subject(1));
    double const before = patient.lesion(0, log_viable_positive);
    patient.undergo(Fraction{.dose_Gy = 4, .duration_d = 0.2, .lesions = {}});
    double const x = 11 * 0.2, g = 2 * (x - 1 + std::exp(-x)) / (x * x);
    EXPECT_NEAR(patient.lesion(0, log_viable_positive) - before, -(0.1 * 4 + 0.02 * 16 * g), 1e-12);
}

TEST(Fraction, leaves_other_lesions_and_shielded_blood_alone)
{
    Patient patient(sample_subject(2));
    auto const untouched = patient.state;
    patient.undergo(Fraction{.dose_Gy = 8, .lesions = {1}});
    auto const& layout = patient.subject.layout;
    for (int k = 0; k < layout.lesion(1); ++k)
        EXPECT_EQ(patient.state[at(k)], untouched[at(k)]);
    EXPECT_LT(patient.cells(1).viable(), 0.5 * patient.cells(0).viable() + 1e3);
    EXPECT_LT(patient.lesion(1, log_viable_positive), untouched[at(layout.lesion(1))]);
}

TEST(Fraction, takes_circulating_lymphocytes_by_their_share)
{
    Patient patient(sample_subject(1));
    int const circulating = patient.subject.layout.body(lymphocyte_chain) + 4;
    double const before = patient.state[at(circulating)];
    patient.undergo(Fraction{.dose_Gy = 10, .lesions = {}, .blood_share = 0.05});
    EXPECT_NEAR(patient.state[at(circulating)] / before,
                std::exp(-patient.subject.lymphocytes.blood_kill_low_per_Gy * 0.5), 1e-12);
}

TEST(Fraction, kills_the_last_cell_for_good)
{
    Patient patient(sample_subject(1));
    patient.undergo(Fraction{.dose_Gy = 300, .lesions = {}});
    EXPECT_EQ(patient.cells(0).viable(), 0);
    EXPECT_EQ(patient.living[0].positive, 0);
    EXPECT_EQ(patient.lesion(0, log_viable_positive), immune::ln_one_cell);
}

TEST(Resection, leaves_nothing_and_rechallenge_starts_anew)
{
    Patient patient(sample_subject(2));
    patient.lesion(0, effectors) = 3;
    patient.undergo(Resection{.lesions = {0}});
    EXPECT_EQ(patient.cells(0).volume_mm3(), 0);
    EXPECT_EQ(patient.lesion(0, effectors), 0);
    EXPECT_GT(patient.cells(1).volume_mm3(), 0);
    patient.undergo(Rechallenge{.cells_1e6 = 0.5, .lesion = 0});
    EXPECT_NEAR(patient.cells(0).viable(), 0.5, 1e-12);
    EXPECT_EQ(patient.living[0].positive, 1);
}

TEST(CellTransfer, dilutes_in_the_blood)
{
    Patient patient(sample_subject(1));
    int const blood = patient.subject.layout.pool(0) + 1;
    double const before = patient.state[at(blood)];
    patient.undergo(CellTransfer{.cells_1e6 = 1});
    EXPECT_NEAR(patient.state[at(blood)] - before,
                1e6 / patient.subject.immune.adaptive.blood_volume_mm3, 1e-12);
}

TEST(RegulatoryDepletion, takes_its_share)
{
    Patient patient(sample_subject(2));
    patient.lesion(0, regulatory) = patient.lesion(1, regulatory) = 2;
    patient.undergo(RegulatoryDepletion{.share = 0.75, .lesions = {1}});
    EXPECT_EQ(patient.lesion(0, regulatory), 2);
    EXPECT_EQ(patient.lesion(1, regulatory), 0.5);
}

TEST(Vaccination, adds_antigen_and_matures_its_share)
{
    Patient patient(sample_subject(1));
    patient.lesion(0, mature_dendritic) = 0.2;
    double const before = patient.lesion(0, antigen);
    patient.undergo(Vaccination{.antigen_1e6_per_mm3 = 0.1, .matured_share = 0.5, .lesions = {}});
    EXPECT_NEAR(patient.lesion(0, mature_dendritic), 0.6, 1e-12);
    EXPECT_GT(patient.lesion(0, antigen), before);
}

TEST(Embolisation, dooms_its_share)
{
    Patient patient(sample_subject(1));
    auto const before = patient.cells(0);
    patient.undergo(Embolisation{.share = 0.3, .lesions = {}});
    EXPECT_NEAR(patient.cells(0).viable(), 0.7 * before.viable(), 1e-9 * before.viable());
    EXPECT_NEAR(patient.cells(0).living(), before.living(), 1e-9 * before.living());
}

class Volumes : public Observer {
public:
    void visit(Snapshot const& now) override { mm3.push_back(now.total_volume_mm3()); }
    [[nodiscard]] bool allows(Dose const&, Snapshot const&) override { return true; }
    void given(Dose const&) override {}
    void died(Snapshot const&) override {}
    std::vector<double> mm3;
};

/// A course with several of them: our engine beside CVODES.
TEST(Interventions, both_engines_agree)
{
    auto const subject = sample_subject(3);
    Schedule plan{.horizon_d = 60,
                  .doses = {},
                  .visits = {0, 1, 5, 10, 20, 30, 45, 60},
                  .interventions = {Fraction{.dose_Gy = 8, .duration_d = 0.003, .lesions = {0}},
                                    Fraction{.dose_Gy = 8, .duration_d = 0.003, .lesions = {0}},
                                    Resection{.lesions = {1}},
                                    Rechallenge{.cells_1e6 = 0.5, .lesion = 1}}};
    int which = 0;
    for (double const day : {0.0, 1.0, 5.0, 20.0})
        plan.doses.push_back({.day = day, .means = Means::intervention, .agent = which++});
    Volumes ours, theirs;
    StepLibrary library;
    Case one{.subject = &subject,
             .start = bare_start(subject),
             .death_threshold = 1e9,
             .schedule = plan,
             .observer = &ours};
    simulate({&one, 1}, library, {.relative_tolerance = 1e-6});
    ASSERT_EQ(one.failure, "");
    reference::simulate(subject, bare_start(subject), 1e9, plan, theirs,
                        {.relative_tolerance = 1e-7});
    ASSERT_EQ(ours.mm3.size(), theirs.mm3.size());
    for (std::size_t k = 0; k < ours.mm3.size(); ++k)
        EXPECT_NEAR(ours.mm3[k], theirs.mm3[k], 2e-5 * theirs.mm3[k]) << k;
}

}   // namespace
}   // namespace radici::patient
