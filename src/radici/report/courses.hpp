#pragma once
#include <string>

#include "radici/study/results.hpp"

namespace radici::report {

/// `courses.h5`: the time series of the sampled patients as the bytes of an HDF5 file. Equal
/// results give equal bytes (no object times, filters without a date).
///
///   /                       attributes schema = 1, study, registry, seed
///   /days                   float64 [n], unit "d": the grid that all series share
///   /arm_<k>                attribute name; k counts the arms from 0
///     /<USUBJID>            attribute index (the patient, from 0)
///       /<group>/<name>     float32 [days], or [regions × days] with the attribute regions;
///                           attributes unit, text; NaN = no value (after a death)
///       /events/{day, kind, what}   float64 and fixed-length UTF-8 text, one entry an event
///
/// <group> is volume, dose, activity, immune, blood, occupancy or marker.
/// Throws RunError where the HDF5 library fails.
[[nodiscard]] std::string courses_h5(study::RunResult const& result);

}   // namespace radici::report
