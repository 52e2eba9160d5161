#pragma once
#include <vector>

namespace radici::patient {

/// One planned administration to one subject; amounts are already those of this subject's weight
/// and surface.
struct Dose {
    double day = 0;   ///< from the first treatment day
    bool radioactive = false;
    int agent = 0;       ///< index among the arm's radiopharmaceuticals, or among its antibodies
    double amount = 0;   ///< MBq or mg
    double infusion_d = 0;   ///< 0: a bolus
    int give = 0;            ///< index of the `[[arm.give]]`
    int number = 0;          ///< 0 for its first dose
};

/// What happens to one subject and when: planned doses and the days it is looked at, each list in
/// order of time.
struct Schedule {
    double horizon_d = 0;
    std::vector<Dose> doses;
    std::vector<double> visits;
};

}   // namespace radici::patient
