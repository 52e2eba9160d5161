#include "radici/radiobiology/parameters.hpp"

#include <string>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"

namespace radici::radiobiology {
namespace {

double positive(ParameterSet& set, std::string_view path, std::string_view unit)
{
    auto const& p = set.get(path, unit);
    if (!(p.value > 0))
        throw StudyError(p.where,
                         {.problem = std::string{path}, .why = "it must be > 0", .hint = ""});
    return p.value;
}

/// A value ≥ 0.
double amount(ParameterSet& set, std::string_view path, std::string_view unit)
{
    auto const& p = set.get(path, unit);
    if (!(p.value >= 0))
        throw StudyError(p.where,
                         {.problem = std::string{path}, .why = "it must be ≥ 0", .hint = ""});
    return p.value;
}

BloodLine read_line(ParameterSet& set, std::string const& section)
{
    return {.baseline_1e9_per_L = positive(set, section + ".baseline", "1e9/L"),
            .transit_time_d = positive(set, section + ".transit_time", "d"),
            .feedback = amount(set, section + ".feedback", "-"),
            .marrow_kill_low_per_Gy = amount(set, "blood.marrow_kill_low", "1/Gy"),
            .marrow_kill_alpha_per_Gy = amount(set, "blood.marrow_kill_alpha", "1/Gy")};
}

}   // namespace

CellResponse<1> read_cell_response(ParameterSet& set)
{
    auto const low = LqResponse::of(amount(set, "radiobiology.low_let_alpha", "1/Gy"),
                                    amount(set, "radiobiology.low_let_beta", "1/Gy2"));
    auto const alpha = LqResponse::of(amount(set, "radiobiology.alpha_class_alpha", "1/Gy"),
                                      amount(set, "radiobiology.alpha_class_beta", "1/Gy2"));
    return single_repair(low, alpha,
                         constant::ln2 / positive(set, "radiobiology.repair_half_time", "d"));
}

RepairDefect read_repair_defect(ParameterSet& set)
{
    return {.repair_factor = amount(set, "radiobiology.defect_repair_factor", "-"),
            .alpha_factor = amount(set, "radiobiology.defect_alpha_factor", "-"),
            .cytosolic_dna_factor = amount(set, "radiobiology.defect_cytosolic_dna_factor", "-")};
}

SignalParameters read_signals(ParameterSet& set)
{
    return {.recent_half_time_h = positive(set, "radiobiology.recent_dose_half_time", "h"),
            .memory_time_d = positive(set, "radiobiology.dose_memory_time", "d")};
}

Bystander read_bystander(ParameterSet& set)
{
    return {.release_per_d = amount(set, "radiobiology.bystander_release", "1/d"),
            .loss_per_d = positive(set, "radiobiology.bystander_loss", "1/d"),
            .kill_per_d = amount(set, "radiobiology.bystander_kill", "1/d")};
}

BloodParameters read_blood(ParameterSet& set)
{
    BloodParameters blood{
        .lymphocytes = read_line(set, "blood.lymphocytes"),
        .platelets = read_line(set, "blood.platelets"),
        .neutrophils = read_line(set, "blood.neutrophils"),
        .transit = {.blood = amount(set, "blood.lymphocyte_time_in_blood", "-"),
                    .spleen = amount(set, "blood.lymphocyte_time_in_spleen", "-"),
                    .marrow = amount(set, "blood.lymphocyte_time_in_marrow", "-")}};
    auto& line = blood.lymphocytes;
    line.leaving_per_d = positive(set, "blood.lymphocytes.leaving_rate", "1/d");
    line.blood_kill_low_per_Gy = amount(set, "blood.lymphocytes.blood_kill_low", "1/Gy");
    line.blood_kill_alpha_per_Gy = amount(set, "blood.lymphocytes.blood_kill_alpha", "1/Gy");
    if (blood.transit.elsewhere() < 0) {
        auto const& p = set.get("blood.lymphocyte_time_in_blood", "-");
        throw StudyError(p.where, {.problem = "lymphocyte_time_in_…",
                                   .why = "the shares of time sum to more than 1",
                                   .hint = ""});
    }
    return blood;
}

OrganRisk read_organ_risk(ParameterSet& set, std::string_view region)
{
    auto const section = "organs." + std::string{region};
    Eqd2 const five = positive(set, section + ".five_percent_dose", "Gy") * unit::Gy_eqd2;
    Eqd2 const half = positive(set, section + ".half_dose", "Gy") * unit::Gy_eqd2;
    if (!(five < half))
        throw StudyError(
            set.get(section + ".five_percent_dose", "Gy").where,
            {.problem = "five_percent_dose", .why = "it must lie below half_dose", .hint = ""});
    return {.response = {.alpha_beta_Gy = positive(set, section + ".alpha_beta", "Gy"),
                         .repair_per_d =
                             constant::ln2 / positive(set, section + ".repair_half_time", "d")},
            .complication = {.half_dose = half, .relative_sd = relative_sd_of(five, half)}};
}

}   // namespace radici::radiobiology
