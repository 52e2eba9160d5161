#pragma once
#include <array>
#include <vector>

namespace radici::patient {

/// States of one lesion, in the order of its block; those of each
/// radiopharmaceutical follow.
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

/// What a radiopharmaceutical keeps account of in a lesion.
enum class LesionStates {
    none,
    deposit,   ///< bound, held by debris: MBq
    ligand,    ///< free, bound, taken in: MBq/mm³ of target tissue; held by debris: MBq; free and
               ///< bound, labelled or not: nmol/mm³
    lodged     ///< what stays: MBq, of an implant MBq/g
};
[[nodiscard]] constexpr int count_of(LesionStates states)
{
    switch (states) {
    case LesionStates::none:
        return 0;
    case LesionStates::deposit:
        return 2;
    case LesionStates::ligand:
        return 6;
    case LesionStates::lodged:
        return 1;
    }
    return 0;
}
enum DepositState : int { deposit_bound, deposit_held };
enum LigandStateIndex : int {
    ligand_free,
    ligand_bound,
    ligand_inside,
    ligand_debris,
    all_free,
    all_bound
};

/// How much room a radiopharmaceutical needs.
struct AgentShape {
    int compartments = 0;
    int ligand_compartments =
        0;   ///< of its ligand, labelled or not; 0 where no site is to be taken
    LesionStates lesion = LesionStates::deposit;
    bool sheds_daughters = false;   ///< in lesions; another agent's plasma receives them
};

/// Where everything stands in the state vector: y = [agents | their ligand | antibodies |
/// priming pools | body | partner drugs | lesion 0 | lesion 1 …].
///
/// Lesions see plasma through doors, one for each activity or ligand that they take up; they
/// give through flows, one a door and one for each agent that sheds daughters.
struct Layout {
    int lesions = 0;
    int agents = 0;   ///< radiopharmaceuticals, and daughters that left one
    int antibodies = 0;
    int partners = 0;   ///< partner drugs
    int pools = 1;      ///< priming pools: 1 where every antigen overlap is 1, else one a lesion
    std::vector<AgentShape> agent_shape;
    std::vector<int> agent_offset, agent_size, antibody_offset, antibody_size;
    std::vector<int> ligand_offset;   ///< -1: none
    std::vector<int> lesion_offset;   ///< of an agent's states in a lesion's block
    std::vector<int> door, ligand_door;
    std::vector<int> daughter_flow;   ///< -1: none
    int ligands = 0;                  ///< agents that have one
    int doors = 0, flows = 0;
    int pool_offset = 0;   ///< node, blood, memory of pool 0, then of pool 1, …
    int body_offset = 0;

    Layout() = default;
    Layout(int lesion_count, int pool_count, std::vector<AgentShape> agent_shapes,
           std::vector<int> antibody_sizes, int partner_count = 0)
        : lesions(lesion_count),
          agents(static_cast<int>(agent_shapes.size())),
          antibodies(static_cast<int>(antibody_sizes.size())),
          partners(partner_count),
          pools(pool_count),
          agent_shape(std::move(agent_shapes)),
          antibody_size(std::move(antibody_sizes))
    {
        int next = place_agents();
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
    [[nodiscard]] int block() const { return lesion_state_count + agent_states_; }
    /// Place of an agent's state in a lesion's block.
    [[nodiscard]] int in_lesion(int agent, int state) const
    {
        return lesion_offset[static_cast<std::size_t>(agent)] + state;
    }
    [[nodiscard]] LesionStates states_of(int agent) const
    {
        return agent_shape[static_cast<std::size_t>(agent)].lesion;
    }
    /// Which of the ligands is this agent's.
    [[nodiscard]] int ligand_number(int agent) const
    {
        int number = 0;
        for (int k = 0; k < agent; ++k)
            number += ligand_offset[static_cast<std::size_t>(k)] >= 0 ? 1 : 0;
        return number;
    }
    [[nodiscard]] int body(int state) const { return body_offset + state; }
    [[nodiscard]] int lesion(int index) const { return border() + index * block(); }
    [[nodiscard]] int size() const { return border() + lesions * block(); }

private:
    /// The first place after the agents and their ligands.
    int place_agents()
    {
        int next = 0;
        for (auto const& shape : agent_shape) {
            agent_offset.push_back(next);
            agent_size.push_back(shape.compartments);
            next += shape.compartments;
        }
        for (auto const& shape : agent_shape) {
            bool const binds = shape.ligand_compartments > 0;
            ligand_offset.push_back(binds ? next : -1);
            next += shape.ligand_compartments;
            ligands += binds ? 1 : 0;
            door.push_back(shape.lesion == LesionStates::none ? -1 : doors++);
            ligand_door.push_back(binds ? doors++ : -1);
            lesion_offset.push_back(lesion_state_count + agent_states_);
            agent_states_ += count_of(shape.lesion);
        }
        flows = doors;
        for (auto const& shape : agent_shape)
            daughter_flow.push_back(shape.sheds_daughters ? flows++ : -1);
        return next;
    }

    int agent_states_ = 0;
};

}   // namespace radici::patient
