#include "radici/dosimetry/event_tally.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/dosimetry/detail/over_source.hpp"

namespace radici::dosimetry {

namespace {

constexpr std::size_t fine_bins = 6000, coarse_bins = 100;

bool is_inside(SourceShell const& source, double target_um)
{
    return source.is_surface() ? source.outer_um < target_um : source.outer_um <= target_um;
}

/// Cosine (towards the centre) from which on a ray from outside meets the sphere within its range;
/// over 1: none does.
double least_cosine(double q, double range, double a)
{
    double const tangent2 = (q - a) * (q + a);   // square of the way to the point of touch
    if (range * range >= tangent2)
        return std::sqrt(tangent2) / q;
    return (tangent2 + range * range) / (2 * q * range);
}

}   // namespace

EventTally::EventTally(double highest_MeV)
    : fine_width_MeV_(highest_MeV * (1 + 1e-9) / static_cast<double>(fine_bins)), fine_(fine_bins)
{
    RADICI_EXPECT(highest_MeV > 0);
}

void EventTally::add(SlowingDown const& law, double energy_MeV, double per_decay,
                     SourceShell const& source, double target_um)
{
    double const range = law.range_um(energy_MeV);
    bool const inside = is_inside(source, target_um);
    RADICI_EXPECT(inside || source.inner_um >= target_um);
    detail::over_source(source, inside ? source.outer_um : target_um + range,
                        [&](double q, double weight) {
                            if (inside)
                                from_inside(law, range, q, weight * per_decay, target_um);
                            else
                                from_outside(law, range, q, weight * per_decay, target_um);
                        });
}

/// All directions; each half of the cosines with its nodes crowded at 0, where a place near the
/// surface sees a short way turn into a long one.
void EventTally::from_inside(SlowingDown const& law, double range_um, double q_um, double weight,
                             double target_um)
{
    auto const& rule = detail::unit_rule();
    double const whole = law.energy_MeV(range_um);
    for (std::size_t i = 0; i < rule.node.size(); ++i) {
        double const t = rule.node[i], cosine = t * t;
        double const half =
            std::sqrt((target_um - q_um) * (target_um + q_um) + q_um * q_um * cosine * cosine);
        for (double const way : {half - q_um * cosine, half + q_um * cosine})
            add_event(whole - law.energy_MeV(std::max(range_um - way, 0.0)),
                      weight * rule.weight[i] * t);
    }
}

/// Directions that meet the sphere; nodes crowd at the touching ray, from where the chord grows as
/// a square root.
void EventTally::from_outside(SlowingDown const& law, double range_um, double q_um, double weight,
                              double target_um)
{
    auto const& rule = detail::unit_rule();
    double const least = least_cosine(q_um, range_um, target_um);
    for (std::size_t i = 0; i < rule.node.size() && least < 1; ++i) {
        double const t = rule.node[i], cosine = least + (1 - least) * t * t;
        double const half2 =
            q_um * q_um * cosine * cosine - (q_um - target_um) * (q_um + target_um);
        double const half = std::sqrt(std::max(half2, 0.0));
        double const in = std::max(q_um * cosine - half, 0.0), out = q_um * cosine + half;
        add_event(law.energy_MeV(std::max(range_um - in, 0.0)) -
                      law.energy_MeV(std::max(range_um - out, 0.0)),
                  weight * rule.weight[i] * t * (1 - least));
    }
}

void EventTally::add_event(double energy_MeV, double weight)
{
    auto const bin = static_cast<std::size_t>(std::max(energy_MeV, 0.0) / fine_width_MeV_);
    RADICI_EXPECT(bin < fine_.size());
    fine_[bin] += weight;
    hits_ += weight;
    first_MeV_ += weight * energy_MeV;
    second_MeV2_ += weight * energy_MeV * energy_MeV;
}

double EventTally::frequency_mean_MeV() const
{
    return hits_ > 0 ? first_MeV_ / hits_ : 0;
}

double EventTally::dose_mean_MeV() const
{
    return first_MeV_ > 0 ? second_MeV2_ / first_MeV_ : 0;
}

EventTally::Spectrum EventTally::spectrum() const
{
    Spectrum out;
    if (!(hits_ > 0))
        return out;
    auto const last = std::find_if(fine_.rbegin(), fine_.rend(), [](double n) { return n > 0; });
    auto const used = static_cast<std::size_t>(fine_.rend() - last);
    std::size_t const merged = (used + coarse_bins - 1) / coarse_bins;
    out.width_MeV = static_cast<double>(merged) * fine_width_MeV_;
    out.per_MeV.assign((used + merged - 1) / merged, 0);
    for (std::size_t i = 0; i < used; ++i)
        out.per_MeV[i / merged] += fine_[i] / (hits_ * out.width_MeV);
    return out;
}

double hit_chance(double q_um, double range_um, double target_um)
{
    if (q_um < target_um)
        return 1;
    return q_um >= target_um + range_um
               ? 0
               : std::max(0.5 * (1 - least_cosine(q_um, range_um, target_um)), 0.0);
}

}   // namespace radici::dosimetry
