#include "radici/study/table.hpp"

#include <algorithm>
#include <cctype>

#include "radici/numerics/statistics.hpp"
#include "radici/study/columns.hpp"
#include "radici/study/first_event.hpp"

namespace radici::study {
namespace {

std::string in_capitals(std::string name)
{
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return name;
}

/// Of completed records alone; the columns that failed ones have too are marked by their names.
bool of_every_record(std::string const& name)
{
    return name == kept::failed || name == kept::redraws;
}

}   // namespace

std::string dose_column(std::string const& region)
{
    return "DOSE_" + in_capitals(region) + "_GY";
}

std::string kept::doses_given(std::size_t regimen)
{
    return "DOSES_GIVEN_" + std::to_string(regimen);
}

std::string kept::volume(std::size_t grid_day)
{
    return "VOLUME_" + std::to_string(grid_day);
}

std::string kept::lesion_doses(int arm)
{
    return "LESION_DOSES_" + std::to_string(arm);
}

void PatientTable::describe(std::string const& name, Get get, std::size_t which)
{
    auto column = describe_column(name);
    RADICI_EXPECT(column.has_value());   // schema/columns.toml describes every column
    columns_.push_back(std::move(*column));
    keep(name, get, which);
}

void PatientTable::keep(std::string name, Get get, std::size_t which)
{
    names_.push_back(std::move(name));
    getters_.emplace_back(get, which);
}

PatientTable::PatientTable(Setting const& setting)
{
    using R = SubjectRecord const&;
    using W = std::size_t;
    bool const psa = setting.model->biology().has_psa();
    bool const radioactive = std::any_of(setting.arms.begin(), setting.arms.end(),
                                         [](auto& arm) { return !arm.drugs.agents.empty(); });

    describe("BL_WEIGHT_KG", [](R r, W) { return r.weight_kg; });
    bool const animals = setting.study.tumour.has_value();
    if (!animals) {
        describe("BL_HEIGHT_CM", [](R r, W) { return r.height_cm; });
        describe("BL_SEX", [](R r, W) { return r.male ? 1.0 : 0.0; });
    }
    describe("BL_LESIONS", [](R r, W) { return static_cast<double>(r.lesion_volume_mm3.size()); });
    describe("BL_TUMOUR_VOLUME_MM3", [](R r, W) { return r.tumour_volume_mm3; });
    if (psa)
        describe("BL_PSA_NG_ML", [](R r, W) { return r.psa_ng_per_mL; });
    describe("BL_LYMPHOCYTES_1E9_L", [](R r, W) { return r.lymphocytes_1e9_per_L; });
    describe("BL_PLATELETS_1E9_L", [](R r, W) { return r.platelets_1e9_per_L; });
    describe("BL_GROWTH_PER_D", [](R r, W) { return r.growth_per_d; });
    describe("BL_ANTIGENICITY", [](R r, W) { return r.antigenicity; });
    describe("BL_PDL1", [](R r, W) { return r.pdl1; });
    if (setting.study.select.any()) {
        describe("BL_SUVMAX", [](R r, W) {
            return *std::max_element(r.lesion_suv.begin(), r.lesion_suv.end());
        });
        describe("BL_SUVMEAN", [](R r, W) { return numerics::mean(r.lesion_suv); });
    }
    describe("W6_TUMOUR_VOLUME_MM3", [](R r, W) { return r.outcome.week6_volume_mm3; });
    if (psa)
        describe("W6_PSA_NG_ML", [](R r, W) { return r.outcome.week6_psa; });
    describe("W6_LYMPHOCYTES_1E9_L", [](R r, W) { return r.outcome.week6_lymphocytes; });
    describe("W6_PLATELETS_1E9_L", [](R r, W) { return r.outcome.week6_platelets; });
    if (!animals)
        describe("W6_CTDNA_RATIO", [](R r, W) { return r.outcome.ctdna_week6_ratio; });
    describe("LOWEST_LYMPHOCYTES_1E9_L", [](R r, W) { return r.outcome.lowest_lymphocytes; });
    describe("PEAK_EFFECTORS_MM3", [](R r, W) { return r.outcome.peak_effectors_per_mm3; });
    describe("ABSCOPAL", [](R r, W) { return r.outcome.abscopal; });
    if (radioactive) {
        describe("ACTIVITY_GBQ", [](R r, W) { return 1e-3 * r.outcome.activity_given_MBq; });
        describe("DOSE_TUMOUR_GY", [](R r, W) { return numerics::mean(r.lesion_dose_Gy); });
        for (W k = 0; k < setting.regions.size(); ++k)
            describe(
                dose_column(setting.regions[k]),
                [](R r, W which) { return r.region_dose_Gy[which]; }, k);
        describe("BED_KIDNEY_GY", [](R r, W) { return r.kidney_bed_Gy; });
    }
    if (animals) {
        describe("CR", [](R r, W) { return r.outcome.complete_response ? 1.0 : 0.0; });
        describe("CURE", [](R r, W) { return r.outcome.cure ? 1.0 : 0.0; });
        describe("SURVIVAL_DAY", [](R r, W) { return r.outcome.os.day; });
        describe("SURVIVAL_CNSR", [](R r, W) { return r.outcome.os.censored ? 1.0 : 0.0; });
    } else {
        describe_patients(psa, radioactive);
    }
    keep_rest(setting);
}

/// What is asked of patients and not of animals.
void PatientTable::describe_patients(bool psa, bool radioactive)
{
    using R = SubjectRecord const&;
    using W = std::size_t;
    describe("BOR", [](R r, W) { return static_cast<double>(r.outcome.best); });
    describe("BEST_TARGET_PCT", [](R r, W) { return r.outcome.best_target_percent; });
    if (psa) {
        describe("BEST_PSA_PCT", [](R r, W) { return r.outcome.best_psa_percent; });
        describe("PSA50", [](R r, W) { return r.outcome.psa50 ? 1.0 : 0.0; });
    }
    describe("PFS_DAY", [](R r, W) { return r.outcome.pfs.day; });
    describe("PFS_CNSR", [](R r, W) { return r.outcome.pfs.censored ? 1.0 : 0.0; });
    if (psa) {
        describe("RPFS_DAY", [](R r, W) { return r.outcome.rpfs.day; });
        describe("RPFS_CNSR", [](R r, W) { return r.outcome.rpfs.censored ? 1.0 : 0.0; });
    }
    describe("OS_DAY", [](R r, W) { return r.outcome.os.day; });
    describe("OS_CNSR", [](R r, W) { return r.outcome.os.censored ? 1.0 : 0.0; });
    describe("TOX_LYMPHOPENIA",
             [](R r, W) { return static_cast<double>(r.outcome.worst.lymphopenia); });
    describe("TOX_THROMBOCYTOPENIA",
             [](R r, W) { return static_cast<double>(r.outcome.worst.thrombocytopenia); });
    describe("TOX_IRAE", [](R r, W) { return static_cast<double>(r.outcome.worst.irae); });
    if (radioactive) {
        describe("TOX_KIDNEY", [](R r, W) { return static_cast<double>(r.outcome.worst.kidney); });
        describe("TOX_XEROSTOMIA",
                 [](R r, W) { return static_cast<double>(r.outcome.worst.xerostomia); });
    }
    describe("DLT", [](R r, W) { return r.outcome.dose_limiting ? 1.0 : 0.0; });
}

/// Columns that are no part of patients.csv.
void PatientTable::keep_rest(Setting const& setting)
{
    using R = SubjectRecord const&;
    using W = std::size_t;
    keep(kept::failed, [](R r, W) { return r.failure.empty() ? 0.0 : 1.0; });
    keep(kept::redraws, [](R r, W) { return static_cast<double>(r.redraws); });
    keep(kept::screened_out, [](R r, W) { return static_cast<double>(r.screened_out); });
    keep(kept::measurable, [](R r, W) { return r.outcome.measurable ? 1.0 : 0.0; });
    keep(kept::worst_grade, [](R r, W) { return static_cast<double>(r.outcome.worst.worst()); });
    keep(kept::first_event_day, [](R r, W) { return first_event(r.outcome).time; });
    keep(kept::first_event_cause,
         [](R r, W) { return static_cast<double>(first_event(r.outcome).cause); });
    W regimens = 0;
    for (auto const& arm : setting.arms)
        regimens = std::max(regimens, arm.protocol.arm->gives.size());
    for (W g = 0; g < regimens; ++g)
        keep(
            kept::doses_given(g),
            [](R r, W which) {
                auto const& given = r.outcome.doses_given;
                return which < given.size() ? static_cast<double>(given[which]) : no_value;
            },
            g);
    W const days = setting.arms.front().protocol.grid_days().size();
    for (W k = 0; k < days; ++k)
        keep(
            kept::volume(k),
            [](R r, W which) {
                return which < r.total_volume_mm3.size() ? r.total_volume_mm3[which] : no_value;
            },
            k);
}

std::vector<double> PatientTable::row(SubjectRecord const& record) const
{
    std::vector<double> values;
    for (std::size_t i = 0; i < getters_.size(); ++i) {
        auto const& [get, which] = getters_[i];
        bool const there = record.failure.empty() || of_every_record(names_[i]);
        values.push_back(there ? get(record, which) : no_value);
    }
    return values;
}

}   // namespace radici::study
