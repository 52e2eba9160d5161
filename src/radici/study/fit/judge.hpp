#pragma once
#include <vector>

#include "radici/study/fit/data.hpp"
#include "radici/study/record.hpp"
#include "radici/study/table.hpp"

namespace radici::study::fit {

/// The patients of one arm that were simulated to the end.
struct SimulatedArm {
    PatientTable const& table;
    double horizon_d;
    std::vector<double> const& grid_days;
    std::vector<double> injection_days;   ///< of its first radiopharmaceutical
    std::vector<SubjectRecord const*> patients;
};

/// How data stand to a simulation.
struct Judgement {
    double log_likelihood = 0;
    double observed = 0, predicted = 0;   ///< in the model's unit; of times of events: their number
    /// Chance that data like these, made anew with these parameters, come out at least as high.
    double p_above = 0.5;
};

/// Compares data with simulated patients. The simulation's own sampling error counts as error:
///   counts, shares with n   beta-binomial, Beta(k + ½, n − k + ½) from k of n simulated
///   shares with interval    normal on logits
///   medians, group means of volumes and courses, peaks   normal on logarithms, standard deviation
///                           from the interval, else `error`; of a day of a peak normal, ≥ 0.5 d,
///                           and of a change per injection normal
///   measurements of one subject   mean over simulated subjects of the product of lognormals of
///                           `error`: the marginal likelihood of the population; a broad one of
///                           sd_ln = 2 has the weight of half a subject
///   times of events         density and survival of the simulated cohort's Kaplan-Meier curve in
///                           30 steps, with the weight of one subject spread evenly over twice the
///                           horizon
/// A simulated median that is not reached is continued exponentially beyond the horizon.
/// @param arms  of the group's study; a ratio of medians is taken to the first
[[nodiscard]] Judgement judge(DataGroup const& group, std::vector<SimulatedArm> const& arms,
                              double error);

}   // namespace radici::study::fit
