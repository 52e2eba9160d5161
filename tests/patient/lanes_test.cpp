#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <gtest/gtest.h>

#include "patient/sample_subject.hpp"
#include "radici/base/error.hpp"
#include "radici/numerics/lanes/machine.hpp"
#include "radici/patient/simulate.hpp"
#include "radici/patient/tolerances.hpp"
#include "reference/simulate.hpp"

/// What the engine promises beyond the laws of simulate_test.cpp: a subject's course is its own, at
/// any width, and is the reference's.
namespace radici {
namespace {

class Diary : public patient::Observer {
public:
    void visit(patient::Snapshot const& now) override
    {
        numbers.insert(numbers.end(), now.state.begin(), now.state.end());
        numbers.insert(numbers.end(), now.quadrature.begin(), now.quadrature.end());
    }
    [[nodiscard]] bool allows(patient::Dose const&, patient::Snapshot const&) override
    {
        return true;
    }
    void given(patient::Dose const&) override {}
    void died(patient::Snapshot const& now) override { numbers.push_back(now.day); }
    std::vector<double> numbers;
};

/// Subjects that differ in lesions, growth, uptake and start.
struct Ward {
    std::vector<std::unique_ptr<patient::Subject>> subjects;
    std::vector<Diary> diaries;
    std::vector<patient::Case> cases;

    explicit Ward(int count) : diaries(static_cast<std::size_t>(count))
    {
        for (int i = 0; i < count; ++i) {
            auto subject = std::make_unique<patient::Subject>(test::sample_subject(1 + i * 5 % 9));
            subject->cells.life.growth_per_d *= 1 + 0.1 * i;
            auto& inflow = subject->agents[0].inflow_per_d;
            for (std::size_t k = 0; k < inflow.size(); ++k)
                inflow[k] *= (1 + 0.05 * i) * (1.01 + 0.2 * static_cast<double>(k));
            patient::Schedule schedule{.horizon_d = 120, .doses = {}, .visits = {}};
            for (double day = 0; day <= 120; day += 7.5)
                schedule.visits.push_back(day);
            schedule.doses = {
                {.day = 0,
                 .means = patient::Means::radiopharmaceutical,
                 .amount = 2000.0 + 300 * i},
                {.day = 0, .agent = 1, .amount = 200, .infusion_d = 0.0625, .give = 1},
                {.day = 21, .agent = 0, .amount = 240, .infusion_d = 0.04, .give = 2},
                {.day = 42,
                 .means = patient::Means::radiopharmaceutical,
                 .amount = 3000,
                 .infusion_d = 0.02,
                 .number = 1}};
            cases.push_back({.subject = subject.get(),
                             .start = test::random_state(*subject, static_cast<unsigned>(i + 1)),
                             .death_threshold = i % 7 == 3 ? 0.05 : 1e9,
                             .schedule = schedule,
                             .observer = &diaries[static_cast<std::size_t>(i)]});
            cases.back()
                .start[static_cast<std::size_t>(subject->layout.body(patient::death_hazard))] = 0;
            subjects.push_back(std::move(subject));
        }
    }
    void run(std::size_t first, std::size_t count, double tolerance = 1e-4)
    {
        patient::StepLibrary library;
        patient::simulate(std::span(cases).subspan(first, count), library,
                          {.relative_tolerance = tolerance});
        for (auto const& one : cases)
            EXPECT_EQ(one.failure, "");
    }
};

bool same_bytes(std::vector<double> const& a, std::vector<double> const& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), 8 * a.size()) == 0;
}

TEST(InTheLanes, a_course_is_the_same_in_any_company)
{
    Ward together(40), apart(40);
    together.run(0, 40);
    for (std::size_t i : {0, 3, 17, 38})
        apart.run(i, 1);
    for (std::size_t i : {0, 3, 17, 38})
        EXPECT_TRUE(same_bytes(together.diaries[i].numbers, apart.diaries[i].numbers)) << i;
}

TEST(InTheLanes, a_course_is_the_same_at_any_width)
{
    if (numerics::lanes::width() != numerics::lanes::Width::eight)
        GTEST_SKIP() << "no AVX-512";
    Ward eight(20), four(20);
    eight.run(0, 20);
    ::setenv("RADICI_LANES", "4", 1);
    four.run(0, 20);
    ::unsetenv("RADICI_LANES");
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_TRUE(same_bytes(eight.diaries[i].numbers, four.diaries[i].numbers)) << i;
}

/// What a course may be off by: ten tolerances of a step.
std::vector<double> allowed(patient::Subject const& subject, double relative,
                            std::vector<double> const& numbers)
{
    auto tolerance = patient::absolute_tolerances(subject.layout);
    auto const integrals = 3 + 2 * static_cast<std::size_t>(subject.layout.lesions);
    tolerance.resize(tolerance.size() + integrals, 1e-5);   // MBq·d, Gy
    std::vector<double> out;
    for (std::size_t k = 0; k < numbers.size(); ++k)
        out.push_back(10 * (tolerance[k % tolerance.size()] + relative * std::abs(numbers[k])));
    return out;
}

TEST(InTheLanes, a_processor_without_them_is_told)
{
    using numerics::lanes::widest;
    using numerics::lanes::Width;
    EXPECT_EQ(widest({.avx2_and_fma = true, .avx512 = true}, ""), Width::eight);
    EXPECT_EQ(widest({.avx2_and_fma = true, .avx512 = true}, "4"), Width::four);
    EXPECT_EQ(widest({.avx2_and_fma = true, .avx512 = false}, "8"), Width::four);
    EXPECT_THROW((void)widest({.avx2_and_fma = false, .avx512 = false}, ""), RunError);
    EXPECT_THROW((void)widest({.avx2_and_fma = true, .avx512 = true}, "16"), StudyError);
}

TEST(InTheLanes, courses_are_those_of_cvodes)
{
    Ward ours(12);
    ours.run(0, 12, 1e-5);
    for (std::size_t i = 0; i < ours.cases.size(); ++i) {
        auto const& one = ours.cases[i];
        Diary theirs;
        reference::simulate(*one.subject, one.start, one.death_threshold, one.schedule, theirs,
                            {.relative_tolerance = 1e-9}, 1e-5);
        ASSERT_EQ(ours.diaries[i].numbers.size(), theirs.numbers.size()) << i;
        auto const bound = allowed(*one.subject, 1e-5, theirs.numbers);
        for (std::size_t k = 0; k < theirs.numbers.size(); ++k)
            ASSERT_NEAR(ours.diaries[i].numbers[k], theirs.numbers[k], bound[k])
                << "subject " << i << ", number " << k;
    }
}

}   // namespace
}   // namespace radici
