#include <string>

#include "radici/base/error.hpp"
#include "radici/immune/lesion_cells.hpp"
#include "radici/immune/parameters.hpp"

namespace radici::immune {
namespace {

/// Numbers of one section, each ≥ 0 or > 0.
class Section {
public:
    Section(ParameterSet& set, std::string name) : set_(&set), name_(std::move(name)) {}

    [[nodiscard]] double amount(std::string_view key, std::string_view unit) const
    {
        return checked(key, unit, false);
    }
    [[nodiscard]] double positive(std::string_view key, std::string_view unit) const
    {
        return checked(key, unit, true);
    }
    [[nodiscard]] StudyError error(std::string_view key, std::string_view unit,
                                   std::string why) const
    {
        return {set_->get(path(key), unit).where,
                {.problem = std::string{key}, .why = std::move(why), .hint = ""}};
    }

private:
    [[nodiscard]] std::string path(std::string_view key) const
    {
        return name_ + "." + std::string{key};
    }
    [[nodiscard]] double checked(std::string_view key, std::string_view unit, bool strictly) const
    {
        double const value = set_->get(path(key), unit).value;
        if (strictly ? !(value > 0) : !(value >= 0))
            throw error(key, unit, strictly ? "it must be > 0" : "it must be ≥ 0");
        return value;
    }

