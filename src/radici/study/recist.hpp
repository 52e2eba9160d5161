#pragma once
#include <span>
#include <vector>

namespace radici::study {

/// Objective response at one scan or over all.
enum class Response { complete, partial, stable, progressive, not_evaluable };

/// RECIST 1.1 on the lesions of the model, which are spheres.
///   Measurable: longest diameter ≥ 10 mm; targets are the five largest measurable lesions (the
///   model has no organs, so the limit of two an organ does not apply). CR every lesion below the
///   smallest diameter that a scan shows; PR sum of target diameters ≤ 70 % of baseline; PD sum ≥
///   120 % of its smallest value so far and ≥ 5 mm above it, or a lesion that was below 5 mm at
///   baseline and passes 10 mm (new), or non-target volume ≥ 173 % of its smallest value and 5 mm
///   more as one sphere (unequivocal: what 20 % in diameter is in volume).
/// Source  Eisenhauer et al., Eur J Cancer 45:228 (2009), 4.3
class Recist {
public:
    static constexpr double measurable_mm = 10;
    static constexpr double visible_mm = 3;   ///< assumed: what a CT slice of 3 mm does not show
    static constexpr int most_targets = 5;

    explicit Recist(std::span<double const> baseline_diameter_mm);

    /// Has a target lesion.
    [[nodiscard]] bool measurable() const { return !targets_.empty(); }
    /// The response at this scan; the smallest sums so far take it in.
    Response assess(std::span<double const> diameter_mm);
    /// Change of the target sum against baseline at the last scan, %; NaN without targets.
    [[nodiscard]] double target_change_percent() const { return change_percent_; }
    [[nodiscard]] double baseline_sum_mm() const { return baseline_sum_mm_; }

private:
    [[nodiscard]] bool new_lesion(std::span<double const> diameter_mm) const;

    std::vector<int> targets_, others_, unseen_;
    double baseline_sum_mm_ = 0, smallest_sum_mm_ = 0, smallest_other_mm3_ = 0;
    double change_percent_;
};

/// Best overall response of the scans up to and including the first progression. CR and PR count
/// once the next scan confirms them; stable disease needs one scan without progression.
[[nodiscard]] Response best_overall(std::span<Response const> scans);

/// Diameter of a sphere, mm.
[[nodiscard]] double diameter_mm(double volume_mm3);

[[nodiscard]] char const* to_text(Response response);   ///< CR PR SD PD NE

}   // namespace radici::study
