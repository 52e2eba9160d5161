#include "radici/patient/tolerances.hpp"

#include <algorithm>

namespace radici::patient {

std::vector<double> absolute_tolerances(Layout const& layout)
{
    std::vector<double> tolerance(static_cast<std::size_t>(layout.size()));
    double* y = tolerance.data();
    std::fill(y, y + layout.pool_offset, 1e-4);   // MBq, mg
    for (int k = 0; k < layout.agents; ++k)
        if (int const first = layout.ligand_offset[static_cast<std::size_t>(k)]; first >= 0)
            std::fill_n(y + first,
                        layout.agent_shape[static_cast<std::size_t>(k)].ligand_compartments,
                        1e-3);                                         // nmol
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
        std::fill(lesion + lesion_state_count, lesion + layout.block(), 1e-6);   // MBq, MBq/g
        for (int k = 0; k < layout.agents; ++k)
            if (layout.states_of(k) == LesionStates::ligand) {
                for (int state : {ligand_free, ligand_bound, ligand_inside})
                    lesion[layout.in_lesion(k, state)] = 1e-9;   // MBq/mm³
                for (int state : {all_free, all_bound})
                    lesion[layout.in_lesion(k, state)] = 1e-9;   // nmol/mm³; sites: about 1e-4
            }
    }
    return tolerance;
}

}   // namespace radici::patient
