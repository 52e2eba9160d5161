#include "radici/report/plain_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/report/detail/cohort_view.hpp"
#include "radici/report/script.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

using study::ArmResult;
using study::RunResult;

constexpr double days_per_month = 30.4375;

std::string bare_percent(double share)
{
    std::string const text = percent(share);
    return text.substr(0, text.find("\u00a0%"));
}

std::string points(double difference)
{
    if (std::isnan(difference))
        return "–";
    double const rounded = std::round(100 * difference);
    if (rounded == 0)
        return "0";
    return fmt::format("{}{}", rounded > 0 ? "+" : "−", std::abs(rounded));
}

/// "x with A, y with B" for the arms of which something can be said.
template <class Phrase>
std::string arm_by_arm(RunResult const& result, Phrase&& phrase)
{
    std::string text;
    for (auto const& arm : result.arms)
        if (std::string const said = phrase(arm); !said.empty())
            text += fmt::format("{}{} with {}", text.empty() ? "" : ", ", said, arm.name);
    return text;
}

Statement opening(RunResult const& result)
{
    TimeAxis const axis{result.study.horizon_d};
    bool const mice = result.study.species == "mouse";
    std::string text = counted(result.study.patients, mice ? "virtual animal" : "virtual patient");
    if (result.arms.size() > 1)
        text += fmt::format(", the same in each of {} arms", result.arms.size());
    text += fmt::format(", followed for {} {}.", readable(axis.end()), axis.unit());
    return {"Simulated", text};
}

std::string hazard_sentence(study::Comparison const& c, std::string_view reference,
                            std::string_view other)
{
    auto const& hr = c.effect;
    if (std::isnan(hr.value))
        return fmt::format("A hazard ratio of {} against {} cannot be estimated: too few events.",
                           other, reference);
    std::string const numbers =
        fmt::format("hazard ratio {}, {}", with_interval(hr), with_p("log-rank", c.p));
    bool const lower = hr.high<1, higher = hr.low> 1;
    if (!lower && !higher)
        return fmt::format("This run cannot tell {} from {}: {}; the interval includes 1.", other,
                           reference, numbers);
    return fmt::format("Events came {} with {} than with {}: {}.",
                       lower ? "later and less often" : "earlier and more often", other, reference,
                       numbers);
}

std::string difference_sentence(study::Comparison const& c, std::string_view reference,
                                std::string_view other)
{
    std::string const numbers = fmt::format("difference {}, {}", points_with_interval(c.effect),
                                            with_p("Fisher's exact", c.p));
    bool const lower = c.effect.high<0, higher = c.effect.low> 0;
    if (!lower && !higher)
        return fmt::format("This run cannot tell {} from {}: {}; the interval includes 0.", other,
                           reference, numbers);
    return fmt::format("{} with {} than with {}: {}.", lower ? "Less often" : "More often", other,
                       reference, numbers);
}

/// What a hazard ratio does not say.
std::string beyond_the_ratio(RunResult const& result, study::Comparison const& c)
{
    auto const& other = result.arms.at(static_cast<std::size_t>(c.other));
    std::string text;
    auto const* survival = detail::find_named(other.survival, c.endpoint);
    if (survival && !std::isnan(c.mean_gain_d.value))
        text += fmt::format(" Mean time within {}: {} with {}.", restricted_to(*survival),
                            gain_with_interval(c.mean_gain_d, *survival), other.name);
    if (c.proportional_p < 0.05)
        text += fmt::format(" The ratio changes with time ({}): one number does not describe these "
                            "curves, the difference of means does not need it to.",
                            with_p("proportional hazards", c.proportional_p));
    return text;
}

std::string comparisons(RunResult const& result, std::string_view endpoint)
{
    std::string text;
    for (auto const& c : result.comparisons) {
        if (c.endpoint != endpoint)
            continue;
        auto const& reference = result.arms.at(c.reference).name;
        auto const& other = result.arms.at(c.other).name;
        text += ' ';
        text += c.kind == study::Comparison::Kind::survival
                    ? hazard_sentence(c, reference, other) + beyond_the_ratio(result, c)
                    : difference_sentence(c, reference, other);
    }
    return text;
}

Statement survival_statement(RunResult const& result, std::string const& name)
{
    std::string const medians = arm_by_arm(result, [&](ArmResult const& arm) {
        auto const* survival = detail::find_named(arm.survival, name);
        return survival ? median_with_interval(*survival) : std::string{};
    });
    return {sentence_case(words_for_endpoint(name)),
            fmt::format("Median {}.{}", medians, comparisons(result, name))};
}

Statement rate_statement(RunResult const& result, std::string const& name,
                         std::vector<study::Rate> ArmResult::*rates)
{
    std::string const shares = arm_by_arm(result, [&](ArmResult const& arm) {
        auto const* rate = detail::find_named(arm.*rates, name);
        return rate ? percent_with_interval(rate->share) : std::string{};
    });
    return {sentence_case(words_for_endpoint(name)),
            fmt::format("{}.{}", shares, comparisons(result, name))};
}

