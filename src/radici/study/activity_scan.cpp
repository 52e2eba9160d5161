#include "radici/study/activity_scan.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "radici/study/activity_for_dose.hpp"
#include "radici/study/run_cohort.hpp"
#include "radici/study/setting.hpp"
#include "radici/study/summarise.hpp"

namespace radici::study {
namespace {

/// A number at the start of a text, which is shortened by it.
std::optional<double> take_number(std::string_view& text)
{
    double value = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{})
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

template <class List>
auto const* named(List const& list, std::string_view name)
{
    auto const found =
        std::find_if(list.begin(), list.end(), [&](auto const& one) { return one.name == name; });
    return found == list.end() ? nullptr : &*found;
}

}   // namespace

ScanAxis ScanAxis::parse(std::string const& text, int points)
{
    RADICI_EXPECT(points >= 2);
    StudyError const wrong({"", 0, "--x"}, {text, "PATH=A..B UNIT with 0 < A < B is expected",
                                            "for example 'arm[0].give[0].activity=1..16 GBq'"});
    auto const equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw wrong;
    ScanAxis axis{.path = text.substr(0, equals), .unit = {}, .points = points};
    auto rest = std::string_view{text}.substr(equals + 1);
    // "1..16": the first dot would be read as that of a number
    auto const dots = rest.find("..");
    if (dots == std::string_view::npos)
        throw wrong;
    auto first = rest.substr(0, dots), last = rest.substr(dots + 2);
    auto const low = take_number(first), high = take_number(last);
    if (!low || !high || !first.empty() || !(*low > 0) || !(*high > *low) || !std::isfinite(*high))
        throw wrong;
    axis.low = *low;
    axis.high = *high;
    axis.unit = std::string{last.substr(std::min(last.find_first_not_of(' '), last.size()))};
    return axis;
}

std::vector<double> ScanAxis::values() const
{
    std::vector<double> list;
    for (int k = 0; k < points; ++k)
        list.push_back(low * std::pow(high / low, static_cast<double>(k) / (points - 1)));
    return list;
}

std::vector<ScanPoint> scan(std::filesystem::path const& study, ScanAxis const& axis,
                            Overrides const& overrides, kinetics::AgentLibrary const& agents,
                            std::filesystem::path const& data_folder, int threads)
{
    std::vector<ScanPoint> points;
    for (double const x : axis.values()) {
        auto changed = overrides;
        changed.set.push_back(
            fmt::format("{}={:.6g}{}{}", axis.path, x, axis.unit.empty() ? "" : " ", axis.unit));
        auto setting = prepare(read_study(open_study(study, changed), agents, data_folder), agents,
                               data_folder);
        setting.courses = 0;
        find_activities(setting);
        points.push_back({x, summarise(setting, run_cohort(setting, threads), {}).arms});
    }
    return points;
}

ScanReading read_scan(std::vector<ScanPoint> const& points, std::size_t arm)
{
    ScanReading reading;
    Level const *best = nullptr, *at_tolerated = nullptr;
    bool tolerable = true;
    for (auto const& point : points) {
        auto const& here = point.arms.at(arm);
        auto const* limiting = named(here.rates, "dlt");
        auto const* effectors = named(here.immune, "peak_effectors");
        tolerable &= limiting != nullptr && limiting->share.value <= most_dose_limiting;
        if (tolerable) {
            reading.tolerated = point.x;
            at_tolerated = effectors;
        }
        if (effectors && std::isfinite(effectors->median.value) &&
            (!best || effectors->median.value > best->median.value)) {
            best = effectors;
            reading.immune_optimum = point.x;
        }
    }
    reading.optimum_below_tolerated = best && at_tolerated && reading.tolerated &&
                                      *reading.immune_optimum < *reading.tolerated &&
                                      best->median.low > at_tolerated->median.high;
    return reading;
}

}   // namespace radici::study
