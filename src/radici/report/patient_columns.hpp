#pragma once
#include <filesystem>

#include "radici/study/results.hpp"

namespace radici::report {

/// `patients.h5`: what patients.csv says, as columns, all digits of them. Written column by column:
/// memory holds one. Equal results give equal bytes.
///
///   /                     attributes schema = 1, study, registry, seed
///   /arm_<k>              attribute name; k counts the arms from 0
///     /<COLUMN>           float64 [patients], by patient; NaN = no value, or the patient failed;
///                         attributes unit, text; levels where the number stands for a word
///
/// RunError where the file cannot be written.
void write_patients_h5(study::RunResult const& result, std::filesystem::path const& file);

}   // namespace radici::report
