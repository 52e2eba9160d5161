#pragma once
#include "radici/patient/biology.hpp"
#include "radici/patient/person.hpp"
#include "radici/study/study.hpp"

namespace radici::study {

/// Patient or animal `index` of a study; each attempt is another draw.
[[nodiscard]] patient::Person draw_person(Study const& study, patient::Biology const& biology,
                                          int index, int attempt = 0);

/// The subject with every quantity at its centre.
[[nodiscard]] patient::Person median_person(Study const& study, patient::Biology const& biology);

}   // namespace radici::study
