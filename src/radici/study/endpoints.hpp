#pragma once
#include <string>
#include <vector>

#include "radici/study/results.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// Which endpoints a study has.
struct Endpoints {
    bool animals = false;
    bool has_psa = false;
    [[nodiscard]] static Endpoints of(Setting const& setting);
};

/// A share of patients: those that can be judged have a value in `column` (and 1 in `judged`, where
/// there is one); those with the event have one in [low, high].
struct RateRule {
    std::string name;
    std::string column;
    double low, high;
    std::string judged = {};
};

[[nodiscard]] std::vector<RateRule> rate_rules(Endpoints const& has);
[[nodiscard]] std::vector<RateRule> toxicity_rules(Endpoints const& has, bool radioactive);

/// A time to an event.
struct SurvivalRule {
    std::string name;
    std::string columns;   ///< `<columns>_DAY`, `<columns>_CNSR`
    Survival::Scale scale = Survival::Scale::months;
};

[[nodiscard]] std::vector<SurvivalRule> survival_rules(Endpoints const& has);

}   // namespace radici::study
