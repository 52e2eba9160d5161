#pragma once
#include "radici/study/setting.hpp"

namespace radici::study {

/// Replaces each `tumour_dose` of the study by the activity per administration that gives it: to a
/// lesion of median volume in a patient of median traits, by the horizon, over all administrations
/// of that regimen, the arm's other drugs left out. Found by simulation, to 0.1 %. Throws
/// StudyError where no activity within the agent's plausible range does it.
/// @return one line a regimen to tell the user
std::vector<std::string> find_activities(Setting& setting);

}   // namespace radici::study
