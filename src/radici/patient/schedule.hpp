#pragma once
#include <optional>
#include <vector>

#include "radici/patient/intervention.hpp"

namespace radici::patient {

/// What an administration brings.
enum class Means { antibody, radiopharmaceutical, partner, intervention };

/// One planned administration to one subject; amounts are already those of this subject's weight
/// and surface.
struct Dose {
    double day = 0;   ///< from the first treatment day
    Means means = Means::antibody;
    /// Index among the arm's radiopharmaceuticals, antibodies or partner drugs, or
    /// Schedule::interventions.
    int agent = 0;
    double amount =
        0;   ///< MBq, mg, usual doses of a partner drug; of an intervention what it says itself
    std::optional<double> ligand_nmol = {};   ///< of the vector, labelled or not; none: as usual
    double infusion_d = 0;                    ///< 0: a bolus
    int give = 0;                             ///< index of the `[[arm.give]]`
    int number = 0;                           ///< 0 for its first dose

    [[nodiscard]] bool radioactive() const { return means == Means::radiopharmaceutical; }
};

/// What happens to one subject and when: planned doses and the days it is looked at, each list in
/// order of time.
struct Schedule {
    double horizon_d = 0;
    std::vector<Dose> doses;
    std::vector<double> visits;
    std::vector<Intervention> interventions = {};
};

}   // namespace radici::patient
