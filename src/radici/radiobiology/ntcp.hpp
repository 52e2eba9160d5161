#pragma once
#include <span>

#include "radici/base/quantity.hpp"

/// Probability of tumour control and of normal-tissue complications.
namespace radici::radiobiology {

/// Poisson control: exp(−cells · survival). @param cells  clonogens, cells and not 10⁶ of them; > 0
/// @param log_kill  −ln of the surviving share (lq.hpp), ≥ 0
[[nodiscard]] double tumour_control_probability(double cells, double log_kill);

/// Dose-volume entry: a share of an organ and its dose in 2 Gy fractions.
struct DoseVolume {
    double volume_share = 0;   ///< ≥ 0; shares are normalised to sum one
    Eqd2 dose;
};

/// Generalised equivalent uniform dose (Σ v D^a)^(1/a). @param exponent  a = 1/n: 1 mean dose,
/// large positive the maximum (serial organs), large negative the minimum (tumours)
/// Source  Niemierko, Med Phys 26:1100 (1999)
[[nodiscard]] Eqd2 equivalent_uniform_dose(std::span<DoseVolume const> histogram, double exponent);

/// Lyman-Kutcher-Burman parameters of one complication of an organ.
struct LymanOrgan {
    Eqd2 half_dose;             ///< uniform dose of 50 % complications
    double relative_sd = 0;     ///< m, the width in units of half_dose; > 0
    double volume_effect = 1;   ///< n; 1: mean dose counts
};

/// NTCP = Φ((EUD − TD50)/(m TD50)).
/// Source  Kutcher & Burman, Int J Radiat Oncol Biol Phys 16:1623 (1989)
[[nodiscard]] double complication_probability(LymanOrgan const& organ, Eqd2 uniform_dose);
[[nodiscard]] double complication_probability(LymanOrgan const& organ,
                                              std::span<DoseVolume const> histogram);

/// m from the doses of 5 % and 50 % complications.
[[nodiscard]] double relative_sd_of(Eqd2 five_percent_dose, Eqd2 half_dose);

}   // namespace radici::radiobiology
