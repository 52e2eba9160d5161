#include <array>

#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics::detail {
namespace {

std::array<std::string, 5> const kinds{"parp_inhibitor", "dna_pk_inhibitor", "chemotherapy",
                                       "androgen_inhibitor", "cytokine"};

double keep(PartnerDrug& drug, Node const& table, char const* key, char const* unit, double low,
            double high)
{
    auto const parameter = read_within(table, key, unit, low, high);
    drug.parameters.emplace_back(key, parameter);
    return parameter.value;
}

void read_effect(PartnerDrug& drug, Node const& table)
{
    auto& effect = drug.effect;
    auto take = [&](double& value, char const* key, char const* unit, double low, double high) {
        if (table.has(key))
            value = keep(drug, table, key, unit, low, high);
    };
    take(effect.repair_factor, "repair_factor", "-", 0.01, 1);
    take(effect.alpha_factor, "alpha_factor", "-", 0.2, 5);
    take(effect.growth_factor, "growth_factor", "-", 0, 2);
    take(effect.kill_per_d, "kill", "1/d", 0, 50);
    take(effect.proliferation_factor, "proliferation_factor", "-", 0, 10);
    take(effect.kill_factor, "kill_factor", "-", 0, 10);
    take(effect.natural_killer_per_d, "natural_killer_kill", "1/d", 0, 10);
    take(effect.marrow_kill_per_d, "marrow_kill", "1/d", 0, 50);
}

}   // namespace

PartnerDrug read_partner(Document const& file)
{
    Node const root = file.root();
    PartnerDrug drug;
    drug.id = root.at("id").text();
    drug.name = root.at("name").text();
    drug.kind = root.at("kind").choice(kinds);
    drug.synonyms = read_texts(root, "synonyms");
    drug.usual = read_usual(root, "dose", "mg");
    auto const exposure = root.at("exposure");
    drug.half_life_d = keep(drug, exposure, "half_life", "d", 1e-3, 1000);
    drug.half_effect = keep(drug, exposure, "half_effect", "-", 1e-3, 100);
    read_effect(drug, root.at("effect"));
    root.finish();
    return drug;
}

}   // namespace radici::kinetics::detail
