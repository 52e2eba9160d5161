#include "radici/study/table.hpp"

#include <algorithm>
#include <cctype>

#include "radici/numerics/statistics.hpp"
#include "radici/study/columns.hpp"

namespace radici::study {
namespace {

std::string in_capitals(std::string name)
{
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return name;
}

}   // namespace

void PatientTable::add(std::string const& name, Get get, std::size_t which)
{
    auto column = describe_column(name);
    RADICI_EXPECT(column.has_value());   // schema/columns.toml describes every column
    columns_.push_back(std::move(*column));
    getters_.emplace_back(get, which);
}

PatientTable::PatientTable(Setting const& setting)
{
    using R = SubjectRecord const&;
    using W = std::size_t;
    bool const psa = setting.model->biology().has_psa();
    bool const radioactive = std::any_of(setting.arms.begin(), setting.arms.end(),
                                         [](auto& arm) { return !arm.drugs.agents.empty(); });

    add("BL_WEIGHT_KG", [](R r, W) { return r.weight_kg; });
    add("BL_HEIGHT_CM", [](R r, W) { return r.height_cm; });
    add("BL_SEX", [](R r, W) { return r.male ? 1.0 : 0.0; });
    add("BL_LESIONS", [](R r, W) { return static_cast<double>(r.lesion_volume_mm3.size()); });
    add("BL_TUMOUR_VOLUME_MM3", [](R r, W) { return r.tumour_volume_mm3; });
    if (psa)
        add("BL_PSA_NG_ML", [](R r, W) { return r.psa_ng_per_mL; });
    add("BL_LYMPHOCYTES_1E9_L", [](R r, W) { return r.lymphocytes_1e9_per_L; });
    add("BL_PLATELETS_1E9_L", [](R r, W) { return r.platelets_1e9_per_L; });
    add("BL_GROWTH_PER_D", [](R r, W) { return r.growth_per_d; });
    add("BL_ANTIGENICITY", [](R r, W) { return r.antigenicity; });
    add("BL_PDL1", [](R r, W) { return r.pdl1; });
    add("W6_TUMOUR_VOLUME_MM3", [](R r, W) { return r.outcome.week6_volume_mm3; });
    if (psa)
        add("W6_PSA_NG_ML", [](R r, W) { return r.outcome.week6_psa; });
    add("W6_LYMPHOCYTES_1E9_L", [](R r, W) { return r.outcome.week6_lymphocytes; });
    add("W6_PLATELETS_1E9_L", [](R r, W) { return r.outcome.week6_platelets; });
    add("W6_CTDNA_RATIO", [](R r, W) { return r.outcome.ctdna_week6_ratio; });
    if (radioactive) {
        add("ACTIVITY_GBQ", [](R r, W) { return 1e-3 * r.outcome.activity_given_MBq; });
        add("DOSE_TUMOUR_GY", [](R r, W) { return numerics::mean(r.lesion_dose_Gy); });
        for (W k = 0; k < setting.regions.size(); ++k)
            add(
                "DOSE_" + in_capitals(setting.regions[k]) + "_GY",
                [](R r, W which) { return r.region_dose_Gy[which]; }, k);
        add("BED_KIDNEY_GY", [](R r, W) { return r.kidney_bed_Gy; });
    }
    add("BOR", [](R r, W) { return static_cast<double>(r.outcome.best); });
    add("BEST_TARGET_PCT", [](R r, W) { return r.outcome.best_target_percent; });
    if (psa) {
        add("BEST_PSA_PCT", [](R r, W) { return r.outcome.best_psa_percent; });
        add("PSA50", [](R r, W) { return r.outcome.psa50 ? 1.0 : 0.0; });
    }
    add("PFS_DAY", [](R r, W) { return r.outcome.pfs.day; });
    add("PFS_CNSR", [](R r, W) { return r.outcome.pfs.censored ? 1.0 : 0.0; });
    if (psa) {
        add("RPFS_DAY", [](R r, W) { return r.outcome.rpfs.day; });
        add("RPFS_CNSR", [](R r, W) { return r.outcome.rpfs.censored ? 1.0 : 0.0; });
    }
    add("OS_DAY", [](R r, W) { return r.outcome.os.day; });
    add("OS_CNSR", [](R r, W) { return r.outcome.os.censored ? 1.0 : 0.0; });
    add("TOX_LYMPHOPENIA", [](R r, W) { return static_cast<double>(r.outcome.worst.lymphopenia); });
    add("TOX_THROMBOCYTOPENIA",
        [](R r, W) { return static_cast<double>(r.outcome.worst.thrombocytopenia); });
    add("TOX_IRAE", [](R r, W) { return static_cast<double>(r.outcome.worst.irae); });
    if (radioactive) {
        add("TOX_KIDNEY", [](R r, W) { return static_cast<double>(r.outcome.worst.kidney); });
        add("TOX_XEROSTOMIA",
            [](R r, W) { return static_cast<double>(r.outcome.worst.xerostomia); });
    }
    add("DLT", [](R r, W) { return r.outcome.dose_limiting ? 1.0 : 0.0; });
}

Subject PatientTable::row(SubjectRecord const& record) const
{
    Subject subject{.index = record.index,
                    .arm = record.arm,
                    .status = record.failure.empty() ? Subject::Status::completed
                                                     : Subject::Status::failed,
                    .cause = record.failure,
                    .value = {}};
    if (record.failure.empty())
        for (auto const& [get, which] : getters_)
            subject.value.push_back(get(record, which));
    return subject;
}

}   // namespace radici::study
