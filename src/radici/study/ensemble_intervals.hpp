#pragma once
#include <vector>

#include "radici/study/cohort.hpp"
#include "radici/study/results.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// Widens the intervals of a run whose patients come from the members of an ensemble, so that they
/// hold what is not known of the parameters too. Members are drawn again 200 times, all their
/// patients with them. With M members the statistic's variance over these draws is
///   V = (between + within/n)/M,
/// of which the sampling interval S holds within/(nM); a trial has one set of parameters, not M, so
/// between = M·(V·M/(M − 1) − S²) is added to the square of either half of the interval, on the
/// scale of logits (shares), logarithms (times, hazard ratios) or as it is (differences, means).
/// Rates, survival times and landmarks, comparisons; nothing where there are under two members.
/// @pre  the result's rates carry outcomes, its survival one entry a completed patient
void hold_parameters(RunResult& result, Setting const& setting, Cohort const& cohort);

}   // namespace radici::study
