#include "radici/study/recist.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "radici/base/constants.hpp"

namespace radici::study {
namespace {

constexpr double new_lesion_before_mm = 5;
constexpr double partial_share = 0.7;
constexpr double progressive_share = 1.2;
constexpr double progressive_step_mm = 5;

double sum_of(std::vector<int> const& lesions, std::span<double const> diameter_mm)
{
    double sum = 0;
    for (int i : lesions)
        sum += diameter_mm[static_cast<std::size_t>(i)];
    return sum;
}

double volume_of(std::vector<int> const& lesions, std::span<double const> diameter_mm)
{
    double sum = 0;
    for (int i : lesions)
        sum += constant::pi / 6 * std::pow(diameter_mm[static_cast<std::size_t>(i)], 3);
    return sum;
}

}   // namespace

double diameter_mm(double volume_mm3)
{
    return std::cbrt(6 * volume_mm3 / constant::pi);
}

Recist::Recist(std::span<double const> baseline)
    : change_percent_(std::numeric_limits<double>::quiet_NaN())
{
    std::vector<int> order(baseline.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return baseline[static_cast<std::size_t>(a)] > baseline[static_cast<std::size_t>(b)];
    });
    for (int i : order) {
        double const size = baseline[static_cast<std::size_t>(i)];
        if (size >= measurable_mm && static_cast<int>(targets_.size()) < most_targets)
            targets_.push_back(i);
        else if (size >= new_lesion_before_mm)
            others_.push_back(i);
        else
            unseen_.push_back(i);
    }
    baseline_sum_mm_ = smallest_sum_mm_ = sum_of(targets_, baseline);
    smallest_other_mm3_ = volume_of(others_, baseline);
}

bool Recist::new_lesion(std::span<double const> diameter_mm) const
{
    return std::any_of(unseen_.begin(), unseen_.end(), [&](int i) {
        return diameter_mm[static_cast<std::size_t>(i)] >= measurable_mm;
    });
}

Response Recist::assess(std::span<double const> diameter_mm)
{
    double const sum = sum_of(targets_, diameter_mm);
    double const other = volume_of(others_, diameter_mm);
    bool const targets_grew = measurable() && sum >= progressive_share * smallest_sum_mm_ &&
                              sum - smallest_sum_mm_ >= progressive_step_mm;
    // The same step as for targets, on a sphere of the volume of them all: a speck may not
    // progress.
    bool const others_grew =
        !others_.empty() && other >= std::pow(progressive_share, 3) * smallest_other_mm3_ &&
        study::diameter_mm(other) - study::diameter_mm(smallest_other_mm3_) >= progressive_step_mm;
    if (measurable())
        change_percent_ = 100 * (sum / baseline_sum_mm_ - 1);
    smallest_sum_mm_ = std::min(smallest_sum_mm_, sum);
    smallest_other_mm3_ = std::min(smallest_other_mm3_, other);

    if (targets_grew || others_grew || new_lesion(diameter_mm))
        return Response::progressive;
    bool const nothing_left = std::all_of(diameter_mm.begin(), diameter_mm.end(),
                                          [](double size) { return size < visible_mm; });
    if (nothing_left)
        return Response::complete;
    if (measurable() && sum <= partial_share * baseline_sum_mm_)
        return Response::partial;
    return Response::stable;
}

Response best_overall(std::span<Response const> scans)
{
    auto const progression = std::find(scans.begin(), scans.end(), Response::progressive);
    auto const evaluated = scans.first(static_cast<std::size_t>(progression - scans.begin()));
    auto confirmed = [&](auto accepts) {
        return std::adjacent_find(evaluated.begin(), evaluated.end(), [&](Response a, Response b) {
                   return accepts(a) && accepts(b);
               }) != evaluated.end();
    };
    auto complete = [](Response r) { return r == Response::complete; };
    auto partial = [](Response r) { return r == Response::complete || r == Response::partial; };
    if (confirmed(complete))
        return Response::complete;
    if (confirmed(partial))
        return Response::partial;
    if (!evaluated.empty())
        return Response::stable;
    return scans.empty() ? Response::not_evaluable : Response::progressive;
}

char const* to_text(Response response)
{
    switch (response) {
    case Response::complete:
        return "CR";
    case Response::partial:
        return "PR";
    case Response::stable:
        return "SD";
    case Response::progressive:
        return "PD";
    case Response::not_evaluable:
        return "NE";
    }
    return "NE";
}

}   // namespace radici::study
