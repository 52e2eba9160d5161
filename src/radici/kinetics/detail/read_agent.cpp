#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics::detail {
namespace {

std::vector<std::pair<std::string, Parameter>> read_ligand(Node const& root)
{
    std::vector<std::pair<std::string, Parameter>> amounts;
    for (auto const& [species, table] : root.at("usual").entries())
        if (table.has("ligand"))
            amounts.emplace_back(species, read_within(table, "ligand", "nmol", 1e-6, 1e6));
    return amounts;
}

void read_daughter(Radiopharmaceutical& agent, Node const& root)
{
    auto const list = root.find("daughter");
    if (!list)
        return;
    auto const items = list->items();
    if (items.size() != 1)
        throw list->error({.problem = "more than one [[daughter]]",
                           .why = "one nuclide of a chain leaves, with all after it",
                           .hint = "name the first that leaves"});
    Node const& item = items.front();
    LeavingDaughter daughter{.nuclide = item.at("nuclide").text(),
                             .follows = item.at("follows").text(),
                             .parameters = {}};
    auto share = [&](char const* key) {
        daughter.parameters.emplace_back(key, read_within(item, key, "-", 0, 1));
        return daughter.parameters.back().second.value;
    };
    daughter.from_plasma = share("escape_plasma");
    daughter.from_organ = share("escape_organ");
    daughter.from_outside = share("escape_bound");
    daughter.from_inside = share("escape_inside");
    agent.daughter = std::move(daughter);
}

}   // namespace

double read_coefficient(Node const& anchor)
{
    double const value = anchor.at("coefficient").in("Gy/MBq");
    if (!(value > 0))
        throw anchor.at("coefficient")
            .error(
                {.problem = "not positive", .why = "a dose coefficient must be > 0", .hint = ""});
    return value;
}

Radiopharmaceutical read_agent(Document const& file, AgentContext const& context)
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
    agent.molar_mass_kDa = read_within(root, "molar_mass", "kg/mol", 1e-3, 1e15);
    agent.usual = read_usual(root, "activity", "MBq");
    agent.ligand_nmol = read_ligand(root);
    agent.cycles = read_within(root, "cycles", "-", 1, 100);
    agent.interval_d = read_within(root, "interval", "d", 0.1, 1000);
    agent.organs_at_risk = read_texts(root, "organs_at_risk");
    agent.sources = read_texts(root, "sources");
    read_body(agent, root, context);
    read_lesion(agent, root, context);
    read_daughter(agent, root);
    root.finish();
    return agent;
}

Radiopharmaceutical read_free_ion(Document const& file, AgentContext const& context)
{
    Node const root = file.root();
    Radiopharmaceutical ion;
    ion.id = root.at("id").text();
    ion.name = root.at("name").text();
    ion.nuclide = root.at("nuclide").text();
    ion.sources = read_texts(root, "sources");
    read_body(ion, root, context);
    root.finish();
    return ion;
}

}   // namespace radici::kinetics::detail
