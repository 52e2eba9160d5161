#include "radici/report/plain_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "radici/report/script.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

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

/// "A: x; B: y" for all arms in which the phrase is known.
template <class Phrase>
std::string arm_by_arm(study::RunResult const& result, Phrase&& phrase)
{
    std::string text;
    for (auto const& arm : result.arms)
        if (std::string const said = phrase(arm); !said.empty())
            text += fmt::format("{}{} with {}", text.empty() ? "" : ", ", said, arm.name);
    return text;
}

std::string opening(study::RunResult const& result)
{
    TimeAxis const axis{result.study.horizon_d};
    bool const mice = result.study.species == "mouse";
    std::string const who =
        counted(result.study.patients, mice ? "virtual animal" : "virtual patient");
    if (result.arms.size() < 2)
        return fmt::format("{} received {} and were followed for {} {}.", who,
                           result.arms.empty() ? "nothing" : result.arms.front().name,
                           readable(axis.end()), axis.unit());
    return fmt::format("The same {} were simulated in each of {} arms and followed for {} {}.", who,
                       result.arms.size(), readable(axis.end()), axis.unit());
}

template <class Items>
auto find(Items const& items, std::string_view name)
{
    auto const at = std::find_if(items.begin(), items.end(),
                                 [&](auto const& item) { return item.name == name; });
    return at == items.end() ? nullptr : &*at;
}

/// Names in the order of their first appearance in any arm.
template <class Member>
std::vector<std::string> names(study::RunResult const& result, Member member)
{
    std::vector<std::string> all;
    for (auto const& arm : result.arms)
        for (auto const& item : arm.*member)
            if (std::find(all.begin(), all.end(), item.name) == all.end())
                all.push_back(item.name);
    return all;
}

std::string survival_sentence(study::RunResult const& result, std::string const& name)
{
    std::string const said = arm_by_arm(result, [&](study::ArmResult const& arm) {
        auto const* survival = find(arm.survival, name);
        return survival ? median_with_interval(*survival) : std::string{};
    });
    return fmt::format("Median {}: {}.", words_for_endpoint(name), said);
}

std::string rate_sentence(study::RunResult const& result, std::string const& name,
                          std::vector<study::Rate> study::ArmResult::*rates)
{
    std::string const said = arm_by_arm(result, [&](study::ArmResult const& arm) {
        auto const* rate = find(arm.*rates, name);
        return rate ? percent_with_interval(rate->share) : std::string{};
    });
    return fmt::format("{}: {}.", sentence_case(words_for_endpoint(name)), said);
}

std::string hazard_sentence(study::Comparison const& c, std::string const& reference,
                            std::string const& other)
{
    std::string const endpoint = words_for_endpoint(c.endpoint);
    auto const& hr = c.effect;
    if (std::isnan(hr.value))
        return fmt::format("A hazard ratio of {} between {} and {} cannot be estimated: too few "
                           "events.",
                           endpoint, other, reference);
    std::string const numbers =
        fmt::format("hazard ratio {}, log-rank p\u00a0{}{}", with_interval(hr),
                    c.p < 0.001 ? "" : "=\u00a0", p_value(c.p));
    bool const lower = hr.high<1, higher = hr.low> 1;
    if (!lower && !higher)
        return fmt::format("For {}, this run cannot tell {} from {} ({}): the interval includes 1.",
                           endpoint, other, reference, numbers);
    return fmt::format("For {}, events came {} often at any time with {} than with {} ({}).",
                       endpoint, lower ? "less" : "more", other, reference, numbers);
}

std::string difference_sentence(study::Comparison const& c, std::string const& reference,
                                std::string const& other)
{
    std::string const endpoint = words_for_endpoint(c.endpoint);
    std::string const numbers =
        fmt::format("difference {}, Fisher's exact p\u00a0{}{}", points_with_interval(c.effect),
                    c.p < 0.001 ? "" : "=\u00a0", p_value(c.p));
    bool const lower = c.effect.high<0, higher = c.effect.low> 0;
    if (!lower && !higher)
        return fmt::format("For {}, this run cannot tell {} from {} ({}): the interval includes 0.",
                           endpoint, other, reference, numbers);
    return fmt::format("{} was {} with {} than with {} ({}).", sentence_case(endpoint),
                       lower ? "less frequent" : "more frequent", other, reference, numbers);
}

std::string certainty(study::RunResult const& result)
{
    std::string text = fmt::format(
        "The 95 % intervals say how far a trial with {} in each arm would scatter by chance",
        counted(result.study.patients, "patient"));
    bool const parameters =
        result.study.interval == study::Identity::IntervalKind::sampling_and_parameters;
    text += parameters ? " and how far the uncertainty of the model's parameters moves its result."
                       : "; they leave out the uncertainty of the model and of its parameters.";
    auto const assumed = std::count_if(result.parameters.begin(), result.parameters.end(),
                                       [](auto const& p) { return p.trust == Trust::assumed; });
    if (assumed > 0)
        text += fmt::format(" {} of the {} parameters that went in are assumed, not measured.",
                            assumed, result.parameters.size());
    return text;
}

std::string failures(study::RunResult const& result)
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

}   // namespace

std::string with_interval(study::Interval const& q)
{
    return fmt::format("{} ({}–{})", ratio(q.value), ratio(q.low), ratio(q.high));
}

std::string percent_with_interval(study::Interval const& share)
{
    return fmt::format("{} ({}–{})", percent(share.value), bare_percent(share.low),
                       percent(share.high));
}

std::string median_with_interval(study::Survival const& survival)
{
    bool const months = survival.scale == study::Survival::Scale::months;
    double const unit = months ? days_per_month : 1;
    auto const in_unit = [&](double day) { return readable(day / unit); };
    char const* const name = months ? "mo" : "d";
    auto const& m = survival.median_d;
    if (std::isnan(m.value))
        return std::isnan(m.low)
                   ? "not reached"
                   : fmt::format("not reached (from {}\u00a0{})", in_unit(m.low), name);
    if (std::isnan(m.high))
        return fmt::format("{}\u00a0{} (from {})", in_unit(m.value), name, in_unit(m.low));
    return fmt::format("{}\u00a0{} ({}–{})", in_unit(m.value), name, in_unit(m.low),
                       in_unit(m.high));
}

std::string points_with_interval(study::Interval const& difference)
{
    return fmt::format("{} points ({} to {})", points(difference.value), points(difference.low),
                       points(difference.high));
}

std::vector<std::string> plain_words(study::RunResult const& result)
{
    std::vector<std::string> sentences{opening(result)};
    for (auto const& name : names(result, &study::ArmResult::survival))
        sentences.push_back(survival_sentence(result, name));
    for (auto const& name : names(result, &study::ArmResult::rates))
        sentences.push_back(rate_sentence(result, name, &study::ArmResult::rates));
    for (auto const& c : result.comparisons) {
        auto const& reference = result.arms.at(c.reference).name;
        auto const& other = result.arms.at(c.other).name;
        sentences.push_back(c.kind == study::Comparison::Kind::survival
                                ? hazard_sentence(c, reference, other)
                                : difference_sentence(c, reference, other));
    }
    for (auto const& name : names(result, &study::ArmResult::toxicity))
        if (name == "any_g3")
            sentences.push_back(rate_sentence(result, name, &study::ArmResult::toxicity));
    sentences.push_back(certainty(result));
    if (std::string failed = failures(result); !failed.empty())
        sentences.push_back(std::move(failed));
    return sentences;
}

}   // namespace radici::report
