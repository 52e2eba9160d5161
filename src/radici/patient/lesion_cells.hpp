#pragma once
#include <algorithm>
#include <cmath>

#include "radici/numerics/dual.hpp"
#include "radici/patient/layout.hpp"
#include "radici/patient/run_state.hpp"
#include "radici/patient/subject.hpp"

namespace radici::patient {

/// One cell, 1e6: a clone of less has died out.
inline constexpr double one_cell_1e6 = 1e-6;

/// Soft tissue and water alike: 1 g/cm³.
inline constexpr double g_per_mm3 = 1e-3;

/// Volumes and cell numbers of a lesion in the number type of the run.
template <class T>
struct LesionCells {
    T viable_positive{}, viable_negative{};   ///< 1e6
    T doomed_positive{}, doomed_negative{};   ///< 1e6
    T debris_mm3{};

    [[nodiscard]] T viable() const { return viable_positive + viable_negative; }
    [[nodiscard]] T doomed() const { return doomed_positive + doomed_negative; }
    [[nodiscard]] T positive() const { return viable_positive + doomed_positive; }
    [[nodiscard]] T negative() const { return viable_negative + doomed_negative; }
    [[nodiscard]] T living() const { return viable() + doomed(); }
    [[nodiscard]] T volume_mm3() const { return living() + debris_mm3; }   // 1e6 cells fill 1 mm³
};

/// @param y  states of the lesion; an extinct clone counts as no cells whatever its logarithm says
/// @tparam P  number type of what events change: T, or double
template <class T, class P>
[[nodiscard]] LesionCells<T> lesion_cells(T const* y, LivingClones<P> const& living)
{
    using std::exp;
    using std::max;
    T const none(0.0);   // rounding may pass it when a clone has died out
    return {.viable_positive = living.positive * exp(y[log_viable_positive]),
            .viable_negative = living.negative * exp(y[log_viable_negative]),
            .doomed_positive = max(y[doomed_positive], none),
            .doomed_negative = max(y[doomed_negative], none),
            .debris_mm3 = y[debris]};
}

/// The clones that have not reached one cell.
[[nodiscard]] inline LivingClones<double> living_clones(double const* y)
{
    auto const lives = [](double ln_cells) { return ln_cells > immune::ln_one_cell ? 1.0 : 0.0; };
    return {lives(y[log_viable_positive]), lives(y[log_viable_negative])};
}

/// Mass of a lesion, never less than the guard volume's.
template <class T>
[[nodiscard]] T lesion_mass_g(Subject const& subject, LesionCells<T> const& cells)
{
    using std::max;
    return g_per_mm3 * max(cells.volume_mm3(), T(subject.immune.guard_volume_mm3));
}

/// Volume of the tissue that bears an agent's target: its cells', or the stroma's share of all.
template <class T>
[[nodiscard]] T target_volume_mm3(AgentInBody const& agent, LesionCells<T> const& cells)
{
    if (agent.lesion.route == kinetics::LesionRoute::stroma)
        return agent.lesion.stroma_share * cells.living();
    return cells.positive();
}

}   // namespace radici::patient
