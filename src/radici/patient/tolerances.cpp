#include "radici/patient/tolerances.hpp"

#include <algorithm>

namespace radici::patient {

std::vector<double> absolute_tolerances(Layout const& layout)
{
    std::vector<double> tolerance(static_cast<std::size_t>(layout.size()));
    double* y = tolerance.data();
    std::fill(y, y + layout.pool_offset, 1e-4);                        // MBq, mg
    std::fill(y + layout.pool_offset, y + layout.body_offset, 1e-5);   // cells/µL
    double* body = y + layout.body_offset;
    std::fill(body, body + kidney_unrepaired, 1e-6);   // 1e9 cells/L
    body[kidney_unrepaired] = 1e-6;
    body[kidney_bed] = 1e-5;
    body[psa] = 1e-4;
    body[death_hazard] = 1e-6;
    std::fill_n(body + body_state_count, layout.partners, 1e-5);   // usual doses
    for (int i = 0; i < layout.lesions; ++i) {
        double* lesion = y + layout.lesion(i);
        lesion[log_viable_positive] = lesion[log_viable_negative] = 1e-4;
        lesion[doomed_positive] = lesion[doomed_negative] = lesion[debris] = 1e-4;
        lesion[sublethal_positive] = lesion[sublethal_negative] = 1e-6;
        lesion[signal_dose] = lesion[dose_memory] = 1e-5;
        lesion[antigen] = 1e-6;
        for (int s = cytosolic_dna; s <= pd_l1; ++s)
            lesion[s] = 1e-6;
        lesion[effectors] = lesion[exhausted] = lesion[regulatory] = 1e-7;
        lesion[myeloid] = 1e-6;
        std::fill(lesion + lesion_state_count, lesion + layout.block(), 1e-6);   // MBq
    }
    return tolerance;
}

}   // namespace radici::patient
