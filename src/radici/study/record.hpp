#pragma once
#include <optional>
#include <string>
#include <vector>

#include "radici/study/follow_up.hpp"
#include "radici/study/results.hpp"

namespace radici::study {

/// What came out for one subject in one arm. PatientTable says what is kept of it.
struct SubjectRecord {
    int index = 0;
    int arm = 0;
    std::string failure;    ///< empty: completed
    int redraws = 0;        ///< of this patient, see cohort.hpp
    int screened_out = 0;   ///< draws before this patient that [select] turned away
    Outcome outcome;

    // baseline
    bool male = true;
    double weight_kg = 0, height_cm = 0;
    double tumour_volume_mm3 = 0, psa_ng_per_mL = no_value;
    double growth_per_d = 0, antigenicity = 0, pdl1 = 0;
    double lymphocytes_1e9_per_L = 0, platelets_1e9_per_L = 0;

    std::vector<double> lesion_volume_mm3;   ///< at the start
    std::vector<double> lesion_suv;          ///< on the PET of enrolment; empty: none
    std::vector<double> lesion_dose_Gy;      ///< physical, at the end
    std::vector<double> region_dose_Gy;      ///< in the order of dose_regions()
    double kidney_bed_Gy = 0;
    std::vector<double> total_volume_mm3;   ///< at the grid days until death
    std::optional<Course> course;
};

}   // namespace radici::study
