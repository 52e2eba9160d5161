#include "radici/numerics/competing_risks.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"

namespace radici::numerics {
namespace {

/// The variance of F(t) by the delta method over the hazards of all event times up to t, each of
/// them multinomial. With λ = d/n of all causes, λ₁ of this one and S just before,
///   n·vᵢ = λ₁(1 − λ₁)·S² − 2·λ₁·S·(F(t) − Fᵢ) + λ/(1 − λ)·(F(t) − Fᵢ)²,
/// kept as a polynomial in F(t), so that one pass serves all t.
class Variance {
public:
    void add(double n, double hazard, double hazard_of_cause, double survival, double share)
    {
        constant_ += hazard_of_cause * (1 - hazard_of_cause) * survival * survival / n;
        double const slope = 2 * hazard_of_cause * survival / n;
        constant_ += slope * share;
        linear_ -= slope;
        if (hazard == 1)   // F stays as it is
            return;
        double const square = hazard / (1 - hazard) / n;
        constant_ += square * share * share;
        linear_ -= 2 * square * share;
        square_ += square;
    }
    [[nodiscard]] double at(double share) const
    {
        return std::max(0.0, constant_ + share * (linear_ + share * square_));
    }

private:
    double constant_ = 0, linear_ = 0, square_ = 0;
};

std::vector<FirstEvent> by_time(std::span<FirstEvent const> subjects)
{
    std::vector<FirstEvent> sorted(subjects.begin(), subjects.end());
    for (auto const& [time, cause] : sorted)
        RADICI_EXPECT(time >= 0 && std::isfinite(time) && cause >= 0);
    std::sort(sorted.begin(), sorted.end(),
              [](auto const& l, auto const& r) { return l.time < r.time; });
    return sorted;
}

/// A share with its band on the scale of ln(−ln F).
Estimate with_band(double share, double standard_error, double z)
{
    double const log_share = std::log(share);
    double const width = z * standard_error / (share * std::abs(log_share));
    return {share, std::exp(log_share * std::exp(width)), std::exp(log_share * std::exp(-width))};
}

}   // namespace

CumulativeIncidence::CumulativeIncidence(std::span<FirstEvent const> subjects, int cause)
    : subjects_(subjects.size())
{
    RADICI_EXPECT(cause >= 1);
    auto const sorted = by_time(subjects);
    Variance variance;
    double survival = 1, share = 0;
    for (std::size_t i = 0; i < sorted.size();) {
        last_time_ = sorted[i].time;
        auto const n = static_cast<double>(sorted.size() - i);
        long all = 0, mine = 0;
        for (; i < sorted.size() && sorted[i].time == last_time_; ++i) {
            all += sorted[i].cause > 0 ? 1 : 0;
            mine += sorted[i].cause == cause ? 1 : 0;
            if (sorted[i].cause == 0)
                censored_.push_back(last_time_);
        }
        if (all == 0)
            continue;
        double const hazard = static_cast<double>(all) / n;
        double const hazard_of_cause = static_cast<double>(mine) / n;
        share += survival * hazard_of_cause;
        variance.add(n, hazard, hazard_of_cause, survival, share);
        survival *= 1 - hazard;
        all_fell_ = static_cast<double>(all) == n;
        if (mine > 0)
            steps_.push_back({last_time_, mine, share, std::sqrt(variance.at(share))});
    }
}

std::optional<Estimate> CumulativeIncidence::at(double t, double confidence) const
{
    RADICI_EXPECT(t >= 0 && confidence > 0 && confidence < 1);
    if (t > last_time_ && !all_fell_)
        return std::nullopt;
    auto const after = std::upper_bound(steps_.begin(), steps_.end(), t,
                                        [](double time, Step const& s) { return time < s.time; });
    double const share = after == steps_.begin() ? 0 : std::prev(after)->share;
    if (share > 0 && share < 1 - 1e-12)
        return with_band(share, std::prev(after)->standard_error,
                         normal_quantile(0.5 * (1 + confidence)));
    auto const gone = std::lower_bound(censored_.begin(), censored_.end(), t) - censored_.begin();
    long const followed = static_cast<long>(subjects_) - gone;
    auto const [low, high] = clopper_pearson(share > 0 ? followed : 0, followed, confidence);
    return Estimate{share, low, high};
}

std::vector<FollowUp> of_cause(std::span<FirstEvent const> subjects, int cause)
{
    RADICI_EXPECT(cause >= 1);
    std::vector<FollowUp> list;
    list.reserve(subjects.size());
    for (auto const& subject : subjects)
        list.push_back({subject.time, subject.cause == cause});
    return list;
}

}   // namespace radici::numerics
