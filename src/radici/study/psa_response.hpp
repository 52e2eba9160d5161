#pragma once
#include <optional>
#include <span>

namespace radici::study {

/// PSA50: a value ≤ half of baseline, confirmed by the next value at least three weeks later.
/// @param day, psa  increasing days, same length; the first value is the baseline
/// Source  PCWG3, Scher et al., J Clin Oncol 34:1402 (2016)
[[nodiscard]] bool psa50(std::span<double const> day, std::span<double const> psa_ng_per_mL);

/// Day of the first rise of ≥ 25 % and ≥ 2 ng/mL above the smallest value so far that is confirmed
/// at least three weeks later; rises before week 12 do not count (flare).
[[nodiscard]] std::optional<double> psa_progression_day(std::span<double const> day,
                                                        std::span<double const> psa_ng_per_mL);

}   // namespace radici::study
