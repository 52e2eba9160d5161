#pragma once
#include <vector>

#include "radici/patient/person.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// What PET with the vector of the study's first radiopharmaceutical shows at baseline: the
/// standardised uptake value of each lesion, its mean concentration over activity given per body
/// weight, decay-corrected. A tracer amount is followed through the same model as the treatment, so
/// receptor number, volume and the patient's own kinetics count. StudyError where the study gives
/// no radiopharmaceutical.
[[nodiscard]] std::vector<double> lesion_suv(Setting const& setting, patient::Person const& person,
                                             double after_d);

/// Whether a person meets `[select]`; true where there is none.
[[nodiscard]] bool qualifies(Setting const& setting, patient::Person const& person);

}   // namespace radici::study
