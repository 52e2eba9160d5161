#include "radici/study/fit/detail/measurements.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "radici/base/constants.hpp"
#include "radici/numerics/statistics.hpp"

namespace radici::study::fit::detail {
namespace {

using Kind = Quantity::Kind;

/// One patient's course on the grid; shorter after a death.
using Values = std::vector<double>;

std::vector<Values> courses_of(Quantity const& quantity, SimulatedArm const& arm)
{
    std::vector<Values> courses;
    for (auto const* patient : arm.patients) {
        if (quantity.kind == Kind::volume) {
            courses.push_back(patient->total_volume_mm3);
            continue;
        }
        if (!patient->course)
            continue;
        Values sum;
        double regions = 0;
        for (auto const& series : patient->course->series)
            if (series.name == quantity.endpoint) {
                sum.resize(std::max(sum.size(), series.value.size()));
                for (std::size_t k = 0; k < series.value.size(); ++k)
                    sum[k] += series.value[k];
                regions += 1;
            }
        for (auto& x : sum)
            x /= regions;
        courses.push_back(std::move(sum));
    }
    return courses;
}

/// Logarithm of a course at a day, straight between the days of the grid; NaN after a death.
double log_at(Values const& course, std::vector<double> const& days, double day)
{
    auto const next = std::lower_bound(days.begin(), days.end(), day);
    auto const k = static_cast<std::size_t>(next - days.begin());
    if (k >= course.size() || std::isnan(course[k]))
        return Observation::none;
    double const here = std::log(std::max(course[k], floor_value));
    if (k == 0 || days[k] == day)
        return here;
    double const before = std::log(std::max(course[k - 1], floor_value));
    return before + (here - before) * (day - days[k - 1]) / (days[k] - days[k - 1]);
}

struct Middle {
    double median = Observation::none;
    double error = 0;   ///< of the simulated median, from the spread between patients
};

Middle middle_of(std::vector<double> values)
{
    std::erase_if(values, [](double x) { return std::isnan(x); });
    if (values.empty())
        return {};
    double const sd = values.size() > 1 ? numerics::standard_deviation(values) : 0;
    return {numerics::quantile(values, 0.5),
            std::sqrt(constant::pi / 2) * sd / std::sqrt(static_cast<double>(values.size()))};
}

Judgement judge_middle(Observation const& row, Middle const& simulated, double error)
{
    if (std::isnan(simulated.median))
        return {impossible, row.value, Observation::none, 1};
    double const sd = std::hypot(std::max(sd_of(row, error), 0.01), simulated.error);
    auto result = compare(std::log(row.value), simulated.median, sd, row.censored);
    result.observed = row.value;
    result.predicted = std::exp(simulated.median);
    return result;
}

/// The marginal likelihood of the measurements of one subject.
double log_subject(std::vector<Observation const*> const& rows, std::vector<Values> const& courses,
                   std::vector<double> const& days, double error)
{
    constexpr double broad = 2;
    std::vector<double> terms;
    double wide = std::log(0.5);
    for (auto const* row : rows) {
        std::vector<double> all;
        for (auto const& course : courses)
            all.push_back(log_at(course, days, row->time_d));
        double const centre = middle_of(all).median;
        if (!std::isnan(centre))
            wide += compare(std::log(row->value), centre, broad, row->censored).log_likelihood;
    }
    terms.push_back(wide);
    for (auto const& course : courses) {
        double sum = 0;
        for (auto const* row : rows) {
            double const expected = log_at(course, days, row->time_d);
            sum +=
                std::isnan(expected)
                    ? impossible
                    : compare(std::log(row->value), expected, error, row->censored).log_likelihood;
        }
        terms.push_back(sum);
    }
    double const most = *std::max_element(terms.begin(), terms.end());
    double sum = 0;
    for (double const term : terms)
        sum += std::exp(term - most);
    return most + std::log(sum / (static_cast<double>(courses.size()) + 0.5));
}

/// Change of a course from one injection to the next: the slope of the straight line through its
/// values on the days of injections; NaN where fewer than two were seen.
double slope(Values const& course, SimulatedArm const& arm)
{
    std::vector<double> number, value;
    for (double const day : arm.injection_days)
        if (double const x = log_at(course, arm.grid_days, day); !std::isnan(x)) {
            number.push_back(static_cast<double>(number.size()));
            value.push_back(std::exp(x));
        }
    if (number.size() < 2)
        return Observation::none;
    double const middle = numerics::mean(number), height = numerics::mean(value);
    double up = 0, square = 0;
    for (std::size_t k = 0; k < number.size(); ++k) {
        up += (number[k] - middle) * (value[k] - height);
        square += (number[k] - middle) * (number[k] - middle);
    }
    return up / square;
}

/// What the group's quantity is for one subject; logarithms, but of days and slopes.
double value_of(Values const& course, DataGroup const& group, SimulatedArm const& arm)
{
    auto const kind = group.quantity.kind;
    if (kind == Kind::per_injection)
        return slope(course, arm);
    if (kind != Kind::peak && kind != Kind::peak_day)
        return log_at(course, arm.grid_days, group.rows.front().time_d);
    auto const top = std::max_element(course.begin(), course.end());
    if (top == course.end())
        return Observation::none;
    return kind == Kind::peak_day ? arm.grid_days[static_cast<std::size_t>(top - course.begin())]
                                  : std::log(std::max(*top, floor_value));
}

/// Of days and slopes, on their own scale.
Judgement judge_linear(Observation const& row, Middle const& simulated, double error, double least)
{
    double const given =
        std::isnan(row.low) ? error * std::abs(row.value) : (row.high - row.low) / interval_width;
    return compare(row.value, simulated.median, std::hypot(std::max(given, least), simulated.error),
                   row.censored);
}

}   // namespace

Judgement judge_subjects(DataGroup const& group, SimulatedArm const& arm, double error)
{
    auto const courses = courses_of(group.quantity, arm);
    std::map<std::string, std::vector<Observation const*>> subjects;
    for (auto const& row : group.rows)
        subjects[row.subject].push_back(&row);
    Judgement result{0, 0, 0, 0.5};
    double score = 0;
    for (auto const& [name, rows] : subjects) {
        result.log_likelihood += log_subject(rows, courses, arm.grid_days, error);
        // Where the subject's last measurement ranks among the simulated ones.
        auto const& last = **std::max_element(
            rows.begin(), rows.end(), [](auto* a, auto* b) { return a->time_d < b->time_d; });
        double below = 0.5, all = 1;
        std::vector<double> there;
        for (auto const& course : courses)
            if (double const x = log_at(course, arm.grid_days, last.time_d); !std::isnan(x)) {
                there.push_back(x);
                below += x < std::log(last.value) ? 1 : 0;
                all += 1;
            }
        score += numerics::normal_quantile(below / all);
        auto const n = static_cast<double>(subjects.size());
        result.observed += std::log(last.value) / n;
        result.predicted += there.empty() ? 0 : middle_of(there).median / n;
    }
    result.observed = std::exp(result.observed);
    result.predicted = std::exp(result.predicted);
    result.p_above =
        numerics::normal_cumulative(-score / std::sqrt(static_cast<double>(subjects.size())));
    return result;
}

Judgement judge_group_value(DataGroup const& group, SimulatedArm const& arm, double error)
{
    auto const& row = group.rows.front();
    std::vector<double> values;
    for (auto const& course : courses_of(group.quantity, arm))
        values.push_back(value_of(course, group, arm));
    auto const simulated = middle_of(std::move(values));
    auto const kind = group.quantity.kind;
    if (std::isnan(simulated.median) || (kind != Kind::peak_day && kind != Kind::per_injection))
        return judge_middle(row, simulated, error);
    return kind == Kind::peak_day ? judge_linear(row, simulated, error, 0.5)
                                  : judge_linear(row, simulated, error, floor_value);
}

}   // namespace radici::study::fit::detail
