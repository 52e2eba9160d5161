#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "radici/kinetics/agent_library.hpp"
#include "radici/study/reader.hpp"
#include "radici/study/results.hpp"

namespace radici::study {

/// One value of a study file that is varied: `arm[0].give[0].activity=1..16 GBq`.
struct ScanAxis {
    std::string path;   ///< as of --set
    double low = 0, high = 0;
    std::string unit;   ///< of both; "" for a bare number
    int points = 8;     ///< from low to high, equal ratios

    /// StudyError where the text is not PATH=A..B UNIT with 0 < A < B. @param points  ≥ 2
    [[nodiscard]] static ScanAxis parse(std::string const& text, int points);
    [[nodiscard]] std::vector<double> values() const;
};

/// The study at one value, the same patients each time.
struct ScanPoint {
    double x = 0;
    std::vector<ArmResult> arms;
};

/// StudyError where a value makes the study wrong (an activity beyond what is plausible).
[[nodiscard]] std::vector<ScanPoint> scan(std::filesystem::path const& study, ScanAxis const& axis,
                                          Overrides const& overrides,
                                          kinetics::AgentLibrary const& agents,
                                          std::filesystem::path const& data_folder, int threads);

/// What the curves of one arm say.
struct ScanReading {
    /// Highest value up to which no more than a third of the patients have a dose-limiting
    /// toxicity; none where the lowest has it already, or the arm has no such rate.
    std::optional<double> tolerated;
    /// Where the median of the highest effector density peaks, and whether the value tolerated most
    /// lies above with an interval that this peak's exceeds.
    std::optional<double> immune_optimum;
    bool optimum_below_tolerated = false;
};
inline constexpr double most_dose_limiting = 1.0 / 3;
[[nodiscard]] ScanReading read_scan(std::vector<ScanPoint> const& points, std::size_t arm);

}   // namespace radici::study
