#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics::detail {
namespace {

int compartment_index(LinearModel const& body, Node const& node, std::string const& name)
{
    int const index = body.find(name);
    if (index < 0)
        throw node.error({.problem = '"' + name + '"',
                          .why = "no compartment has this name",
                          .hint = "compartments stand before transfers, as [[compartment]]"});
    return index;
}

void read_compartments(Radiopharmaceutical& agent, Node const& root)
{
    for (Node const& item : root.at("compartment").items()) {
        Node const name = item.at("name");
        if (agent.body.find(name.text()) >= 0)
            throw name.error({.problem = '"' + name.text() + '"',
                              .why = "two compartments have this name",
                              .hint = "rename one of them"});
        agent.body.compartment.push_back(name.text());
        agent.body.region.push_back(item.at("region").text());
    }
}

void read_transfers(Radiopharmaceutical& agent, Node const& list)
{
    for (Node const& item : list.items()) {
        Transfer flow;
        flow.from = compartment_index(agent.body, item.at("from"), item.at("from").text());
        std::string const to = item.at("to").text();
        flow.to = to == "out" ? out_of_body : compartment_index(agent.body, item.at("to"), to);
        Parameter const rate = read_within(item, "rate", "1/d", 0, 1e4);
        flow.per_d = rate.value;
        if (auto const anchor = item.find("calibrated_to"))
            agent.anchors.push_back({static_cast<int>(agent.body.transfers.size()),
                                     anchor->at("region").text(), read_coefficient(*anchor)});
        agent.body.transfers.push_back(flow);
        agent.transfer_rates.push_back(rate);
    }
}

/// The transfer written as `plasma > kidney`.
int transfer_index(Radiopharmaceutical const& agent, Node const& node)
{
    std::string const text = node.text();
    auto const arrow = text.find(" > ");
    if (arrow == std::string::npos)
        throw node.error({.problem = '"' + text + '"',
                          .why = "no transfer runs so",
                          .hint = "write it as \"plasma > kidney\""});
    return transfer_between(agent, node, text.substr(0, arrow), text.substr(arrow + 3));
}

void read_spreads(Radiopharmaceutical& agent, Node const& list)
{
    for (Node const& item : list.items()) {
        BodySpread spread;
        spread.name = item.at("name").text();
        spread.sd_ln = read_within(item, "sd_ln", "-", 0, 3);
        for (Node const& transfer : item.at("transfers").items())
            spread.transfers.push_back(transfer_index(agent, transfer));
        agent.spreads.push_back(std::move(spread));
    }
}

/// `body = "by size"`: nothing is known but the mass of the vector.
void make_by_size(Radiopharmaceutical& agent, Node const& node, SizeRule const& size)
{
    static std::vector<std::string> const known{"by size"};
    (void)node.choice(known);
    agent.body = size.body(agent.molar_mass_kDa.value);
    for (Transfer const& flow : agent.body.transfers)
        agent.transfer_rates.push_back(by_size_rule(flow.per_d, "1/d", node.where()));
}

void read_change(Radiopharmaceutical& agent, Node const& table, std::string const& species)
{
    SpeciesChange change{.species = species, .transfers = {}, .inflow_per_d = {}, .parameters = {}};
    auto value = [&change](Node const& from, char const* key, char const* unit, double low,
                           double high) {
        change.parameters.emplace_back(key, read_within(from, key, unit, low, high));
        return change.parameters.back().second.value;
    };
    if (table.has("exponent"))
        change.exponent = value(table, "exponent", "-", -1, 1);
    if (auto const list = table.find("transfer"))
        for (Node const& item : list->items())
            change.transfers.emplace_back(
                transfer_between(agent, item, item.at("from").text(), item.at("to").text()),
                read_within(item, "rate", "1/d", 0, 1e5));
    if (auto const lesion = table.find("lesion")) {
        char const* const key = lesion->has("uptake") ? "uptake" : "exchange";
        change.inflow_per_d = value(*lesion, key, "1/d", 0, 1e6);
    }
    agent.elsewhere.push_back(std::move(change));
}

}   // namespace

int transfer_between(Radiopharmaceutical const& agent, Node const& node, std::string const& from,
                     std::string const& to)
{
    int const from_index = compartment_index(agent.body, node, from);
    int const to_index = to == "out" ? out_of_body : compartment_index(agent.body, node, to);
    auto const& transfers = agent.body.transfers;
    for (std::size_t i = 0; i < transfers.size(); ++i)
        if (transfers[i].from == from_index && transfers[i].to == to_index)
            return static_cast<int>(i);
    throw node.error({.problem = from + " > " + to,
                      .why = "no transfer runs so",
                      .hint = "transfers stand before what refers to them"});
}

void read_body(Radiopharmaceutical& agent, Node const& root, AgentContext const& context)
{
    agent.species = root.has("species") ? root.at("species").text() : "human";
    Location const where = root.has("species") ? root.at("species").where() : root.where();
    agent.plasma_mL = species_named(context.species, agent.species, where).plasma_volume.value;
    if (auto const by_size = root.find("body")) {
        make_by_size(agent, *by_size, context.size);
        SpeciesBody const& man = species_named(context.species, "human");
        SpeciesBody const& here = species_named(context.species, agent.species);
        for (Transfer& flow : agent.body.transfers)   // the rule speaks of man
            flow.per_d *= rate_factor(man, here);
    } else {
        read_compartments(agent, root);
        if (auto const transfers = root.find("transfer"))
            read_transfers(agent, *transfers);
        if (auto const spreads = root.find("between_patients"))
            read_spreads(agent, *spreads);
    }
    for (auto const& species : context.species)
        if (auto const change = root.find(species.name)) {
            if (species.name == agent.species)
                throw change->error({.problem = "a section of " + species.name,
                                     .why = "the file's own rates are that species'",
                                     .hint = "change the transfers themselves"});
            read_change(agent, *change, species.name);
        }
}

}   // namespace radici::kinetics::detail
