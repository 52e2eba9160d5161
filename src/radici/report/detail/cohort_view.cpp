#include "radici/report/detail/cohort_view.hpp"

#include <algorithm>
#include <cmath>

#include "radici/numerics/statistics.hpp"
#include "radici/study/patient_rows.hpp"

namespace radici::report::detail {

std::optional<std::size_t> column_index(study::RunResult const& result, std::string_view name)
{
    for (std::size_t i = 0; i < result.columns.size(); ++i)
        if (result.columns[i].name == name)
            return i;
    return std::nullopt;
}

std::vector<double> column_of(study::RunResult const& result, std::size_t which, int arm)
{
    return result.patients ? result.patients->column(which, arm) : std::vector<double>{};
}

std::vector<study::Course const*> courses_of(study::RunResult const& result, int arm)
{
    std::vector<study::Course const*> courses;
    for (auto const& course : result.courses)
        if (course.arm == arm)
            courses.push_back(&course);
    return courses;
}

std::vector<std::size_t> thinned(std::size_t count, std::size_t most)
{
    std::vector<std::size_t> kept;
    std::size_t const wanted = std::min(count, most);
    for (std::size_t i = 0; i < wanted; ++i)
        kept.push_back(wanted < 2 ? 0 : i * (count - 1) / (wanted - 1));
    return kept;
}

double at(study::Series const& series, std::size_t position)
{
    return position < series.value.size() ? series.value[position] : study::no_value;
}

study::Band sampled_band(study::RunResult const& result, int arm,
                         std::vector<std::size_t> const& positions, Wanted const& wanted)
{
    std::vector<study::Series const*> found;
    for (auto const* course : courses_of(result, arm))
        for (auto const& series : course->series)
            if (wanted(series))
                found.push_back(&series);
    study::Band band;
    for (std::size_t const position : positions) {
        std::vector<double> values;
        for (auto const* series : found)
            if (double const value = at(*series, position); std::isfinite(value))
                values.push_back(value);
        auto const quantile = [&](double p) {
            return values.empty() ? study::no_value : numerics::quantile(values, p);
        };
        band.p05.push_back(quantile(0.05));
        band.p50.push_back(quantile(0.50));
        band.p95.push_back(quantile(0.95));
    }
    return band;
}

double tumour_volume(study::Course const& course, std::size_t position)
{
    double sum = 0;
    bool any = false;
    for (auto const& series : course.series) {
        if (series.group != study::SeriesGroup::volume || series.region.empty())
            continue;
        double const value = at(series, position);
        if (std::isfinite(value)) {
            sum += value;
            any = true;
        }
    }
    return any ? sum : study::no_value;
}

}   // namespace radici::report::detail
