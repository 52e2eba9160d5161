#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "radici/numerics/statistics.hpp"

namespace radici::numerics {

/// One point of a receiver operating characteristic: what a test "score ≥ threshold" finds.
struct RocPoint {
    double threshold = 0;
    double false_positive = 0;   ///< share of those without the event
    double true_positive = 0;    ///< share of those with it
};

/// The curve from (0, 0), threshold +∞, to (1, 1): one point a distinct score, falling. Empty where
/// all or none have the event.
/// @param score  finite   @param event  1 or 0, one a score
[[nodiscard]] std::vector<RocPoint> roc_curve(std::span<double const> score,
                                              std::span<std::uint8_t const> event);

/// Area under that curve: the chance that one with the event has the higher score, ties counted
/// half, with a normal interval cut to [0, 1]. NaN where all or none have the event; no bounds
/// (NaN) where fewer than two have it or have it not.
/// Source  DeLong, DeLong & Clarke-Pearson, Biometrics 44:837 (1988); by ranks as Sun & Xu, IEEE
///         Signal Process Lett 21:1389 (2014)
[[nodiscard]] Estimate roc_area(std::span<double const> score, std::span<std::uint8_t const> event,
                                double confidence = 0.95);

}   // namespace radici::numerics
