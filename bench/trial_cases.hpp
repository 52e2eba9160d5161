#pragma once
#include <deque>
#include <vector>

#include "radici/patient/simulate.hpp"
#include "radici/study/setting.hpp"

/// The same work for every engine: patients of a trial, each in every arm, all of whose planned
/// doses are given (rules that withhold one could turn a rounding error into other work).
namespace radici::bench {

/// NCT05150236: 24 months, a mean of 8 lesions, two arms.
[[nodiscard]] study::Setting trial(int patients);

/// What an engine says of one case.
struct Endpoints {
    std::vector<double> ln_viable;   ///< 1e6 cells, by visit and lesion
    std::vector<double> dose_Gy;     ///< by visit and lesion
    std::vector<double> platelets;   ///< 1e9/L, by visit
    double last_d = 0;               ///< death, or the last visit
    bool died = false;
};

/// Keeps the endpoints.
class Recorder : public patient::Observer {
public:
    void visit(patient::Snapshot const& now) override;
    [[nodiscard]] bool allows(patient::Dose const&, patient::Snapshot const&) override
    {
        return true;
    }
    void given(patient::Dose const&) override {}
    void died(patient::Snapshot const& now) override
    {
        endpoints.last_d = now.day;
        endpoints.died = true;
    }

    Endpoints endpoints;
};

/// A patient in an arm.
struct TrialCase {
    patient::Subject subject;
    std::vector<double> start;
    double death_threshold = 0;
    patient::Schedule schedule;
};

/// All patients of a study in the first arm, then all in the second. They live as long as the
/// setting.
[[nodiscard]] std::vector<std::deque<TrialCase>> trial_cases(study::Setting const& setting);

/// Differences between two engines over all cases.
struct Differences {
    std::vector<double> ln_viable;   ///< of lesions of more than 1000 viable cells
    std::vector<double> dose;        ///< relative, of lesion doses above 10 mGy
    std::vector<double> platelets;   ///< relative
    std::vector<double> death_d;     ///< of all who die by the one or the other

    void add(Endpoints const& a, Endpoints const& reference, int lesions);
};

/// 0 where there is none.
[[nodiscard]] double largest(std::vector<double> const& values);
[[nodiscard]] double quantile(std::vector<double> values, double share);

/// CPU time of this thread, s.
[[nodiscard]] double cpu_s();

}   // namespace radici::bench
