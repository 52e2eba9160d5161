#pragma once
#include <array>
#include <vector>

namespace radici::patient {

/// States of one lesion, in the order of its block; two more for each radiopharmaceutical follow
/// (bound, held).
enum LesionState : int {
    log_viable_positive,   ///< ln of the viable target-positive cells, 1e6 cells
    log_viable_negative,
    doomed_positive,   ///< 1e6 cells that will die at a division
    doomed_negative,
    debris,               ///< mm³
    sublethal_positive,   ///< √β·Gy, a pure number
    sublethal_negative,
    signal_dose,   ///< U_s, Gy
    dose_memory,   ///< W, Gy
    antigen,
    cytosolic_dna,
    trex1,
    interferon,
    mature_dendritic,
    mhc,
    fas,
    pd_l1,
    effectors,   ///< 1e6 cells
    exhausted,
    regulatory,
    myeloid,
    lesion_state_count
};

/// States shared by all lesions that belong to no agent and no priming pool.
enum BodyState : int {
    lymphocyte_chain,   ///< proliferating, three transit stages, circulating (5 states)
    platelet_chain = lymphocyte_chain + 5,
    kidney_unrepaired = platelet_chain + 5,   ///< Gy
    kidney_bed,                               ///< Gy (BED)
    psa,                                      ///< ng/mL
    death_hazard,                             ///< cumulative
    body_state_count
};

/// Where everything stands in the state vector: y = [agents | antibodies | priming pools | body |
/// partner drugs | lesion 0 | lesion 1 …].
struct Layout {
    int lesions = 0;
    int agents = 0;   ///< radiopharmaceuticals
    int antibodies = 0;
    int partners = 0;   ///< partner drugs
    int pools = 1;      ///< priming pools: 1 where every antigen overlap is 1, else one a lesion
    std::vector<int> agent_offset, agent_size, antibody_offset, antibody_size;
    int pool_offset = 0;   ///< node, blood, memory of pool 0, then of pool 1, …
    int body_offset = 0;

    Layout() = default;
    Layout(int lesion_count, int pool_count, std::vector<int> agent_sizes,
           std::vector<int> antibody_sizes, int partner_count = 0)
        : lesions(lesion_count),
          agents(static_cast<int>(agent_sizes.size())),
          antibodies(static_cast<int>(antibody_sizes.size())),
          partners(partner_count),
          pools(pool_count),
          agent_size(std::move(agent_sizes)),
          antibody_size(std::move(antibody_sizes))
    {
        int next = 0;
        for (int size : agent_size) {
            agent_offset.push_back(next);
            next += size;
        }
        for (int size : antibody_size) {
            antibody_offset.push_back(next);
            next += size;
        }
        pool_offset = next;
        body_offset = next + 3 * pools;
    }

    [[nodiscard]] int pool(int index) const { return pool_offset + 3 * index; }
    [[nodiscard]] int partner(int index) const { return body_offset + body_state_count + index; }
    [[nodiscard]] int border() const { return body_offset + body_state_count + partners; }
    [[nodiscard]] int block() const { return lesion_state_count + 2 * agents; }
    [[nodiscard]] int bound(int agent) const { return lesion_state_count + 2 * agent; }
    [[nodiscard]] int held(int agent) const { return lesion_state_count + 2 * agent + 1; }
    [[nodiscard]] int body(int state) const { return body_offset + state; }
    [[nodiscard]] int lesion(int index) const { return border() + index * block(); }
    [[nodiscard]] int size() const { return border() + lesions * block(); }
};

}   // namespace radici::patient
