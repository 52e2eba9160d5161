#include "radici/numerics/detail/partial_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "radici/base/error.hpp"
#include "radici/numerics/statistics.hpp"

namespace radici::numerics::detail {
namespace {

/// Σ w, Σ w·x and Σ w·x·xᵀ over a set of subjects.
class Moments {
public:
    explicit Moments(std::size_t p) : first_(p), second_(p * p) {}

    void clear()
    {
        weight_ = 0;
        std::fill(first_.begin(), first_.end(), 0.0);
        std::fill(second_.begin(), second_.end(), 0.0);
    }

    void add(double w, double const* x)
    {
        weight_ += w;
        std::size_t const p = first_.size();
        for (std::size_t i = 0; i < p; ++i) {
            first_[i] += w * x[i];
            for (std::size_t j = 0; j < p; ++j)
                second_[i * p + j] += w * x[i] * x[j];
        }
    }

    /// One who falls, of those who fall together, when a share of them is out of the way.
    void one_falls(Moments const& falling, double share, EventTime& sum) const
    {
        double const weight = weight_ - share * falling.weight_;
        std::size_t const p = first_.size();
        sum.log_likelihood -= std::log(weight);
        auto const mean = [&](std::size_t i) {
            return (first_[i] - share * falling.first_[i]) / weight;
        };
        for (std::size_t i = 0; i < p; ++i) {
            sum.score[i] -= mean(i);
            for (std::size_t j = 0; j < p; ++j) {
                std::size_t const k = i * p + j;
                sum.information[k] +=
                    (second_[k] - share * falling.second_[k]) / weight - mean(i) * mean(j);
            }
        }
    }

private:
    double weight_ = 0;
    std::vector<double> first_, second_;
};

}   // namespace

PartialLikelihood::PartialLikelihood(CoxTable const& table)
{
    std::size_t const n = table.subjects.size(), p = table.covariates;
    RADICI_EXPECT(p >= 1 && table.value.size() == n * p);
    RADICI_EXPECT(table.stratum.empty() || table.stratum.size() == n);
    for (std::size_t i = 0; i < n; ++i) {
        auto const& [time, event] = table.subjects[i];
        RADICI_EXPECT(time >= 0 && std::isfinite(time));
        rows_.push_back({time, event, table.stratum.empty() ? 0 : table.stratum[i], i});
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](Row const& l, Row const& r) {
        return std::tie(l.stratum, r.time) < std::tie(r.stratum, l.time);
    });
    values_.resize(n * p);
    scale_.resize(p);
    for (std::size_t j = 0; j < p; ++j) {
        std::vector<double> column;
        column.reserve(n);
        for (Row const& row : rows_)
            column.push_back(table.value[row.subject * p + j]);
        double const centre = mean(column), spread = standard_deviation(column);
        RADICI_EXPECT(n == 0 || std::isfinite(centre));
        scale_[j] = spread > 0 ? spread : 1;
        for (std::size_t i = 0; i < n; ++i)
            values_[i * p + j] = (column[i] - centre) / scale_[j];
    }
}

void PartialLikelihood::each_event_time(std::vector<double> const& coefficients,
                                        std::function<void(EventTime const&)> const& visit) const
{
    std::size_t const p = scale_.size();
    RADICI_EXPECT(coefficients.size() == p);
    Moments at_risk(p), falling(p);
    EventTime sum{0, 0, std::vector<double>(p), std::vector<double>(p * p)};
    for (std::size_t i = 0; i < rows_.size();) {
        double const time = rows_[i].time;
        int const stratum = rows_[i].stratum;
        if (i > 0 && rows_[i - 1].stratum != stratum)
            at_risk.clear();
        falling.clear();
        sum.time = time;
        sum.log_likelihood = 0;
        std::fill(sum.score.begin(), sum.score.end(), 0.0);
        std::fill(sum.information.begin(), sum.information.end(), 0.0);
        int events = 0;
        for (; i < rows_.size() && rows_[i].time == time && rows_[i].stratum == stratum; ++i) {
            double const* const x = &values_[i * p];
            double predictor = 0;
            for (std::size_t j = 0; j < p; ++j)
                predictor += coefficients[j] * x[j];
            double const hazard = std::exp(predictor);
            at_risk.add(hazard, x);
            if (!rows_[i].event)
                continue;
            falling.add(hazard, x);
            ++events;
            sum.log_likelihood += predictor;
            for (std::size_t j = 0; j < p; ++j)
                sum.score[j] += x[j];
        }
        for (int k = 0; k < events; ++k)
            at_risk.one_falls(falling, static_cast<double>(k) / events, sum);
        if (events > 0)
            visit(sum);
    }
}

}   // namespace radici::numerics::detail
