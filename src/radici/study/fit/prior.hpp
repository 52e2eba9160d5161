#pragma once
#include <string>

#include "radici/base/document.hpp"
#include "radici/base/parameter.hpp"

namespace radici::study::fit {

/// What is thought of a parameter before the data are seen.
struct Prior {
    enum class Shape {
        lognormal,    ///< cut at low and high
        loguniform,   ///< low > 0
        uniform
    } shape = Shape::lognormal;
    double median = 1;             ///< of the lognormal before it is cut
    double sd_ln = 1;              ///< of the lognormal before it is cut
    double low = 0, high = 1;      ///< nothing is outside; low 0 and high ∞ where it is not cut
    std::string origin = "data";   ///< "data" or "study file"

    /// The value below which a share u in (0, 1) lies; increasing in u.
    [[nodiscard]] double quantile(double u) const;
    /// Its inverse; 0 or 1 outside.
    [[nodiscard]] double cumulative(double value) const;
};

[[nodiscard]] std::string to_text(Prior::Shape shape);

/// The prior that a number of data/ stands for: a lognormal with its value as median. `low` and
/// `high` are taken as the range of 95 % and nothing outside is thought possible; a low of 0 takes
/// the spread from `high` alone; without a range `sd` serves. A value of 0,
/// or at the high end of a range from 0, has a uniform prior from low to high. The spread between
/// patients, `sd_ln`, says nothing of the median's uncertainty and is not used.
/// @param asked  where the fit names the parameter: StudyError there where data/ has no range
[[nodiscard]] Prior prior_of(Parameter const& parameter, Node const& asked);

}   // namespace radici::study::fit
