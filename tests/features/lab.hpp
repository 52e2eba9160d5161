#pragma once
#include <functional>
#include <string>
#include <vector>

#include "radici/patient/biology.hpp"
#include "radici/study/setting.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::test {

/// Changes the biology of a study before anyone is drawn.
using Change = std::function<void(patient::Biology&)>;

/// A study text with the project's own data, ready to simulate. Beside the library's agents there
/// are twins of some: y90_psma617, i125_psma617, in111_psma617, ac225_fap2286 (another nuclide on
/// the same vector) and few_sites_psma617 (a tenth of the receptors).
[[nodiscard]] study::Setting lab(std::string const& text, Change const& change = {});

/// The opening of a study of mice with one line; `tumour`, `rest` are lines of TOML.
struct Mice {
    std::string line = "b78";
    std::string tumour = "volume = \"100 mm3\"\n";
    std::string strain = {};   ///< of the line where empty
    int days = 40;
    std::string rest = {};
    int animals = 4;
    [[nodiscard]] std::string with(std::string const& arms) const;
};

/// The same of patients of one disease.
struct Patients {
    std::string disease = "mcrpc";
    std::string patient = {};   ///< lines of [patient]
    int days = 360;
    std::string rest = {};
    int patients = 4;
    [[nodiscard]] std::string with(std::string const& arms) const;
};

/// One arm; each `give` is the lines of an [[arm.give]].
[[nodiscard]] std::string arm(std::string const& name, std::vector<std::string> const& gives = {});

/// Looks at each subject on the days asked for.
/// @param patient  position among those simulated, from 0
using Look = std::function<void(int arm, int patient, patient::Snapshot const&)>;
/// Simulates patients 0 to count − 1 in all arms.
/// @param days  increasing, within the horizon
/// @param amend  changes each subject's schedule before it is simulated
using Amend = std::function<void(patient::Schedule&)>;
std::vector<study::SubjectRecord> watch(study::Setting const& setting, int count,
                                        std::vector<double> const& days, Look const& look,
                                        Amend const& amend = {});
/// Without a look.
[[nodiscard]] std::vector<study::SubjectRecord> run(study::Setting const& setting, int count);

/// A number a day, arm and patient: by arm, then patient, then day. NaN after the end of a
/// subject.
using Course = std::vector<std::vector<std::vector<double>>>;
[[nodiscard]] Course course(study::Setting const& setting, int count,
                            std::vector<double> const& days,
                            std::function<double(patient::Snapshot const&)> const& number);

/// first, first + step, … up to last.
[[nodiscard]] std::vector<double> days_from(double first, double step, double last);
[[nodiscard]] double median(std::vector<double> values);
[[nodiscard]] double mean(std::vector<double> const& values);
/// ln of the viable cells over those of the start, all lesions; −∞ where none is left.
[[nodiscard]] double log_viable(patient::Snapshot const& now);
/// Mean over a lesion, all classes of radiation of radiopharmaceuticals.
[[nodiscard]] double dose_rate_Gy_per_h(patient::Snapshot const& now, int lesion);

}   // namespace radici::test
