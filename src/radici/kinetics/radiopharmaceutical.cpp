#include "radici/kinetics/radiopharmaceutical.hpp"

#include <cmath>

#include "radici/base/error.hpp"

namespace radici::kinetics {

LinearModel patient_body(Radiopharmaceutical const& agent, std::span<double const> z)
{
    RADICI_EXPECT(z.size() == agent.spreads.size());
    LinearModel body = agent.body;
    for (std::size_t i = 0; i < z.size(); ++i) {
        BodySpread const& spread = agent.spreads[i];
        for (int const transfer : spread.transfers)
            body.transfers[static_cast<std::size_t>(transfer)].per_d *=
                std::exp(spread.sd_ln.value * z[i]);
    }
    return body;
}

double Radiopharmaceutical::usual_ligand_nmol() const
{
    for (auto const& [where, amount] : ligand_nmol)
        if (where == species)
            return amount.value;
    return 0;
}

Radiopharmaceutical in_species(Radiopharmaceutical agent, SpeciesBody const& from,
                               SpeciesBody const& to)
{
    RADICI_EXPECT(agent.species == from.name);
    if (from.name == to.name)
        return agent;
    SpeciesChange change{.species = to.name, .transfers = {}, .inflow_per_d = {}, .parameters = {}};
    for (auto const& known : agent.elsewhere)
        if (known.species == to.name)
            change = known;
    agent.species = to.name;
    if (agent.lesion.route == LesionRoute::perfusion) {   // flow to the organ that shares it
        agent.lesion.inflow_per_d *= from.weight.value / to.weight.value;
    } else if (agent.lesion.route != LesionRoute::implant) {
        double const factor = rate_factor(from, to, change.exponent);
        for (Transfer& flow : agent.body.transfers)
            flow.per_d *= factor;
        agent.plasma_mL = to.plasma_volume.value;
    }
    for (auto const& [transfer, rate] : change.transfers) {
        agent.body.transfers[static_cast<std::size_t>(transfer)].per_d = rate.value;
        agent.transfer_rates[static_cast<std::size_t>(transfer)] = rate;
    }
    if (change.inflow_per_d)
        agent.lesion.inflow_per_d = *change.inflow_per_d;
    return agent;
}

}   // namespace radici::kinetics
