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
/// @param suv  of each lesion on the PET that it asks for
[[nodiscard]] bool qualifies(Selection const& wanted, std::vector<double> const& suv);

}   // namespace radici::study
