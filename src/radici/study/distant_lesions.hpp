#pragma once
#include <optional>
#include <span>
#include <vector>

#include "radici/study/study.hpp"

namespace radici::study {

/// Response of the lesions that an arm's radiation does not reach: no beam, surgery, embolisation,
/// vaccine or injected drug is aimed at them, and radiopharmaceuticals leave them less than
/// `most_Gy`.
class DistantLesions {
public:
    static constexpr double most_Gy = 1;
    /// Fall of the sum of diameters that counts: that of a partial response by RECIST 1.1.
    static constexpr double response_fall = 0.3;

    explicit DistantLesions(Arm const& arm);

    /// The first look is the baseline. @param diameter_mm  one a lesion
    void look(std::vector<double> const& diameter_mm);
    /// Whether they shrank together by a response at any look; nothing where the arm gives no
    /// radiation or leaves no such lesion.
    /// @param dose_Gy  one a lesion, of radiopharmaceuticals, in the end
    [[nodiscard]] std::optional<bool> responded(std::span<double const> dose_Gy) const;

private:
    [[nodiscard]] bool aimed_at(int lesion) const;

    bool radiates_ = false;
    bool all_aimed_at_ = false;
    std::vector<int> aimed_at_;
    std::vector<std::vector<double>> looks_;
};

}   // namespace radici::study
