#pragma once

/// Grades of blood toxicity from counts. Source  Common Terminology Criteria for Adverse Events
/// (CTCAE), US Department of Health, version 5.0 (2017), "Investigations"; limits in 10⁹/L.
namespace radici::radiobiology {

enum class BloodCell { lymphocytes, platelets, neutrophils };

/// Where the grades of a count begin: grade n holds from below[n − 1] down to below[n].
struct CountGrades {
    double below_1e9_per_L[4];
};

/// CTCAE limits; the first is the lower limit of normal, which is each laboratory's own.
[[nodiscard]] CountGrades count_grades(BloodCell cell);

/// Grade 0-4 of a count. Grade 5 (death) is no matter of counts.
[[nodiscard]] int count_grade(BloodCell cell, double count_1e9_per_L);

}   // namespace radici::radiobiology
