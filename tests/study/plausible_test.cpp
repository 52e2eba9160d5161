#include "radici/study/plausible.hpp"

#include <gtest/gtest.h>

#include "radici/kinetics/usual_amount.hpp"

namespace radici::study {
namespace {

using Verdict = Judgement::Verdict;

kinetics::UsualAmount usual(double value, kinetics::PerBody basis, double high)
{
    Parameter amount;
    amount.value = value;
    amount.high = high;
    return {"human", basis, amount};
}

Verdict verdict(Amount const& amount, std::vector<kinetics::UsualAmount> const& list)
{
    return judge(amount, AgentKind::radiopharmaceutical, list, "human").verdict;
}

TEST(Judge, bounds_are_ten_times_a_fiftieth_and_three_times)
{
    std::vector const list = {usual(7400, kinetics::PerBody::flat, 7400)};
    EXPECT_EQ(verdict({7400}, list), Verdict::fine);
    EXPECT_EQ(verdict({3 * 7400.0}, list), Verdict::fine);
    EXPECT_EQ(verdict({3.01 * 7400}, list), Verdict::doubtful);
    EXPECT_EQ(verdict({10.01 * 7400}, list), Verdict::implausible);
    EXPECT_EQ(verdict({7400 / 49.0}, list), Verdict::fine);
    EXPECT_EQ(verdict({7400 / 51.0}, list), Verdict::implausible);
}

TEST(Judge, the_range_in_use_is_never_doubtful)
{
    EXPECT_EQ(verdict({500}, {usual(100, kinetics::PerBody::flat, 600)}), Verdict::fine);
}

TEST(Judge, prefers_the_same_basis_and_compares_others_for_a_reference_body)
{
    std::vector const both = {usual(7400, kinetics::PerBody::flat, 7400),
                              usual(0.055, kinetics::PerBody::per_kg, 0.055)};
    EXPECT_EQ(verdict({0.055, Basis::per_kg}, both), Verdict::fine);
    std::vector const flat = {usual(7400, kinetics::PerBody::flat, 7400)};
    EXPECT_EQ(verdict({7400 / 75.0, Basis::per_kg}, flat), Verdict::fine);
    EXPECT_EQ(verdict({4000, Basis::per_m2}, flat), Verdict::fine);
    EXPECT_EQ(verdict({0.055, Basis::per_kg}, flat), Verdict::implausible);
}

TEST(Judge, knows_nothing_of_other_species)
{
    auto mouse = usual(1, kinetics::PerBody::flat, 1);
    mouse.species = "mouse";
    EXPECT_EQ(verdict({1e6}, {mouse}), Verdict::fine);
}

TEST(AmountText, has_the_prefix_that_people_use)
{
    EXPECT_EQ(to_text({7400}, AgentKind::radiopharmaceutical), "7.4 GBq");
    EXPECT_EQ(to_text({0.055, Basis::per_kg}, AgentKind::radiopharmaceutical), "55 kBq/kg");
    EXPECT_EQ(to_text({1804, Basis::per_m2}, AgentKind::radiopharmaceutical), "1.804 GBq/m2");
    EXPECT_EQ(to_text({480}, AgentKind::antibody), "480 mg");
    EXPECT_EQ(to_text({3, Basis::per_kg}, AgentKind::antibody), "3 mg/kg");
}

}   // namespace
}   // namespace radici::study
