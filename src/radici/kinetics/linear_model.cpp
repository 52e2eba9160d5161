#include "radici/kinetics/linear_model.hpp"

#include <algorithm>

#include "radici/base/error.hpp"
#include "radici/kinetics/detail/dense.hpp"

namespace radici::kinetics {
namespace {

/// K − λ·I of the compartments; with `outside` one more row gathers what left the body.
detail::Dense rate_matrix(LinearModel const& model, double decay_per_d, bool outside)
{
    int const n = model.size();
    detail::Dense rates(n + (outside ? 1 : 0));
    for (int i = 0; i < rates.n; ++i)
        rates(i, i) = -decay_per_d;
    for (Transfer const& flow : model.transfers) {
        rates(flow.from, flow.from) -= flow.per_d;
        if (flow.to != out_of_body)
            rates(flow.to, flow.from) += flow.per_d;
        else if (outside)
            rates(n, flow.from) += flow.per_d;
    }
    return rates;
}

std::vector<double> after(LinearModel const& model, double decay_per_d,
                          std::span<double const> start, double days)
{
    RADICI_EXPECT(static_cast<int>(start.size()) == model.size());
    RADICI_EXPECT(days >= 0);
    detail::Dense rates = rate_matrix(model, decay_per_d, true);
    for (double& rate : rates.value)
        rate *= days;
    std::vector<double> amounts(start.begin(), start.end());
    amounts.push_back(0);
    return detail::multiply(detail::exponential(rates), amounts);
}

}   // namespace

int LinearModel::find(std::string const& name) const
{
    auto const found = std::find(compartment.begin(), compartment.end(), name);
    return found == compartment.end() ? -1 : static_cast<int>(found - compartment.begin());
}

std::vector<double> time_integrated_activity(LinearModel const& model, double decay_per_d,
                                             std::span<double const> start)
{
    RADICI_EXPECT(static_cast<int>(start.size()) == model.size());
    RADICI_EXPECT(decay_per_d > 0);
    detail::Dense matrix = rate_matrix(model, decay_per_d, false);
    for (double& rate : matrix.value)
        rate = -rate;
    return detail::solve(std::move(matrix), {start.begin(), start.end()});
}

std::vector<double> residence_times_d(LinearModel const& model, double decay_per_d)
{
    std::vector<double> start(static_cast<std::size_t>(model.size()), 0.0);
    start.at(0) = 1;
    return time_integrated_activity(model, decay_per_d, start);
}

std::vector<double> activity_after(LinearModel const& model, double decay_per_d,
                                   std::span<double const> start, double days)
{
    std::vector<double> amounts = after(model, decay_per_d, start, days);
    amounts.pop_back();
    return amounts;
}

double excreted_after(LinearModel const& model, double decay_per_d, std::span<double const> start,
                      double days)
{
    return after(model, decay_per_d, start, days).back();
}

}   // namespace radici::kinetics