    ParameterSet* set_;
    std::string name_;
};

constexpr std::string_view density = "1e6 cells/mm3";

DangerParameters read_danger(Section const& in)
{
    DangerParameters p{
        .antigenicity = in.amount("antigenicity", "-"),
        .antigen_per_doomed_death = in.amount("antigen_per_doomed_death", "-"),
        .antigen_per_immune_kill = in.amount("antigen_per_immune_kill", "-"),
        .antigen_shed_per_d = in.amount("antigen_shedding", "1/d"),
        .antigen_loss_per_d = in.positive("antigen_loss", "1/d"),
        .antigen_half_1e6_per_mm3 = in.positive("antigen_half_density", density),
        .dna_source_per_d = in.amount("dna_source", "1/d"),
        .sting_signalling = in.amount("sting_signalling", "-"),
        .dna_loss_per_d = in.positive("dna_loss", "1/d"),
        .dna_loss_per_trex1_per_d = in.amount("dna_loss_per_trex1", "1/d"),
        .trex1_induction_per_d = in.amount("trex1_induction", "1/d"),
        .trex1_half_Gy = in.positive("trex1_half_dose", "Gy"),
        .trex1_loss_per_d = in.positive("trex1_loss", "1/d"),
        .interferon_source_per_d = in.amount("interferon_source", "1/d"),
        .dna_half = in.positive("dna_half", "-"),
        .rig_interferon_source_per_d = in.amount("rig_interferon_source", "1/d"),
        .interferon_loss_per_d = in.positive("interferon_loss", "1/d"),
        .maturation_per_d = in.amount("maturation", "1/d"),
        .maturation_without_interferon = in.amount("maturation_without_interferon", "-"),
        .mature_loss_per_d = in.positive("mature_loss", "1/d"),
    };
    if (p.sting_signalling > 1)
        throw in.error("sting_signalling", "-", "it is a share, 0-1");
    return p;
}

VisibilityParameters read_visibility(Section const& in)
{
    return {
        .surface_rate_per_d = in.positive("surface_rate", "1/d"),
        .mhc_gain_by_interferon = in.amount("mhc_gain_by_interferon", "-"),
        .mhc_gain_by_dose = in.amount("mhc_gain_by_dose", "-"),
        .memory_half_Gy = in.positive("dose_memory_half", "Gy"),
        .fas_gain_by_dose = in.amount("fas_gain_by_dose", "-"),
        .pdl1_rate_per_d = in.positive("pdl1_rate", "1/d"),
        .pdl1_baseline = in.amount("pdl1_baseline", "-"),
        .pdl1_gain_by_effectors = in.amount("pdl1_gain_by_effectors", "-"),
        .effectors_half_1e6_per_mm3 = in.positive("pdl1_half_density", density),
        .pdl1_gain_by_interferon = in.amount("pdl1_gain_by_interferon", "-"),
    };
}

AdaptiveParameters read_adaptive(Section const& in, Section const& lymphocytes)
{
    AdaptiveParameters p{
        .priming_half_volume_mm3 = in.positive("priming_half_volume", "mm3"),
        .priming_per_uL_d = in.amount("priming_rate", "cells/uL/d"),
        .node_exit_per_d = in.positive("node_exit", "1/d"),
        .node_loss_per_d = in.amount("node_loss", "1/d"),
        .priming_gain_by_ctla4_block = in.amount("priming_gain_by_ctla4_block", "-"),
        .recall_gain = in.amount("recall_gain", "-"),
        .recall_half_per_uL = in.positive("recall_half", "cells/uL"),
        .blood_volume_mm3 = in.positive("blood_volume", "mm3"),
        .homing_per_d = in.amount("homing", "1/d"),
        .homing_without_interferon = in.amount("homing_without_interferon", "-"),
        .memory_homing = in.amount("memory_homing", "-"),
        .blood_loss_per_d = in.positive("blood_loss", "1/d"),
        .memory_making_per_d = in.amount("memory_making", "1/d"),
        .memory_loss_per_d = in.positive("memory_loss", "1/d"),
        .proliferation_per_d = in.amount("proliferation", "1/d"),
        .proliferation_half_1e6_per_mm3 = in.positive("proliferation_half_density", density),
        .effector_loss_per_d = in.positive("effector_loss", "1/d"),
        .exhaustion_per_d = in.amount("exhaustion", "1/d"),
        .reinvigoration_per_d = in.amount("reinvigoration", "1/d"),
        .exhausted_loss_per_d = in.positive("exhausted_loss", "1/d"),
        .lesion_t_cell_alpha_per_Gy = in.amount("lesion_t_cell_alpha", "1/Gy"),
        .lymphocyte_alpha_low_per_Gy = lymphocytes.amount("blood_kill_low", "1/Gy"),
        .lymphocyte_alpha_alpha_per_Gy = lymphocytes.amount("blood_kill_alpha", "1/Gy"),
    };
    if (p.memory_making_per_d > p.blood_loss_per_d)
        throw in.error("memory_making", "1/d", "it is part of blood_loss and cannot exceed it");
    return p;
}

RegulatoryParameters read_regulatory(Section const& in)
{
    return {
        .source_1e6_per_mm3_d = in.amount("regulatory_source", "1e6 cells/mm3/d"),
        .per_effector_per_d = in.amount("regulatory_per_effector", "1/d"),
        .loss_per_d = in.positive("regulatory_loss", "1/d"),
        .depletion_by_ctla4_antibody = in.amount("depletion_by_ctla4_antibody", "-"),
        .alpha_per_Gy = in.amount("regulatory_alpha", "1/Gy"),
        .half_suppression_1e6_per_mm3 = in.positive("suppression_half_density", density),
        .suppression_gain_by_pd1_block = in.amount("suppression_gain_by_pd1_block", "-"),
    };
}

}   // namespace

ImmuneParameters read_immune_parameters(ParameterSet& set)
{
    Section const in{set, "immune"};
    ImmuneParameters p{
        .guard_volume_mm3 = in.positive("guard_volume", "mm3"),
        .danger = read_danger(in),
        .visibility = read_visibility(in),
        .adaptive = read_adaptive(in, Section{set, "blood.lymphocytes"}),
        .regulatory = read_regulatory(in),
        .myeloid = {.rate_per_d = in.positive("myeloid_rate", "1/d"),
                    .gain_by_dose = in.amount("myeloid_gain_by_dose", "-"),
                    .memory_half_Gy = in.positive("myeloid_half_dose", "Gy")},
        .kill = {.per_effector_per_d = in.amount("kill_per_effector", "1/d"),
                 .fas_weight = in.amount("fas_weight", "-"),
                 .checkpoint_half = in.positive("checkpoint_half", "-"),
                 .natural_killer_per_d = in.amount("natural_killer_rate", "1/d")},
    };
    if (p.regulatory.alpha_per_Gy > p.adaptive.lesion_t_cell_alpha_per_Gy)
        throw in.error("regulatory_alpha", "1/Gy",
                       "regulatory cells resist dose better than effectors: it must lie below "
                       "lesion_t_cell_alpha");
    return p;
}

LesionCellParameters read_lesion_cells(ParameterSet& set)
{
    Section const in{set, "tumour_cells"};
    LesionCellParameters const p{
        .growth_per_d = in.amount("growth_rate", "1/d"),
        .reference_volume_mm3 = in.positive("reference_volume", "mm3"),
        .carrying_volume_mm3 = in.positive("carrying_volume", "mm3"),
        .doomed_death_per_d = in.positive("doomed_death_rate", "1/d"),
        .debris_clearance_per_d = in.positive("debris_clearance", "1/d"),
    };
    if (!(p.carrying_volume_mm3 > p.reference_volume_mm3))
        throw in.error("carrying_volume", "mm3", "it must exceed reference_volume");
    return p;
}

}   // namespace radici::immune
