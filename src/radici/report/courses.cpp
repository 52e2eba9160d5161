#include "radici/report/courses.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/report/detail/hdf5.hpp"
#include "radici/report/text.hpp"
#include "radici/report/vocabulary.hpp"

namespace radici::report {
namespace {

using detail::Handle;
using study::Series;

constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

/// The series of one group and name: one row a region.
using Stack = std::vector<Series const*>;

std::vector<Stack> stacked(study::Course const& course)
{
    std::vector<Stack> stacks;
    for (auto const& series : course.series) {
        auto const same = [&](Stack const& s) {
            return s.front()->group == series.group && s.front()->name == series.name;
        };
        auto const found = std::find_if(stacks.begin(), stacks.end(), same);
        if (found == stacks.end())
            stacks.push_back({&series});
        else
            found->push_back(&series);
    }
    return stacks;
}

void write_stack(hid_t group, Stack const& stack, std::size_t days)
{
    std::vector<float> values(stack.size() * days, no_value);
    std::vector<std::string> regions;
    for (std::size_t row = 0; row < stack.size(); ++row) {
        auto const& value = stack[row]->value;
        RADICI_EXPECT(value.size() <= days);
        std::transform(value.begin(), value.end(), values.begin() + row * days,
                       [](double v) { return static_cast<float>(v); });
        regions.push_back(stack[row]->region);
    }
    bool const whole_body = stack.size() == 1 && regions.front().empty();
    Handle const data = detail::write_table(group, stack.front()->name, values,
                                            whole_body ? 0 : stack.size(), days);
    detail::write_attribute(data.get(), "unit", stack.front()->unit);
    detail::write_attribute(data.get(), "text", stack.front()->text);
    if (!whole_body)
        detail::write_attribute(data.get(), "regions", regions);
}

void write_events(hid_t patient, std::vector<study::Event> const& events)
{
    std::vector<double> day;
    std::vector<std::string> kind, what;
    for (auto const& event : events) {
        day.push_back(event.day);
        kind.push_back(name_of(event.kind));
        what.push_back(event.what);
    }
    Handle const group = detail::make_group(patient, "events");
    Handle const days = detail::write_numbers(group.get(), "day", day);
    detail::write_attribute(days.get(), "unit", std::string_view{"d"});
    detail::write_texts(group.get(), "kind", kind);
    detail::write_texts(group.get(), "what", what);
}

void write_course(hid_t arm, study::RunResult const& result, study::Course const& course)
{
    Handle const patient = detail::make_group(arm, subject_id(result.study, course.subject));
    detail::write_attribute(patient.get(), "index", static_cast<std::uint64_t>(course.subject));
    std::vector<Stack> const stacks = stacked(course);
    std::vector<study::SeriesGroup> done;
    for (auto const& first : stacks) {
        auto const group = first.front()->group;
        if (std::find(done.begin(), done.end(), group) != done.end())
            continue;
        done.push_back(group);
        Handle const folder = detail::make_group(patient.get(), name_of(group));
        for (auto const& stack : stacks)
            if (stack.front()->group == group)
                write_stack(folder.get(), stack, result.grid_days.size());
    }
    write_events(patient.get(), course.events);
}

}   // namespace

std::string courses_h5(study::RunResult const& result)
{
    detail::MemoryFile const file;
    detail::write_attribute(file.get(), "schema", std::uint64_t{1});
    detail::write_attribute(file.get(), "study", result.study.name);
    detail::write_attribute(file.get(), "registry", result.study.registry);
    detail::write_attribute(file.get(), "seed", result.study.seed);
    {
        Handle const days = detail::write_numbers(file.get(), "days", result.grid_days);
        detail::write_attribute(days.get(), "unit", std::string_view{"d"});
    }
    for (std::size_t k = 0; k < result.arms.size(); ++k) {
        Handle const arm = detail::make_group(file.get(), fmt::format("arm_{}", k));
        detail::write_attribute(arm.get(), "name", result.arms[k].name);
        for (auto const& course : result.courses)
            if (course.arm == static_cast<int>(k))
                write_course(arm.get(), result, course);
    }
    return file.bytes();
}

}   // namespace radici::report
