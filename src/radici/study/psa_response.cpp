#include "radici/study/psa_response.hpp"

#include <algorithm>

namespace radici::study {
namespace {

constexpr double confirmation_d = 21;
constexpr double flare_d = 84;

/// The first value at least `confirmation_d` after index i also passes; a rise that is not followed
/// up is not confirmed.
template <class Passes>
bool confirmed(std::span<double const> day, std::span<double const> psa, std::size_t i,
               Passes passes)
{
    for (std::size_t k = i + 1; k < day.size(); ++k)
        if (day[k] - day[i] >= confirmation_d)
            return passes(psa[k]);
    return false;
}

}   // namespace

bool psa50(std::span<double const> day, std::span<double const> psa)
{
    if (psa.empty() || psa[0] <= 0)
        return false;
    auto halved = [&](double value) { return value <= 0.5 * psa[0]; };
    for (std::size_t i = 1; i < psa.size(); ++i)
        if (halved(psa[i]) && confirmed(day, psa, i, halved))
            return true;
    return false;
}

std::optional<double> psa_progression_day(std::span<double const> day, std::span<double const> psa)
{
    if (psa.empty() || psa[0] <= 0)
        return std::nullopt;
    double smallest = psa[0];
    for (std::size_t i = 1; i < psa.size(); ++i) {
        double const nadir = smallest;
        auto risen = [nadir](double value) { return value >= 1.25 * nadir && value - nadir >= 2; };
        bool const past_flare = day[i] >= flare_d;
        if (past_flare && risen(psa[i]) && confirmed(day, psa, i, risen))
            return day[i];
        smallest = std::min(smallest, psa[i]);
    }
    return std::nullopt;
}

}   // namespace radici::study
