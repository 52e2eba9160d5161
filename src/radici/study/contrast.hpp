#pragma once
#include "radici/study/results.hpp"

/// What is said of survival beyond medians and hazard ratios, from the follow-up that a result
/// already holds.
namespace radici::study {

/// Fills in the restricted means of every arm's survival endpoints. They reach to one day in all
/// arms: the horizon or, where it comes first, the last day to which every arm was followed (an arm
/// in which all had the event does not count: its curve is known for ever). Intervals are normal
/// and cut to what is possible.
void restrict_means(RunResult& result);

/// Fills in what a comparison needs beside its p: the check of proportional hazards and the
/// difference of restricted means where it is of survival, and p by Holm's method where there is
/// more than one comparison, with a note that says how many there are. restrict_means comes before.
void weigh_comparisons(RunResult& result);

}   // namespace radici::study
