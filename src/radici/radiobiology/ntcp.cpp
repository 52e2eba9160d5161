#include "radici/radiobiology/ntcp.hpp"

#include <cmath>

#include "radici/base/error.hpp"

namespace radici::radiobiology {
namespace {

double normal_cumulative(double z)
{
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

constexpr double five_percent_quantile = -1.6448536269514722;   // Φ⁻¹(0.05)

}   // namespace

double tumour_control_probability(double cells, double log_kill)
{
    RADICI_EXPECT(cells > 0);
    return std::exp(-std::exp(std::log(cells) - log_kill));
}

Eqd2 equivalent_uniform_dose(std::span<DoseVolume const> histogram, double exponent)
{
    RADICI_EXPECT(!histogram.empty() && exponent != 0);
    // the largest dose is taken out, so that large exponents do not overflow
    double volume = 0;
    double top_Gy = 0;
    for (auto const& bin : histogram) {
        volume += bin.volume_share;
        if (bin.volume_share > 0)
            top_Gy = std::max(top_Gy, bin.dose.si());
    }
    RADICI_EXPECT(volume > 0);
    if (top_Gy == 0)
        return {};
    double sum = 0;
    for (auto const& bin : histogram)
        if (bin.volume_share > 0)
            sum += bin.volume_share / volume * std::pow(bin.dose.si() / top_Gy, exponent);
    return Eqd2::from_si(top_Gy * std::pow(sum, 1 / exponent));
}

double complication_probability(LymanOrgan const& organ, Eqd2 uniform_dose)
{
    RADICI_EXPECT(organ.half_dose.si() > 0 && organ.relative_sd > 0);
    return normal_cumulative((uniform_dose / organ.half_dose - 1) / organ.relative_sd);
}

double complication_probability(LymanOrgan const& organ, std::span<DoseVolume const> histogram)
{
    return complication_probability(organ,
                                    equivalent_uniform_dose(histogram, 1 / organ.volume_effect));
}

double relative_sd_of(Eqd2 five_percent_dose, Eqd2 half_dose)
{
    RADICI_EXPECT(five_percent_dose.si() < half_dose.si());
    return (five_percent_dose / half_dose - 1) / five_percent_quantile;
}

}   // namespace radici::radiobiology
