#pragma once
#include <functional>
#include <vector>

#include "radici/patient/simulate.hpp"
#include "radici/study/record.hpp"
#include "radici/study/setting.hpp"

namespace radici::study {

/// Draws some patients of a study and simulates them in every arm. A patient is drawn from streams
/// keyed by (seed, number, purpose), so it is the same in every arm and whoever is simulated beside
/// it. A patient whose immune kill before treatment would exceed 0.9 of its growth is drawn again
/// (model.md §4); a patient that cannot be integrated is recorded as failed.
/// @param engine  what integrates; tests put a reference in its place
/// @return  by patient, then arm
using Engine = std::function<void(std::span<patient::Case>, patient::StepLibrary&)>;
[[nodiscard]] std::vector<SubjectRecord> simulate_patients(Setting const& setting, int first,
                                                           int count, Engine const& engine = {});

}   // namespace radici::study
