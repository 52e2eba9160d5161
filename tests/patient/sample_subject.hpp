#pragma once
#include <cmath>
#include <random>
#include <vector>

#include "radici/dosimetry/sphere_dose.hpp"
#include "radici/patient/run_state.hpp"
#include "radici/patient/subject.hpp"

namespace radici::test {

/// A beta emitter of one electron line and one weak alpha line, tabulated by the rules of
/// dosimetry/.
inline dosimetry::SphereSelfDose const& sample_sphere()
{
    static auto const kernels = dosimetry::SphereKernels::load(RADICI_SOURCE_DIR "/data");
    static auto const sphere = dosimetry::SphereSelfDose::make(
        "sample",
        {{dosimetry::EmissionClass::beta, dosimetry::Particle::electron, 0.15, 1.0},
         {dosimetry::EmissionClass::alpha, dosimetry::Particle::alpha, 5.5, 0.01}},
        kernels);
    return sphere;
}

/// A subject put together by hand: every mechanism on, no data file involved.
/// @param overlap  off-diagonal ω; 1: one shared pool
inline patient::Subject sample_subject(int lesions, double overlap = 1)
{
    patient::Subject s;
    s.cells.life = {.growth_per_d = 0.02,
                    .reference_volume_mm3 = 1000,
                    .carrying_volume_mm3 = 1e6,
                    .doomed_death_per_d = 0.1,
                    .debris_clearance_per_d = 0.05};
    s.cells.response = radiobiology::single_repair(radiobiology::LqResponse::of(0.1, 0.02),
                                                   radiobiology::LqResponse::of(0.8, 0.02), 11.0);
    s.cells.positive_share = 0.6;
    s.cells.patch_radius_mm = 0.3;

    auto& i = s.immune;
    i.guard_volume_mm3 = 1;
    i.danger = {.antigenicity = 1,
                .antigen_per_doomed_death = 1,
                .antigen_per_immune_kill = 0.25,
                .antigen_shed_per_d = 1e-3,
                .antigen_loss_per_d = 1.3,
                .antigen_half_1e6_per_mm3 = 0.064,
                .dna_source_per_d = 1,
                .sting_signalling = 1,
                .dna_loss_per_d = 0.18,
                .dna_loss_per_trex1_per_d = 2,
                .trex1_induction_per_d = 60,
                .trex1_half_Gy = 13.5,
                .trex1_loss_per_d = 0.3,
                .interferon_source_per_d = 2.6,
                .dna_half = 0.36,
                .rig_interferon_source_per_d = 0,
                .interferon_loss_per_d = 0.35,
                .maturation_per_d = 1,
                .maturation_without_interferon = 0.16,
                .mature_loss_per_d = 0.35};
    i.visibility = {.surface_rate_per_d = 0.5,
                    .mhc_gain_by_interferon = 2.9,
                    .mhc_gain_by_dose = 0.66,
                    .memory_half_Gy = 5,
                    .fas_gain_by_dose = 1,
                    .pdl1_rate_per_d = 1,
                    .pdl1_baseline = 2,
                    .pdl1_gain_by_effectors = 1.5,
                    .effectors_half_1e6_per_mm3 = 0.00089,
                    .pdl1_gain_by_interferon = 0.26};
    i.adaptive = {.priming_half_volume_mm3 = 3e4,
                  .priming_per_uL_d = 110,
                  .node_exit_per_d = 1.13,
                  .node_loss_per_d = 0.1,
                  .priming_gain_by_ctla4_block = 2.5,
                  .recall_gain = 7.3,
                  .recall_half_per_uL = 4.1,
                  .blood_volume_mm3 = 5e6,
                  .homing_per_d = 70,
                  .homing_without_interferon = 0.25,
                  .memory_homing = 0.3,
                  .blood_loss_per_d = 0.039,
                  .memory_making_per_d = 0.02,
                  .memory_loss_per_d = 0.001,
                  .proliferation_per_d = 0.31,
                  .proliferation_half_1e6_per_mm3 = 0.062,
                  .effector_loss_per_d = 0.17,
                  .exhaustion_per_d = 0.11,
                  .reinvigoration_per_d = 0.27,
                  .exhausted_loss_per_d = 0.1,
                  .lesion_t_cell_alpha_per_Gy = 0.094,
                  .lymphocyte_alpha_low_per_Gy = 0.65,
                  .lymphocyte_alpha_alpha_per_Gy = 0.65};
    i.regulatory = {.source_1e6_per_mm3_d = 4.5e-4,
                    .per_effector_per_d = 0.017,
                    .loss_per_d = 0.1,
                    .depletion_by_ctla4_antibody = 1,
                    .alpha_per_Gy = 0.05,
                    .half_suppression_1e6_per_mm3 = 0.022,
                    .suppression_gain_by_pd1_block = 0.3};
    i.myeloid = {.rate_per_d = 0.2, .gain_by_dose = 1, .memory_half_Gy = 7};
    i.kill = {.per_effector_per_d = 1.5,
              .fas_weight = 1.1,
              .checkpoint_half = 1.7,
              .natural_killer_per_d = 0};

    s.lymphocytes = {.baseline_1e9_per_L = 1.5,
                     .transit_time_d = 8,
                     .feedback = 0.05,
                     .leaving_per_d = 0.006,
                     .marrow_kill_low_per_Gy = 0.5,
                     .marrow_kill_alpha_per_Gy = 0.7,
                     .blood_kill_low_per_Gy = 0.65,
                     .blood_kill_alpha_per_Gy = 0.65};
    s.platelets = {.baseline_1e9_per_L = 250,
                   .transit_time_d = 6,
                   .feedback = 0.2,
                   .marrow_kill_low_per_Gy = 0.5,
                   .marrow_kill_alpha_per_Gy = 0.7};
    s.kidney = {.alpha_beta_Gy = 2.5, .repair_per_d = 5.94};
    s.death = {.at_reference_per_d = 1e-4, .exponent = 0.5};
    s.psa = {.secretion_per_d = 1e-3, .half_life_d = 2.5, .start_ng_per_mL = 10};

    for (int k = 0; k < lesions; ++k)
        s.lesion_start_mm3.push_back(500.0 * (k + 1));
    if (overlap != 1)
        for (int a = 0; a < lesions; ++a)
            for (int b = 0; b < lesions; ++b)
                s.omega.push_back(a == b ? 1 : overlap);

    patient::AgentInBody agent;
    agent.body = {.compartment = {"plasma", "kidney", "marrow"},
                  .region = {"blood", "kidney", "red_marrow"},
                  .transfers = {{0, 1, 2.0}, {1, -1, 0.4}, {0, 2, 0.5}, {2, 0, 1.0}, {0, -1, 8.0}}};
    agent.plasma_mm3 = 3e6;
    agent.usual_ligand_nmol = 50;
    agent.lesion = {.route = kinetics::LesionRoute::receptor,
                    .inflow_per_d = 30,
                    .release_per_d = 0.1,
                    .debris_clearance_per_d = 0.2,
                    .binding = {.void_fraction = 0.3,
                                .sites_per_cell = 2e5,
                                .association_L_per_nmol_d = 60,
                                .dissociation_per_d = 1,
                                .internalisation_per_d = 3},
                    .source = {},
                    .competitor = {}};
    agent.inflow_per_d.assign(static_cast<std::size_t>(lesions), agent.lesion.inflow_per_d);
    agent.decay_per_d = 0.1;
    patient::add_ligand_body(agent);
    agent.sphere = &sample_sphere();
    double const log_patch_g = std::log(1e-3 * 4.18879 * 0.027);
    agent.patch_low_MeV = sample_sphere().low_let_MeV(log_patch_g);
    agent.patch_alpha_MeV = sample_sphere().alpha_MeV(log_patch_g);
    agent.marrow = {{1e-5, 1e-6}, {0, 0}, {1e-4, 2e-6}};
    agent.lymphocytes = {{2e-5, 1e-6}, {1e-6, 0}, {1e-5, 0}};
    agent.nodes = {{1e-6, 0}, {1e-6, 0}, {1e-6, 0}};
    agent.kidney = {{1e-6, 0}, {6e-3, 1e-5}, {1e-6, 0}};
    s.agents = {agent};

    kinetics::AntibodyPk pk{.compartments = 2,
                            .clearance_L_per_d = 0.23,
                            .volume_L = {3.6, 2.8, 0},
                            .exchange_L_per_d = {0.77, 0},
                            .change_form = kinetics::ClearanceChange::exponential,
                            .change = -0.3,
                            .half_change_d = 59,
                            .hill = 3};
    s.antibodies = {{pk, patient::CheckpointTarget::pd1, 2.6, 0.2},
                    {pk, patient::CheckpointTarget::ctla4, 5.25, 0.2}};
    s.layout = patient::Layout(lesions, overlap == 1 ? 1 : lesions, {agent.shape()}, {2, 2});
    return s;
}

inline patient::RunState sample_run(patient::Subject const& s)
{
    auto const lesions = static_cast<std::size_t>(s.layout.lesions);
    patient::RunState run;
    run.living.assign(lesions, {});
    run.agent_infusion_MBq_per_d.assign(s.agents.size(), 0);
    run.ligand_infusion_nmol_per_d.assign(static_cast<std::size_t>(s.layout.ligands), 0);
    run.antibody_infusion_mg_per_d.assign(s.antibodies.size(), 0);
    run.antibody_first_dose_d.assign(s.antibodies.size(), 0);
    run.death_threshold = 1e9;
    return run;
}

/// Start without any immunity or activity: N = V0, everything else 0 or at rest.
inline std::vector<double> bare_start(patient::Subject const& s)
{
    auto const& layout = s.layout;
    std::vector<double> y(static_cast<std::size_t>(layout.size()));
    auto blood = [&](int first, radiobiology::BloodLine const& line) {
        auto const rest = radiobiology::resting_pools(line);
        double* p = &y[static_cast<std::size_t>(layout.body(first))];
        p[0] = rest.proliferating;
        p[1] = p[2] = p[3] = rest.transit[0];
        p[4] = rest.circulating;
    };
    blood(patient::lymphocyte_chain, s.lymphocytes);
    blood(patient::platelet_chain, s.platelets);
    y[static_cast<std::size_t>(layout.body(patient::psa))] = s.psa.start_ng_per_mL;
    for (int i = 0; i < layout.lesions; ++i) {
        double* lesion = &y[static_cast<std::size_t>(layout.lesion(i))];
        double const volume = s.lesion_start_mm3[static_cast<std::size_t>(i)];
        lesion[patient::log_viable_positive] = std::log(s.cells.positive_share * volume);
        lesion[patient::log_viable_negative] = std::log((1 - s.cells.positive_share) * volume);
        lesion[patient::mhc] = 1;
        lesion[patient::pd_l1] = s.immune.visibility.pdl1_baseline;
        lesion[patient::regulatory] =
            volume * s.immune.regulatory.source_1e6_per_mm3_d / s.immune.regulatory.loss_per_d;
        lesion[patient::myeloid] = 1;
    }
    return y;
}

/// Any state that makes sense: every state positive and of its usual size.
inline std::vector<double> random_state(patient::Subject const& s, unsigned seed)
{
    std::mt19937 generator(seed);
    std::uniform_real_distribution<double> uniform(0.2, 2.0);
    auto y = bare_start(s);
    auto const& layout = s.layout;
    for (int k = 0; k < layout.pool_offset; ++k)
        y[static_cast<std::size_t>(k)] = 100 * uniform(generator);
    for (int k = layout.pool_offset; k < layout.border(); ++k)
        y[static_cast<std::size_t>(k)] = (1 + y[static_cast<std::size_t>(k)]) * uniform(generator);
    for (int i = 0; i < layout.lesions; ++i) {
        double* lesion = &y[static_cast<std::size_t>(layout.lesion(i))];
        lesion[patient::log_viable_positive] += uniform(generator) - 1;
        lesion[patient::log_viable_negative] += uniform(generator) - 1;
        lesion[patient::doomed_positive] = 100 * uniform(generator);
        lesion[patient::doomed_negative] = 50 * uniform(generator);
        lesion[patient::debris] = 80 * uniform(generator);
        for (int k = patient::sublethal_positive; k <= patient::dose_memory; ++k)
            lesion[k] = uniform(generator);
        lesion[patient::antigen] = 10 * uniform(generator);
        for (int k = patient::cytosolic_dna; k <= patient::interferon; ++k)
            lesion[k] = 0.5 * uniform(generator);
        lesion[patient::mature_dendritic] = 0.3 * uniform(generator);
        for (int k = patient::mhc; k <= patient::pd_l1; ++k)
            lesion[k] = uniform(generator);
        for (int k = patient::effectors; k <= patient::regulatory; ++k)
            lesion[k] = 2 * uniform(generator);
        lesion[patient::myeloid] = 1 + uniform(generator);
        for (int k = patient::lesion_state_count; k < layout.block(); ++k)
            lesion[k] = 20 * uniform(generator);
        for (int k = 0; k < layout.agents; ++k)
            if (layout.states_of(k) == patient::LesionStates::ligand) {
                lesion[layout.in_lesion(k, patient::ligand_free)] *= 1e-4;
                lesion[layout.in_lesion(k, patient::ligand_bound)] *= 1e-2;
                lesion[layout.in_lesion(k, patient::ligand_inside)] *= 1e-2;
                lesion[layout.in_lesion(k, patient::all_free)] *= 1e-7;
                lesion[layout.in_lesion(k, patient::all_bound)] *= 1e-5;   // sites: 3.3e-4
            }
    }
    return y;
}

}   // namespace radici::test
