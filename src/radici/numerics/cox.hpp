#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "radici/numerics/survival.hpp"

namespace radici::numerics {

/// What a Cox regression reads: subjects and, row by row, what is known of them.
struct CoxTable {
    std::vector<FollowUp> subjects;
    std::size_t covariates = 1;   ///< columns, ≥ 1
    std::vector<double> value;    ///< subjects × covariates, finite
    std::vector<int> stratum{};   ///< one a subject; empty: all in one. Each stratum has a baseline
                                  ///< hazard of its own
};

struct ChiSquaredTest {
    double chi_squared;
    int degrees;
    double p;
};
[[nodiscard]] ChiSquaredTest chi_squared_test(double chi_squared, int degrees);

/// Maximum of the partial likelihood.
struct CoxFit {
    std::vector<double> coefficient;   ///< log hazard ratio per unit of the covariate
    std::vector<double> covariance;    ///< covariates × covariates: inverse observed information
    double log_likelihood_at_zero, log_likelihood;
    ChiSquaredTest likelihood_ratio, score, wald;   ///< of all coefficients together against 0

    [[nodiscard]] double standard_error(std::size_t covariate) const;
    /// e^coefficient with its Wald interval.
    [[nodiscard]] Estimate hazard_ratio(std::size_t covariate, double confidence = 0.95) const;
};

/// Cox's proportional hazards regression, ties by Efron's approximation, Newton's method with
/// halved steps. Empty where the likelihood has no single maximum: no events, a covariate that is
/// constant or a sum of others, or one that tells all who have the event from those at risk with
/// them. Source  Cox, J R Stat Soc B 34:187 (1972); Efron, J Am Stat Assoc 72:557 (1977)
[[nodiscard]] std::optional<CoxFit> cox_regression(CoxTable const& table);

/// Hazard of b over hazard of a: the regression on one covariate, 0 for a and 1 for b. Empty where
/// one group has no event while the other is at risk.
[[nodiscard]] std::optional<Estimate>
hazard_ratio(std::span<FollowUp const> a, std::span<FollowUp const> b, double confidence = 0.95);

/// The table of that regression.
[[nodiscard]] CoxTable two_groups(std::span<FollowUp const> a, std::span<FollowUp const> b);

}   // namespace radici::numerics
