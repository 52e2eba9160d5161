#pragma once
#include <vector>

#include "radici/patient/snapshot.hpp"
#include "radici/study/results.hpp"

namespace radici::study {

/// Adds one moment to the course of a subject: on the first call the series are made, later calls
/// append to them in the same order. Volumes and doses a lesion; immune states as means over the
/// lesions; blood, occupancy and markers.
void append_course(patient::Snapshot const& now, bool has_psa, std::vector<Series>& series);

}   // namespace radici::study
