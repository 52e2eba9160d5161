#pragma once
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/random.hpp"

namespace radici::patient {

/// Who a subject is before any drug: what a cohort draws first. The rest of its traits come from
/// streams of the same key.
struct Person {
    std::uint64_t seed = 0;
    std::uint64_t index = 0;
    int attempt = 0;        ///< > 0 where earlier draws of this patient did not qualify
    int screened_out = 0;   ///< of these, turned away at enrolment
    bool typical = false;   ///< all traits at their medians
    bool male = true;
    double weight_kg = 0, height_cm = 0;
    std::vector<double> lesion_volume_mm3;
    std::vector<double> lesion_suv;   ///< of the PET of enrolment; empty: there was none

    /// The stream of this person for one purpose; each attempt has streams of its own.
    [[nodiscard]] RandomStream stream(std::string_view purpose) const
    {
        return {seed, index,
                attempt == 0 ? std::string(purpose)
                             : std::string(purpose) + '#' + std::to_string(attempt)};
    }
    /// A standard normal number.
    [[nodiscard]] double normal(std::string_view purpose) const
    {
        return typical ? 0 : stream(purpose).normal();
    }
    /// exp(σ·z)
    [[nodiscard]] double lognormal_factor(std::string_view purpose, double sd_ln) const
    {
        return sd_ln == 0 || typical ? 1 : std::exp(sd_ln * normal(purpose));
    }
};

}   // namespace radici::patient
