#include "radici/study/course_series.hpp"

#include <string>

namespace radici::study {
namespace {

using patient::CheckpointTarget;
using patient::LesionState;
using patient::Snapshot;

/// Walks along the series in a fixed order: makes them the first time, appends afterwards.
class Recorder {
public:
    explicit Recorder(std::vector<Series>& series) : series_(series), first_(series.empty()) {}

    void operator()(SeriesGroup group, char const* name, char const* text, char const* unit,
                    std::string region, double value)
    {
        if (first_)
            series_.push_back({.group = group,
                               .name = name,
                               .text = text,
                               .unit = unit,
                               .region = std::move(region),
                               .value = {}});
        series_[next_++].value.push_back(value);
    }

private:
    std::vector<Series>& series_;
    bool first_;
    std::size_t next_ = 0;
};

double mean_over_lesions(Snapshot const& now, LesionState state, bool per_volume)
{
    double sum = 0;
    int const lesions = now.subject->layout.lesions;
    for (int i = 0; i < lesions; ++i) {
        double const guarded = now.lesion_volume_mm3(i) + now.subject->immune.guard_volume_mm3;
        sum += now.lesion_state(i, state) / (per_volume ? guarded : 1);
    }
    return sum / lesions;
}

}   // namespace

void append_course(Snapshot const& now, bool has_psa, std::vector<Series>& series)
{
    Recorder record(series);
    for (int i = 0; i < now.subject->layout.lesions; ++i) {
        auto const lesion = "lesion " + std::to_string(i + 1);
        record(SeriesGroup::volume, "volume", "volume", "mm3", lesion, now.lesion_volume_mm3(i));
        record(SeriesGroup::dose, "dose", "absorbed dose", "Gy", lesion,
               now.lesion_low_dose_Gy(i) + now.lesion_alpha_dose_Gy(i));
    }
    record(SeriesGroup::volume, "total_volume", "tumour volume", "mm3", "", now.total_volume_mm3());

    struct Shown {
        LesionState state;
        bool per_volume;
        char const *name, *text, *unit;
    };
    static constexpr Shown shown[] = {
        {patient::interferon, false, "interferon", "type I interferon", ""},
        {patient::mature_dendritic, false, "mature_dendritic_cells", "mature dendritic cells", ""},
        {patient::mhc, false, "mhc_i", "MHC-I", ""},
        {patient::fas, false, "fas", "FAS", ""},
        {patient::pd_l1, false, "pd_l1", "PD-L1", ""},
        {patient::effectors, true, "effector_t_cells", "effector T cells", "1e6 cells/mm3"},
        {patient::exhausted, true, "exhausted_t_cells", "exhausted T cells", "1e6 cells/mm3"},
        {patient::regulatory, true, "regulatory_t_cells", "regulatory T cells", "1e6 cells/mm3"},
        {patient::myeloid, false, "myeloid_suppression", "myeloid suppression", ""},
    };
    for (auto const& s : shown)
        record(SeriesGroup::immune, s.name, s.text, s.unit, "",
               mean_over_lesions(now, s.state, s.per_volume));
    record(SeriesGroup::immune, "blood_effectors", "effector T cells in blood", "cells/uL", "",
           now.blood_effectors_per_uL());
    record(SeriesGroup::immune, "memory_t_cells", "memory T cells in blood", "cells/uL", "",
           now.memory_per_uL());

    record(SeriesGroup::blood, "lymphocytes", "lymphocytes", "1e9/L", "",
           now.lymphocytes_1e9_per_L());
    record(SeriesGroup::blood, "platelets", "platelets", "1e9/L", "", now.platelets_1e9_per_L());
    record(SeriesGroup::dose, "bed", "BED", "Gy", "kidney", now.body_state(patient::kidney_bed));

    bool pd1 = false, pdl1 = false, ctla4 = false;
    for (auto const& antibody : now.subject->antibodies) {
        pd1 |= antibody.target == CheckpointTarget::pd1;
        pdl1 |= antibody.target == CheckpointTarget::pdl1;
        ctla4 |= antibody.target == CheckpointTarget::ctla4;
    }
    auto occupancy = [&](bool there, CheckpointTarget target, char const* name, char const* text) {
        if (there)
            record(SeriesGroup::occupancy, name, text, "", "", now.occupancy(target));
    };
    occupancy(pd1, CheckpointTarget::pd1, "pd_1_occupancy", "PD-1");
    occupancy(pdl1, CheckpointTarget::pdl1, "pd_l1_occupancy", "PD-L1");
    occupancy(ctla4, CheckpointTarget::ctla4, "ctla_4_occupancy", "CTLA-4");

    if (has_psa)
        record(SeriesGroup::marker, "psa", "PSA", "ng/mL", "", now.body_state(patient::psa));
    record(SeriesGroup::marker, "ctdna_shedding", "tumour DNA shed", "1e6 cells/d", "",
           now.dna_shedding_1e6_per_d());
}

}   // namespace radici::study
