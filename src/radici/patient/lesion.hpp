#pragma once
#include <array>
#include <cmath>

#include "radici/immune/lesion.hpp"
#include "radici/patient/coupling.hpp"
#include "radici/patient/lesion_activity.hpp"
#include "radici/patient/lesion_dose.hpp"
#include "radici/patient/run_state.hpp"

namespace radici::patient {

/// Rates of all states of one lesion and what it gives to the body: the loop dose → death → danger
/// → T cells → kill → mass → uptake and dose, once.
///   dx_c/dt = g·max(0, ln(K/Ṽ))/ln(K/V_ref) − h_c − κ_c          x = ln N
///   dH_c/dt = h_c·N_c − (k_d + κ_c)·H_c
///   dM/dt   = Σ_c [k_d·H_c + κ_c·(N_c + H_c)] − k_clr·M
/// and what each radiopharmaceutical does there (lesion_activity.hpp).
/// @param living  clones that are not extinct
/// @param y   layout.block() states of this lesion
/// @param dy  their rates, overwritten
/// Source  docs/methods/patient.md
template <class T, class P>
void lesion_rates(Subject const& subject, LivingClones<P> const& living, int lesion, T const* y,
                  LesionInput<T> const& input, T* dy, LesionOutput<T>& output)
{
    using std::log;
    using std::max;
    auto const& cell = subject.cells;
    auto const cells = lesion_cells(y, living);
    T const volume = cells.volume_mm3();

    // dose and what it does to the two clones
    auto const dose = lesion_dose_rates(subject, y, cells);
    auto const drugs = partner_effects(subject.partners, lesion, input);
    radiobiology::ResponseModifiers<T> const modifiers{.alpha_factor = drugs.alpha_factor,
                                                       .repair_factor = drugs.repair_factor};
    auto const positive = radiobiology::damage_rates<T, 1>(cell.response, dose.positive,
                                                           {y[sublethal_positive]}, modifiers);
    auto const negative = radiobiology::damage_rates<T, 1>(cell.response, dose.negative,
                                                           {y[sublethal_negative]}, modifiers);
    dy[sublethal_positive] = positive.damage_per_d[0];
    dy[sublethal_negative] = negative.damage_per_d[0];
    T const mean_dose_rate = dose.mean.total_Gy_per_d();
    auto const signals = radiobiology::signal_rates<T>(cell.signals, mean_dose_rate,
                                                       {y[signal_dose], y[dose_memory]});
    dy[signal_dose] = signals.recent_Gy;
    dy[dose_memory] = signals.memory_Gy;

    // immunity
    auto const immune = immune::lesion_immune_rates<T>(
        subject.immune, immune::LesionImmuneState<T>::from(y + antigen),
        {.volume_mm3 = volume,
         .viable_1e6 = cells.viable(),
         .doomed_1e6 = cells.doomed(),
         .doomed_for_dna_1e6 = cells.doomed(),
         .icd_deaths_1e6_per_d = cell.life.doomed_death_per_d * cells.doomed(),
         .living_1e6 = cells.living(),
         .recognised_1e6 = cell.positive_recognition * cells.positive() +
                           cell.negative_recognition * cells.negative(),
         .dose_rate_Gy_per_d = mean_dose_rate,
         .recent_dose_Gy = y[signal_dose],
         .memory_dose_Gy = y[dose_memory]},
        {.met_cells_per_uL = input.recruitable_per_uL,
         .occupancy = {.pd1 = input.occupancy_pd1,
                       .pdl1 = input.occupancy_pdl1,
                       .ctla4 = input.occupancy_ctla4},
         .proliferation_factor = drugs.proliferation_factor,
         .kill_factor = drugs.kill_factor,
         .natural_killer_per_d = drugs.natural_killer_per_d});
    immune.rate.to(dy + antigen);
    T const kill_positive =
        cell.positive_recognition * immune.kill_per_d + immune.natural_killer_per_d;
    T const kill_negative =
        cell.negative_recognition * immune.kill_per_d + immune.natural_killer_per_d;

    // tumour cells
    T const growth =
        drugs.growth_factor * immune::growth_per_d(cell.life, immune.density.guarded_mm3);
    auto const positive_clone =
        immune::clone_rates<T>(cell.life, growth, cells.viable_positive, cells.doomed_positive,
                               {.radiation_per_d = positive.hazard_per_d + drugs.kill_per_d,
                                .immune_per_d = kill_positive});
    auto const negative_clone =
        immune::clone_rates<T>(cell.life, growth, cells.viable_negative, cells.doomed_negative,
                               {.radiation_per_d = negative.hazard_per_d + drugs.kill_per_d,
                                .immune_per_d = kill_negative});
    dy[log_viable_positive] = living.positive * positive_clone.log_viable_per_d;
    dy[log_viable_negative] = living.negative * negative_clone.log_viable_per_d;
    dy[doomed_positive] = positive_clone.doomed_1e6_per_d;
    dy[doomed_negative] = negative_clone.doomed_1e6_per_d;
    T const positive_deaths = positive_clone.debris_1e6_per_d;
    T const deaths = positive_deaths + negative_clone.debris_1e6_per_d;
    dy[debris] = immune::debris_rate_1e6_per_d(cell.life, deaths, cells.debris_mm3);

    auto const change = [](auto const& clone, T const& viable) {
        return viable * clone.log_viable_per_d + clone.doomed_1e6_per_d;
    };
    T const positive_change = change(positive_clone, cells.viable_positive);
    LesionTissue<T> const tissue{
        .cells = cells,
        .positive = {.living = cells.positive(),
                     .deaths = positive_deaths,
                     .change = positive_change},
        .all = {.living = cells.living(),
                .deaths = deaths,
                .change = positive_change + change(negative_clone, cells.viable_negative)}};
    for (int k = 0; k < subject.layout.agents; ++k) {
        activity_rates(subject, k, lesion, tissue, y, input, dy, output);
        int const flow = subject.layout.daughter_flow[static_cast<std::size_t>(k)];
        if (flow < 0)
            continue;
        output.flow[static_cast<std::size_t>(flow)] =
            lesion_activity(subject, k, y, cells).lost_MBq();
    }

    output.priming = immune.priming;
    output.homing_per_d = immune.homing_per_d;
    output.volume_mm3 = volume;
    output.viable = cells.viable();
    output.dose = dose.mean;
}

}   // namespace radici::patient
