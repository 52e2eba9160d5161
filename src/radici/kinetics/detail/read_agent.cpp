#include <cmath>

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
    if (agent.body.compartment.empty() || agent.body.compartment.front() != "plasma")
        throw root.at("compartment")
            .error({.problem = "the first compartment is not plasma",
                    .why = "injections go there and lesions take from there",
                    .hint = "put it first"});
}

/// `coefficient = "0.54 Gy/GBq"` in Gy/MBq.
double coefficient(Node const& anchor)
{
    double const value = anchor.at("coefficient").in("Gy/MBq");
    if (!(value > 0))
        throw anchor.at("coefficient")
            .error(
                {.problem = "not positive", .why = "a dose coefficient must be > 0", .hint = ""});
    return value;
}

void read_transfers(Radiopharmaceutical& agent, Node const& root)
{
    for (Node const& item : root.at("transfer").items()) {
        Transfer flow;
        flow.from = compartment_index(agent.body, item.at("from"), item.at("from").text());
        std::string const to = item.at("to").text();
        flow.to = to == "out" ? out_of_body : compartment_index(agent.body, item.at("to"), to);
        Parameter const rate = read_within(item, "rate", "1/d", 0, 1e4);
        flow.per_d = rate.value;
        if (auto const anchor = item.find("calibrated_to"))
            agent.anchors.push_back({static_cast<int>(agent.body.transfers.size()),
                                     anchor->at("region").text(), coefficient(*anchor)});
        agent.body.transfers.push_back(flow);
        agent.transfer_rates.push_back(rate);
    }
}

/// The transfer written as `plasma > kidney`.
int transfer_index(Radiopharmaceutical const& agent, Node const& node)
{
    std::string const text = node.text();
    auto const arrow = text.find(" > ");
    if (arrow != std::string::npos) {
        std::string const to = text.substr(arrow + 3);
        int const from_index = compartment_index(agent.body, node, text.substr(0, arrow));
        int const to_index = to == "out" ? out_of_body : compartment_index(agent.body, node, to);
        for (std::size_t i = 0; i < agent.body.transfers.size(); ++i)
            if (agent.body.transfers[i].from == from_index &&
                agent.body.transfers[i].to == to_index)
                return static_cast<int>(i);
    }
    throw node.error({.problem = '"' + text + '"',
                      .why = "no transfer runs so",
                      .hint = "write it as \"plasma > kidney\""});
}

void read_spreads(Radiopharmaceutical& agent, Node const& root)
{
    auto const list = root.find("between_patients");
    if (!list)
        return;
    for (Node const& item : list->items()) {
        BodySpread spread;
        spread.name = item.at("name").text();
        spread.sd_ln = read_within(item, "sd_ln", "-", 0, 3);
        for (Node const& transfer : item.at("transfers").items())
            spread.transfers.push_back(transfer_index(agent, transfer));
        agent.spreads.push_back(std::move(spread));
    }
}

void read_lesion(Radiopharmaceutical& agent, Node const& table)
{
    auto keep = [&agent, &table](std::string const& key, std::string const& unit, double low,
                                 double high) {
        agent.lesion_parameters.emplace_back(key, read_within(table, key, unit, low, high));
        return agent.lesion_parameters.back().second.value;
    };
    agent.lesion.receptor = table.at("receptor").boolean();
    agent.lesion.per_d_per_mL = keep("uptake", "1/d/mL", 0, 10);
    agent.lesion.release_per_d = keep("release", "1/d", 0, 100);
    agent.lesion.debris_clearance_per_d = keep("debris_clearance", "1/d", 0, 100);
    agent.lesion.sd_ln_patients = keep("sd_ln_patients", "-", 0, 3);
    agent.lesion.sd_ln_lesions = keep("sd_ln_lesions", "-", 0, 3);
    agent.typical_lesion.volume_mL = keep("typical_volume", "mL", 1e-3, 1e4);
    agent.typical_lesion.target_positive = keep("typical_target_positive", "-", 0, 1);
    if (auto const anchor = table.find("calibrated_to")) {
        if (anchor->at("region").text() != "tumour")
            throw anchor->at("region").error({.problem = "not tumour",
                                              .why = "a lesion is calibrated on lesions",
                                              .hint = "write region = \"tumour\""});
        agent.typical_lesion.mean_Gy_per_MBq = coefficient(*anchor);
    }
}

}   // namespace

Radiopharmaceutical read_agent(Document const& file)
{
    Node const root = file.root();
    Radiopharmaceutical agent;
    agent.id = root.at("id").text();
    agent.name = root.at("name").text();
    agent.synonyms = read_texts(root, "synonyms");
    agent.nuclide = root.at("nuclide").text();
    agent.vector_class = root.at("vector_class").text();
    agent.mode = root.at("mode").text();
    agent.target_gene = root.at("target_gene").text();
    agent.status_of_use = root.at("status_of_use").text();
    agent.molar_mass_kDa = read_within(root, "molar_mass", "kg/mol", 1e-3, 1e3);
    agent.usual = read_usual(root, "activity", "MBq");
    agent.cycles = read_within(root, "cycles", "-", 1, 100);
    agent.interval_d = read_within(root, "interval", "d", 0.1, 1000);
    agent.organs_at_risk = read_texts(root, "organs_at_risk");
    agent.sources = read_texts(root, "sources");
    read_compartments(agent, root);
    read_transfers(agent, root);
    read_spreads(agent, root);
    read_lesion(agent, root.at("lesion"));
    root.finish();
    return agent;
}

}   // namespace radici::kinetics::detail
