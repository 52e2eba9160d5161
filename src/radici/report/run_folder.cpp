#include "radici/report/run_folder.hpp"

#include "radici/base/file.hpp"
#include "radici/report/courses.hpp"
#include "radici/report/page.hpp"
#include "radici/report/patient_columns.hpp"
#include "radici/report/patients.hpp"
#include "radici/report/summary.hpp"

namespace radici::report {

void write_results(study::RunResult const& result, std::filesystem::path const& folder,
                   Gnuplot const& gnuplot)
{
    write_atomically(folder / "summary.json", summary_json(result));
    AtomicFile patients(folder / "patients.csv");
    write_patients_csv(result, [&](std::string_view piece) { patients.write(piece); });
    patients.commit();
    write_patients_h5(result, folder / "patients.h5");
    write_atomically(folder / "courses.h5", courses_h5(result));
    write_atomically(folder / "report.html", report_html(result, build_info(), gnuplot));
}

void write_provenance(study::RunResult const& result, RunFacts const& facts,
                      std::filesystem::path const& folder)
{
    write_atomically(folder / "provenance.json",
                     provenance_json(result, facts, build_info(), folder));
}

}   // namespace radici::report
