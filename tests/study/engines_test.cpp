#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "radici/study/reader.hpp"
#include "radici/study/simulate_patients.hpp"
#include "reference/simulate.hpp"

/// The endpoints of a thousand random patients, ours beside those of CVODES at a tolerance a
/// hundred times tighter.
namespace radici::study {
namespace {

Setting setting_of(std::string const& trial, int patients)
{
    std::filesystem::path const source = RADICI_SOURCE_DIR;
    auto const agents = kinetics::AgentLibrary::load(source / "data");
    auto const document = open_study(source / "studies" / (trial + ".toml"),
                                     {.patients = patients, .seed = 17, .set = {}});
    return prepare(read_study(document, agents, source / "data"), agents, source / "data");
}

void by_cvodes(std::span<patient::Case> cases, patient::StepLibrary&)
{
    for (auto& one : cases)
        reference::simulate(*one.subject, one.start, one.death_threshold, one.schedule,
                            *one.observer, {.relative_tolerance = 1e-6});
}

/// Largest relative difference seen, with a floor below which numbers are noise.
struct Largest {
    double value = 0;
    void take(double a, double b, double floor)
    {
        if (std::isnan(a) && std::isnan(b))
            return;
        double const difference = std::abs(a - b) / (std::abs(b) + floor);
        value = difference <= value ? value : difference;   // keeps NaN
    }
};

class Engines : public testing::TestWithParam<std::string> {};

TEST_P(Engines, agree_on_the_endpoints_of_random_patients)
{
    constexpr int patients = 334;   // three trials: a thousand
    auto const setting = setting_of(GetParam(), patients);
    auto const ours = simulate_patients(setting, 0, patients);
    auto const theirs = simulate_patients(setting, 0, patients, by_cvodes);
    ASSERT_EQ(ours.size(), theirs.size());
    Largest dose, death, volume, platelets, lymphocytes, kidney;
    int other_response = 0, other_progression = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        auto const& a = ours[i];
        auto const& b = theirs[i];
        ASSERT_EQ(a.failure, "");
        ASSERT_EQ(b.failure, "");
        ASSERT_EQ(a.lesion_dose_Gy.size(), b.lesion_dose_Gy.size());
        for (std::size_t k = 0; k < a.lesion_dose_Gy.size(); ++k)
            dose.take(a.lesion_dose_Gy[k], b.lesion_dose_Gy[k], 1e-3);
        kidney.take(a.kidney_bed_Gy, b.kidney_bed_Gy, 1e-3);
        death.take(a.outcome.os.day, b.outcome.os.day, 1);
        platelets.take(a.outcome.lowest_platelets, b.outcome.lowest_platelets, 0.1);
        lymphocytes.take(a.outcome.lowest_lymphocytes, b.outcome.lowest_lymphocytes, 0.01);
        auto const days = std::min(a.total_volume_mm3.size(), b.total_volume_mm3.size());
        for (std::size_t k = 0; k < days; ++k)
            volume.take(a.total_volume_mm3[k], b.total_volume_mm3[k],
                        1);   // mm³: too small to find
        other_response += a.outcome.best != b.outcome.best ? 1 : 0;
        other_progression += std::abs(a.outcome.pfs.day - b.outcome.pfs.day) > 0.1 ? 1 : 0;
    }
    // The tolerance of a step is 3e-4 of each number; what adds up over two years stays within a
    // few of those.
    EXPECT_LT(dose.value, 3e-4);
    EXPECT_LT(kidney.value, 3e-4);
    EXPECT_LT(death.value, 1e-4);
    EXPECT_LT(platelets.value, 3e-4);
    EXPECT_LT(lymphocytes.value, 3e-4);
    EXPECT_LT(volume.value, 1e-3);
    // Thresholds of a scan may fall between two numbers that agree to that.
    EXPECT_LE(other_response, 1);
    EXPECT_LE(other_progression, 3);
}

INSTANTIATE_TEST_SUITE_P(On, Engines, testing::Values("NCT05150236", "NCT04525638", "NCT04109729"),
                         [](auto const& one) { return one.param; });

}   // namespace
}   // namespace radici::study