/// At the last landmark that the arms have.
std::vector<Statement> first_event_statement(RunResult const& result)
{
    std::string text;
    int months = 0;
    for (auto const& arm : result.arms) {
        std::string shares;
        for (auto const& cause : arm.first_event.causes) {
            if (cause.landmarks.empty())
                continue;
            months = cause.landmarks.back().months;
            shares +=
                fmt::format("{}{} {}", shares.empty() ? "" : ", ", words_for_endpoint(cause.name),
                            percent_with_interval(cause.landmarks.back().share));
        }
        if (!shares.empty())
            text += fmt::format("{}ith {}: {}", text.empty() ? "W" : "; w", arm.name, shares);
    }
    if (text.empty())
        return {};
    return {{fmt::format("What came first within {} mo", months), text + "."}};
}

Statement certainty(RunResult const& result)
{
    bool const parameters =
        result.study.interval == study::Identity::IntervalKind::sampling_and_parameters;
    std::string text = fmt::format(
        "Ranges in brackets are 95 % intervals. They say how far a trial with {} in each arm would "
        "scatter by chance",
        counted(result.study.patients, "patient"));
    text += parameters ? " and how far the uncertainty of the parameters moves its result."
                       : "; they leave out the uncertainty of the model and of its parameters.";
    auto const assumed = std::count_if(result.parameters.begin(), result.parameters.end(),
                                       [](auto const& p) { return p.trust == Trust::assumed; });
    if (assumed > 0)
        text += fmt::format(" Of the {} parameters that went in, {} {} assumed, not measured.",
                            result.parameters.size(), assumed, assumed == 1 ? "is" : "are");
    return {"How sure", text};
}

std::string failures(RunResult const& result)
{
    int failed = 0, all = 0;
    for (auto const& arm : result.arms) {
        failed += arm.failed;
        all += arm.patients;
    }
    if (failed == 0)
        return "";
    return fmt::format("{} of {} simulations failed and are left out of every number here.", failed,
                       all);
}

/// One decimal for months, whole days.
std::string time_text(double day, bool months)
{
    double const time = months ? std::round(10 * day / days_per_month) / 10 : std::round(day);
    return readable(time);
}

}   // namespace

std::string with_interval(study::Interval const& q)
{
    return fmt::format("{} ({}–{})", ratio(q.value), ratio(q.low), ratio(q.high));
}

std::string with_p(std::string_view test, double p)
{
    return fmt::format("{}{}p\u00a0{}{}", test, test.empty() ? "" : " ", p < 0.001 ? "" : "=\u00a0",
                       p_value(p));
}

std::string percent_with_interval(study::Interval const& share)
{
    return fmt::format("{} ({}–{})", percent(share.value), bare_percent(share.low),
                       percent(share.high));
}

std::string median_with_interval(study::Survival const& survival)
{
    bool const months = survival.scale == study::Survival::Scale::months;
    char const* const unit = months ? "mo" : "d";
    auto const& m = survival.median_d;
    auto const text = [&](double day) { return time_text(day, months); };
    if (std::isnan(m.value))
        return std::isnan(m.low) ? "not reached"
                                 : fmt::format("not reached (from {}\u00a0{})", text(m.low), unit);
    if (std::isnan(m.high))
        return fmt::format("{}\u00a0{} (from {})", text(m.value), unit, text(m.low));
    return fmt::format("{}\u00a0{} ({}–{})", text(m.value), unit, text(m.low), text(m.high));
}

std::string restricted_to(study::Survival const& survival)
{
    bool const months = survival.scale == study::Survival::Scale::months;
    return fmt::format("{}\u00a0{}", time_text(survival.restricted_until_d, months),
                       months ? "mo" : "d");
}

std::string mean_with_interval(study::Survival const& survival)
{
    bool const months = survival.scale == study::Survival::Scale::months;
    auto const& m = survival.restricted_mean_d;
    return fmt::format("{}\u00a0{} ({}–{})", time_text(m.value, months), months ? "mo" : "d",
                       time_text(m.low, months), time_text(m.high, months));
}

std::string gain_with_interval(study::Interval const& gain_d, study::Survival const& survival)
{
    bool const months = survival.scale == study::Survival::Scale::months;
    auto const signed_text = [&](double day) {
        std::string const size = time_text(std::abs(day), months);
        return size == "0" ? size : (day > 0 ? "+" : "−") + size;
    };
    return fmt::format("{}\u00a0{} ({} to {})", signed_text(gain_d.value), months ? "mo" : "d",
                       signed_text(gain_d.low), signed_text(gain_d.high));
}

std::string points_with_interval(study::Interval const& difference)
{
    return fmt::format("{} points ({} to {})", points(difference.value), points(difference.low),
                       points(difference.high));
}

std::vector<Statement> plain_words(RunResult const& result)
{
    std::vector<Statement> statements{opening(result)};
    for (auto const& name : detail::names_in(result, &ArmResult::survival))
        statements.push_back(survival_statement(result, name));
    for (auto const& name : detail::names_in(result, &ArmResult::rates))
        statements.push_back(rate_statement(result, name, &ArmResult::rates));
    for (auto const& name : detail::names_in(result, &ArmResult::toxicity))
        if (name == "any_g3")
            statements.push_back(rate_statement(result, name, &ArmResult::toxicity));
    for (auto& statement : first_event_statement(result))
        statements.push_back(std::move(statement));
    statements.push_back(certainty(result));
    if (std::string const failed = failures(result); !failed.empty())
        statements.push_back({"Failed", failed});
    return statements;
}

}   // namespace radici::report
