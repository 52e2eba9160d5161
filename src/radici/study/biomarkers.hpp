#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "radici/numerics/roc.hpp"

namespace radici::study {

/// What a biomarker is to foretell, of what patients.csv holds.
enum class Foretold { response, control, psa50, cr, cure };
[[nodiscard]] std::string_view to_text(Foretold endpoint);   ///< `response`, as on the command line
[[nodiscard]] std::vector<std::string> names_of_foretold();

/// One baseline quantity against one endpoint in one arm.
struct Biomarker {
    std::string column;   ///< BL_*, of patients.csv
    std::string unit, text;
    /// Area under the curve of "higher value, endpoint met", with DeLong's 95 % interval.
    numerics::Estimate area;
    std::vector<numerics::RocPoint> curve;
};

struct ArmBiomarkers {
    std::string arm;
    int events = 0;      ///< patients who met the endpoint
    int evaluable = 0;   ///< patients in whom it can be judged; failed ones and BOR = NE cannot
    /// Furthest from 1/2 first; those that are the same in all patients are left out. Empty where
    /// all or none met the endpoint.
    std::vector<Biomarker> markers;
};

/// Every baseline quantity of a finished run, arm by arm.
/// @param patients_csv  of a run folder
/// StudyError where the file is not one of ours, or has no such endpoint
[[nodiscard]] std::vector<ArmBiomarkers> find_biomarkers(std::filesystem::path const& patients_csv,
                                                         Foretold endpoint);

}   // namespace radici::study
