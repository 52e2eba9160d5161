#include "radici/study/fit/quantity.hpp"

#include <algorithm>

#include "radici/study/endpoints.hpp"
#include "radici/study/simulate_patients.hpp"

namespace radici::study::fit {
namespace {

using Kind = Quantity::Kind;

void add(std::vector<Quantity>& list, Quantity quantity)
{
    if (!find_quantity(list, quantity.name))
        list.push_back(std::move(quantity));
}

/// What a patient's course has: seen on one.
void add_courses(std::vector<Quantity>& list, Setting const& setting)
{
    for (auto const& record : simulate_patients(setting, 0, 1)) {
        if (!record.course)
            continue;
        for (auto const& series : record.course->series) {
            auto const unit = series.unit.empty() ? "-" : series.unit;
            add(list, {Kind::series, series.name, series.name, unit});
            add(list, {Kind::peak, series.name, "peak_" + series.name, unit});
            add(list, {Kind::peak_day, series.name, "peak_day_" + series.name, "d"});
            add(list, {Kind::per_injection, series.name, series.name + "_per_injection", unit});
        }
    }
}

}   // namespace

std::vector<Quantity> quantities_of(Setting const& setting)
{
    std::vector<Quantity> list;
    add(list, {Kind::volume, "tumour_volume", "tumour_volume", "mm3"});
    auto const has = Endpoints::of(setting);
    for (auto const& rule : survival_rules(has)) {
        add(list, {Kind::time, rule.name, rule.name, "d"});
        add(list, {Kind::median, rule.name, "median_" + rule.name, "d"});
        add(list, {Kind::median_ratio, rule.name, "median_" + rule.name + "_ratio", "-"});
        add(list, {Kind::share_at, rule.name, rule.name + "_at", "-"});
    }
    for (auto const& rule : rate_rules(has))
        add(list, {Kind::rate, rule.name, rule.name, "-"});
    for (auto const& rule : toxicity_rules(has, true))
        add(list, {Kind::rate, rule.name, rule.name, "-"});
    if (auto const cr = find_quantity(list, "cr"))
        add(list, {cr->kind, cr->endpoint, "complete_response", "-"});
    add_courses(list, setting);
    return list;
}

std::optional<Quantity> find_quantity(std::vector<Quantity> const& list, std::string_view name)
{
    auto const found =
        std::find_if(list.begin(), list.end(), [&](auto const& q) { return q.name == name; });
    return found == list.end() ? std::nullopt : std::optional{*found};
}

}   // namespace radici::study::fit
