#include "radici/patient/step_library.hpp"

#include <algorithm>

#include "radici/patient/tolerances.hpp"

namespace radici::patient {
namespace {

using numerics::lanes::ArrowHalf;
using numerics::lanes::ArrowStep;
using numerics::lanes::LaneConstant;
using numerics::lanes::Trace;

/// Which constants vary over rows of them, beyond those that are known to.
void compare(std::span<double const> rows, std::vector<LaneConstant>& constants)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& constant = constants[i % constants.size()];
        constant.varies |= rows[i] != constant.shared;
    }
}

std::vector<LaneConstant> first_guess(std::vector<double> const& values)
{
    std::vector<LaneConstant> constants;
    for (double value : values)
        constants.push_back({.varies = false, .shared = value});
    return constants;
}

bool same(std::vector<LaneConstant> const& a, std::vector<LaneConstant> const& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](auto const& x, auto const& y) { return x.varies == y.varies; });
}

std::shared_ptr<ArrowStep const> compile(Layout const& layout, Trace const& lesion,
                                         Trace const& body,
                                         std::vector<LaneConstant> lesion_constants,
                                         std::vector<LaneConstant> body_constants,
                                         double relative_tolerance)
{
    auto const tolerance = absolute_tolerances(layout);
    auto const border = tolerance.begin() + layout.border();
    ArrowHalf const block_half{
        .trace = &lesion,
        .states = layout.block(),
        .integrals = dose_integrals,
        .parameters = lesion_parameters,
        .absolute_tolerance = {border, border + layout.block()},   // of lesion 0
        .constants = std::move(lesion_constants)};
    ArrowHalf const border_half{.trace = &body,
                                .states = layout.border(),
                                .integrals = activity_integrals(layout),
                                .parameters = body_parameters(layout),
                                .absolute_tolerance = {tolerance.begin(), border},
                                .constants = std::move(body_constants)};
    return std::make_shared<ArrowStep const>(block_half, border_half, lesion_inputs(layout),
                                             lesion_outputs(layout), relative_tolerance);
}

}   // namespace

std::shared_ptr<ArrowStep const> StepLibrary::find(Layout const& layout,
                                                   std::span<SubjectTrace const* const> subjects,
                                                   double relative_tolerance)
{
    std::lock_guard const lock(mutex_);
    auto const& first = *subjects.front();
    auto entry = std::find_if(entries_.begin(), entries_.end(), [&](Entry const& known) {
        return known.relative_tolerance == relative_tolerance &&
               known.lesion.same_structure(first.lesion) && known.body.same_structure(first.body);
    });
    auto lesion = entry != entries_.end() ? entry->step->block().constants
                                          : first_guess(first.lesion.constants);
    auto body = entry != entries_.end() ? entry->step->border().constants
                                        : first_guess(first.body.constants);
    for (auto const* subject : subjects) {
        compare(subject->lesion_constants, lesion);
        compare(subject->body.constants, body);
    }
    bool const serves = entry != entries_.end() && same(lesion, entry->step->block().constants) &&
                        same(body, entry->step->border().constants);
    if (serves)
        return entry->step;
    if (entry == entries_.end())
        entry = entries_.insert(entry, {first.lesion, first.body, relative_tolerance, nullptr});
    entry->step = compile(layout, entry->lesion, entry->body, std::move(lesion), std::move(body),
                          relative_tolerance);
    return entry->step;
}

}   // namespace radici::patient
