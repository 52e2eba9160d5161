#include "radici/patient/agent_in_body.hpp"

#include <algorithm>

namespace radici::patient {
namespace {

/// Which compartments plasma can be reached from.
std::vector<bool> coming_back(kinetics::LinearModel const& body)
{
    std::vector<bool> back(static_cast<std::size_t>(body.size()), false);
    back[0] = true;
    for (int sweep = 0; sweep < body.size(); ++sweep)
        for (auto const& flow : body.transfers)
            if (flow.to >= 0 && back[static_cast<std::size_t>(flow.to)])
                back[static_cast<std::size_t>(flow.from)] = true;
    return back;
}

}   // namespace

AgentShape AgentInBody::shape() const
{
    using kinetics::LesionRoute;
    AgentShape shape{.compartments = body.size(),
                     .ligand_compartments = ligand_body.size(),
                     .lesion = LesionStates::deposit,
                     .sheds_daughters = loss.sphere != nullptr};
    if (kinetics::binds(lesion.route))
        shape.lesion = LesionStates::ligand;
    else if (lesion.route == LesionRoute::perfusion || lesion.route == LesionRoute::implant)
        shape.lesion = LesionStates::lodged;
    else if (lesion.route == LesionRoute::none)
        shape.lesion = LesionStates::none;
    return shape;
}

double given_nmol(AgentInBody const& agent, double activity_MBq, std::optional<double> ligand_nmol)
{
    if (agent.ligand_body.size() == 0)
        return 0;
    double const labelled = kinetics::nmol_per_MBq(agent.decay_per_d) * activity_MBq;
    return std::max(labelled, ligand_nmol.value_or(agent.usual_ligand_nmol));
}

void add_ligand_body(AgentInBody& agent)
{
    auto const& body = agent.body;
    auto const back = coming_back(body);
    std::vector<int> place(back.size(), kinetics::out_of_body);
    agent.ligand_body = {};
    for (int i = 0; i < body.size(); ++i) {
        auto const k = static_cast<std::size_t>(i);
        if (!back[k])
            continue;
        place[k] = agent.ligand_body.size();
        agent.ligand_body.compartment.push_back(body.compartment[k]);
        agent.ligand_body.region.push_back(body.region[k]);
    }
    for (auto const& flow : body.transfers)
        if (back[static_cast<std::size_t>(flow.from)])
            agent.ligand_body.transfers.push_back(
                {place[static_cast<std::size_t>(flow.from)],
                 flow.to < 0 ? kinetics::out_of_body : place[static_cast<std::size_t>(flow.to)],
                 flow.per_d});
}

}   // namespace radici::patient
