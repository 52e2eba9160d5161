#pragma once
#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/immune/adaptive.hpp"
#include "radici/kinetics/antibody.hpp"
#include "radici/kinetics/linear_model.hpp"
#include "radici/patient/coupling.hpp"
#include "radici/patient/run_state.hpp"
#include "radici/patient/subject.hpp"

namespace radici::patient {

/// Occupancy of each checkpoint in the lesions; several antibodies against one target compete.
template <class T>
struct Occupancies {
    T pd1{}, pdl1{}, ctla4{};
};

template <class T>
[[nodiscard]] Occupancies<T> occupancies(Subject const& subject, T const* border)
{
    T pd1 = T(0.0), pdl1 = T(0.0), ctla4 = T(0.0);   // Σ C/K of the ligands of each target
    for (int k = 0; k < subject.layout.antibodies; ++k) {
        auto const& antibody = subject.antibodies[static_cast<std::size_t>(k)];
        T const plasma_mg_per_L =
            border[subject.layout.antibody_offset[static_cast<std::size_t>(k)]] /
            antibody.pk.volume_L[0];
        T const load = kinetics::target_nmol_per_L(plasma_mg_per_L, antibody.tissue_ratio) /
                       antibody.kd_nmol_per_L;
        switch (antibody.target) {
        case CheckpointTarget::pd1:
            pd1 += load;
            break;
        case CheckpointTarget::pdl1:
            pdl1 += load;
            break;
        case CheckpointTarget::ctla4:
            ctla4 += load;
            break;
        }
    }
    return {pd1 / (1 + pd1), pdl1 / (1 + pdl1), ctla4 / (1 + ctla4)};
}

/// All of LesionInput but the T cells, which depend on the lesion.
template <class T>
void shared_lesion_input(Subject const& subject, T const* border, LesionInput<T>& input)
{
    auto const& layout = subject.layout;
    for (std::size_t k = 0; k < subject.agents.size(); ++k) {
        if (layout.door[k] >= 0)
            input.plasma[static_cast<std::size_t>(layout.door[k])] = border[layout.agent_offset[k]];
        if (layout.ligand_door[k] >= 0)
            input.plasma[static_cast<std::size_t>(layout.ligand_door[k])] =
                border[layout.ligand_offset[k]];
    }
    for (int k = 0; k < layout.partners; ++k)
        input.partner[static_cast<std::size_t>(k)] =
            partner_share(subject.partners[static_cast<std::size_t>(k)], border[layout.partner(k)]);
    auto const occupied = occupancies(subject, border);
    input.occupancy_pd1 = occupied.pd1;
    input.occupancy_pdl1 = occupied.pdl1;
    input.occupancy_ctla4 = occupied.ctla4;
}

template <class T>
[[nodiscard]] immune::Pool<T> pool_at(T const* border, Layout const& layout, int pool)
{
    T const* y = border + layout.pool(pool);
    return {.node_per_uL = y[0], .blood_per_uL = y[1], .memory_per_uL = y[2]};
}

/// Σ_j ω_ij·(Eb_j + ζ·Me_j), what lesion i can recruit.
template <class T>
[[nodiscard]] T recruitable(Subject const& subject, int lesion, T const* border)
{
    T sum = T(0.0);
    for (int j = 0; j < subject.layout.pools; ++j)
        sum += subject.overlap().between(lesion, j) *
               immune::homing_cells_per_uL(subject.immune.adaptive,
                                           pool_at(border, subject.layout, j));
    return sum;
}

/// Adds what one lesion gives to the body. With one pool every lesion primes it; else each its own.
template <class T>
void add_lesion(Subject const& subject, int lesion, LesionOutput<T> const& output,
                BodyInput<T>& body)
{
    for (int flow = 0; flow < subject.layout.flows; ++flow)
        body.flow[static_cast<std::size_t>(flow)] += output.flow[static_cast<std::size_t>(flow)];
    body.volume_mm3 += output.volume_mm3;
    body.viable += output.viable;
    int const own = subject.overlap().pool_of(lesion);
    body.priming[static_cast<std::size_t>(own)] += output.priming;
    for (int j = 0; j < subject.layout.pools; ++j)
        body.homing_per_d[static_cast<std::size_t>(j)] +=
            subject.overlap().between(lesion, j) * output.homing_per_d;
}

/// Dose rate of a region: Σ over agents and compartments of coefficient times activity.
template <class T>
[[nodiscard]] radiobiology::DoseRates<T>
region_dose_rate(Subject const& subject, T const* border,
                 std::vector<RegionCoefficient> AgentInBody::*region)
{
    radiobiology::DoseRates<T> dose;
    for (int k = 0; k < subject.layout.agents; ++k) {
        auto const& coefficients = subject.agents[static_cast<std::size_t>(k)].*region;
        T const* activity = border + subject.layout.agent_offset[static_cast<std::size_t>(k)];
        for (std::size_t c = 0; c < coefficients.size(); ++c) {
            dose.low_Gy_per_d += coefficients[c].low_Gy_per_d * activity[c];
            dose.alpha_Gy_per_d += coefficients[c].alpha_Gy_per_d * activity[c];
        }
    }
    return dose;
}

namespace detail {

/// Ligand, labelled or not: as its activity, but it does not decay.
template <class T, class P>
void vector_rates(Subject const& subject, P const& infusion_nmol_per_d, std::size_t k,
                  T const* border, BodyInput<T> const& input, T* rate)
{
    auto const& layout = subject.layout;
    auto const& agent = subject.agents[k];
    int const first = layout.ligand_offset[k];
    kinetics::body_rates(agent.ligand_body, 0.0, border + first, rate + first);
    rate[first] +=
        infusion_nmol_per_d - input.flow[static_cast<std::size_t>(layout.ligand_door[k])];
}

/// A daughter enters the plasma of its own body: λ_d times the decays of its mother that free it.
template <class T>
[[nodiscard]] T daughter_feed(Subject const& subject, AgentInBody const& daughter, T const* border,
                              BodyInput<T> const& input)
{
    auto const& layout = subject.layout;
    auto const mother = static_cast<std::size_t>(daughter.source.mother);
    T freed = T(0.0);
    for (std::size_t c = 0; c < daughter.source.share.size(); ++c)
        freed +=
            daughter.source.share[c] * border[layout.agent_offset[mother] + static_cast<int>(c)];
    if (int const flow = layout.daughter_flow[mother]; flow >= 0)
        freed += input.flow[static_cast<std::size_t>(flow)];
    return daughter.decay_per_d * freed;
}

template <class T, class P>
void drug_rates(Subject const& subject, DrugSupply<P> const& supply, P const& t, T const* border,
                BodyInput<T> const& input, T* rate)
{
    auto const& layout = subject.layout;
    std::size_t ligand = 0;
    for (int k = 0; k < layout.agents; ++k) {
        auto const index = static_cast<std::size_t>(k);
        auto const& agent = subject.agents[index];
        int const first = layout.agent_offset[index];
        kinetics::body_rates(agent.body, agent.decay_per_d, border + first, rate + first);
        rate[first] += supply.agent_infusion_MBq_per_d[index];
        if (int const door = layout.door[index]; door >= 0)
            rate[first] -= input.flow[static_cast<std::size_t>(door)];
        if (agent.source.mother >= 0)
            rate[first] += daughter_feed(subject, agent, border, input);
        if (layout.ligand_offset[index] >= 0)
            vector_rates(subject, supply.ligand_infusion_nmol_per_d[ligand++], index, border, input,
                         rate);
    }
    for (int k = 0; k < layout.antibodies; ++k) {
        auto const index = static_cast<std::size_t>(k);
        int const first = layout.antibody_offset[index];
        P const since_first = t - supply.antibody_first_dose_d[index];
        kinetics::antibody_rates(subject.antibodies[index].pk, since_first, border + first,
                                 rate + first);
        rate[first] += supply.antibody_infusion_mg_per_d[index];
    }
}

/// Loss of partner drugs, and what they do to the marrow together, 1/d.
template <class T>
[[nodiscard]] T partner_rates(Subject const& subject, T const* border, T* rate)
{
    T marrow_kill = T(0.0);
    for (int k = 0; k < subject.layout.partners; ++k) {
        auto const& drug = subject.partners[static_cast<std::size_t>(k)];
        T const& doses = border[subject.layout.partner(k)];
        rate[subject.layout.partner(k)] = -drug.loss_per_d * doses;
        marrow_kill += partner_share(drug, doses) * drug.effect.marrow_kill_per_d;
    }
    return marrow_kill;
}

/// @param drug_kill  hazard of the proliferating pool by partner drugs, 1/d
template <class T>
void blood_line_rates(radiobiology::BloodLine const& line, T const* y,
                      radiobiology::DoseRates<T> const& marrow,
                      radiobiology::DoseRates<T> const& blood, T const& drug_kill, T* rate)
{
    auto const pools = radiobiology::blood_rates<T>(
        line, {.proliferating = y[0], .transit = {y[1], y[2], y[3]}, .circulating = y[4]}, marrow,
        blood);
    rate[0] = pools.proliferating - drug_kill * y[0];
    for (int k = 0; k < 3; ++k)
        rate[1 + k] = pools.transit[static_cast<std::size_t>(k)];
    rate[4] = pools.circulating;
}

}   // namespace detail

/// Rates of all shared states.
/// @param t       days from the first treatment day
/// @param border  layout.border() states
/// @param rate    their rates, overwritten
/// @tparam P      number type of time and of what events change: T, or double
template <class T, class P>
void body_rates(Subject const& subject, DrugSupply<P> const& supply, P const& t, T const* border,
                BodyInput<T> const& input, T* rate)
{
    using std::pow;
    auto const& layout = subject.layout;
    detail::drug_rates(subject, supply, t, border, input, rate);

    auto const marrow = region_dose_rate(subject, border, &AgentInBody::marrow);
    auto const blood = region_dose_rate(subject, border, &AgentInBody::lymphocytes);
    auto const nodes = region_dose_rate(subject, border, &AgentInBody::nodes);
    auto const& adaptive = subject.immune.adaptive;
    T const ctla4 = occupancies(subject, border).ctla4;
    for (int j = 0; j < layout.pools; ++j) {
        T recalled = T(0.0);   // Me*_j; a pooled memory is its own
        for (int k = 0; k < layout.pools; ++k)
            recalled += subject.overlap().between(j, k) * pool_at(border, layout, k).memory_per_uL;
        auto const pool =
            immune::pool_rates<T>(adaptive, pool_at(border, layout, j),
                                  {.priming = input.priming[static_cast<std::size_t>(j)],
                                   .recalled_memory_per_uL = recalled,
                                   .homing_per_d = input.homing_per_d[static_cast<std::size_t>(j)],
                                   .ctla4_occupancy = ctla4,
                                   .node_hazard_per_d = immune::lymphocyte_hazard_per_d(
                                       adaptive, nodes.low_Gy_per_d, nodes.alpha_Gy_per_d),
                                   .blood_hazard_per_d = immune::lymphocyte_hazard_per_d(
                                       adaptive, blood.low_Gy_per_d, blood.alpha_Gy_per_d)});
        T* pool_rate = rate + layout.pool(j);
        pool_rate[0] = pool.node_per_uL;
        pool_rate[1] = pool.blood_per_uL;
        pool_rate[2] = pool.memory_per_uL;
    }

    T const* y = border + layout.body_offset;
    T* dy = rate + layout.body_offset;
    T const drug_kill = detail::partner_rates(subject, border, rate);
    detail::blood_line_rates(subject.lymphocytes, y + lymphocyte_chain, marrow, blood, drug_kill,
                             dy + lymphocyte_chain);
    detail::blood_line_rates(subject.platelets, y + platelet_chain, marrow, {}, drug_kill,
                             dy + platelet_chain);

    // The kidney's BED takes alpha dose times its RBE: an RBE-weighted quantity, kept apart from
    // the physical dose.
    auto const kidney = region_dose_rate(subject, border, &AgentInBody::kidney);
    auto const organ = radiobiology::organ_dose_rates<T>(
        subject.kidney, kidney.low_Gy_per_d + subject.kidney_rbe_alpha * kidney.alpha_Gy_per_d,
        {.unrepaired_Gy = y[kidney_unrepaired], .bed_Gy = y[kidney_bed]});
    dy[kidney_unrepaired] = organ.unrepaired_Gy;
    dy[kidney_bed] = organ.bed_Gy;

    dy[psa] = subject.psa.secretion_per_d * input.viable -
              constant::ln2 / subject.psa.half_life_d * y[psa];
    // The small offset keeps the slope of the power finite when nothing is left of the tumour.
    dy[death_hazard] =
        subject.death.at_reference_per_d *
        pow((input.volume_mm3 + 1e-3) / subject.death.reference_volume_mm3, subject.death.exponent);
}

}   // namespace radici::patient
