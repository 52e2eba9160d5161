#pragma once
#include <atomic>
#include <functional>
#include <span>
#include <stdexcept>
#include <vector>

#include "radici/study/fit/data.hpp"
#include "radici/study/fit/judge.hpp"
#include "radici/study/fit/plan.hpp"

namespace radici::study::fit {

/// SIGINT or SIGTERM came while places were weighed.
struct Interrupted : std::runtime_error {
    Interrupted() : std::runtime_error("interrupted") {}
};

/// Parameters against data. A place is a list of standard normal scores, one a free parameter:
/// score z stands for the value below which a share Φ(z) of its prior lies, so that every prior is
/// N(0, 1) and the sampler meets no edges.
class Problem {
public:
    /// @param threads  0: all
    Problem(Plan const& plan, std::vector<DataGroup> groups, int threads);

    [[nodiscard]] std::vector<double> values_at(std::vector<double> const& place) const;
    /// Log density of the prior at a place, up to a constant.
    [[nodiscard]] static double log_prior(std::span<double const> place);
    /// One a place, the same for any number of threads: every place is simulated with the patients
    /// of the study's seed. −∞ where over a fifth of the patients of a case cannot be simulated.
    /// Throws Interrupted.
    [[nodiscard]] std::vector<double>
    log_likelihoods(std::vector<std::vector<double>> const& places) const;
    /// By place, then group. Throws Interrupted.
    [[nodiscard]] std::vector<std::vector<Judgement>>
    judgements(std::vector<std::vector<double>> const& places) const;

    [[nodiscard]] std::vector<DataGroup> const& groups() const { return groups_; }
    [[nodiscard]] long evaluations() const { return evaluations_; }
    [[nodiscard]] std::size_t parameters() const { return plan_.parameters.size(); }

private:
    [[nodiscard]] std::vector<Judgement> judge_case(std::size_t which, Setting setting) const;
    Plan const& plan_;
    std::vector<DataGroup> groups_;
    std::vector<PatientTable> tables_;
    int threads_;
    mutable std::atomic<long> evaluations_{0};
};

/// Simulates every case at every place: hands `task` the number of the place, that of the case, and
/// the study with the parameters of the place; from several threads at once. Throws Interrupted.
/// @param values   by place: one a free parameter, in its unit
/// @param threads  0: all
void at_places(Plan const& plan, std::vector<std::vector<double>> const& values, int threads,
               std::function<void(std::size_t, std::size_t, Setting const&)> const& task);

/// A study where one population has taken the place of another; what was compiled is shared. It
/// must not outlive the study it comes from.
[[nodiscard]] Setting with_biology(Setting const& setting, patient::Biology biology);

}   // namespace radici::study::fit
