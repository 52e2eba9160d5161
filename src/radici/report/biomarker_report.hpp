#pragma once
#include <string>
#include <vector>

#include "radici/report/build_info.hpp"
#include "radici/report/gnuplot.hpp"
#include "radici/study/biomarkers.hpp"

namespace radici::report {

/// Biomarkers to be written: equal ones and equal builds give equal bytes.
struct BiomarkerResult {
    std::string run;   ///< name of the run folder
    study::Foretold endpoint;
    std::vector<study::ArmBiomarkers> arms;
    std::string patients_sha256;   ///< of the patients.csv read
};

/// `biomarkers.csv`: one line an arm and baseline quantity, area with interval.
[[nodiscard]] std::string biomarkers_csv(BiomarkerResult const& result);
/// `roc.csv`: the curves.
[[nodiscard]] std::string roc_csv(BiomarkerResult const& result);
/// `biomarkers.json`: the first with the question.
[[nodiscard]] std::string biomarkers_json(BiomarkerResult const& result);
/// `report.html`: a figure an arm, curves of the quantities furthest from chance and a table of
/// all. RunError where gnuplot fails.
[[nodiscard]] std::string biomarkers_html(BiomarkerResult const& result, BuildInfo const& build,
                                          Gnuplot const& gnuplot);

}   // namespace radici::report
