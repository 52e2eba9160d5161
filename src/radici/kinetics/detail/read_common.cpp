#include "radici/base/unit_text.hpp"
#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics::detail {

std::vector<std::string> read_texts(Node const& table, std::string const& key)
{
    std::vector<std::string> texts;
    if (auto const list = table.find(key))
        for (Node const& item : list->items())
            texts.push_back(item.text());
    return texts;
}

Parameter read_within(Node const& table, std::string const& key, std::string const& unit,
                      double low, double high)
{
    Node const node = table.at(key);
    Parameter parameter = read_parameter(node, unit);
    if (!(parameter.value >= low && parameter.value <= high))
        throw node.error(
            {.problem = value_text(parameter.value, unit),
             .why = "must be between " + value_text(low, unit) + " and " + value_text(high, unit),
             .hint = "check the unit"});
    return parameter;
}

Parameter by_size_rule(double value, std::string const& unit, Location const& where)
{
    Parameter parameter;
    parameter.value = value;
    parameter.unit = unit;
    parameter.source = "size rule of the vector's mass, data/kinetics/size.toml";
    parameter.where = where;
    return parameter;
}

std::vector<UsualAmount> read_usual(Node const& root, std::string const& key,
                                    std::string const& unit)
{
    std::vector<UsualAmount> usual;
    for (auto const& [species, table] : root.at("usual").entries()) {
        if (table.has(key))
            usual.push_back({species, PerBody::flat, read_within(table, key, unit, 1e-9, 1e9)});
        std::string const by_weight = key + "_per_kg";
        if (table.has(by_weight))
            usual.push_back(
                {species, PerBody::per_kg, read_within(table, by_weight, unit + "/kg", 1e-9, 1e9)});
        std::string const by_surface = key + "_per_m2";
        if (table.has(by_surface))
            usual.push_back({species, PerBody::per_m2,
                             read_within(table, by_surface, unit + "/m2", 1e-9, 1e9)});
        if (table.has(key + "_auc"))
            usual.push_back(
                {species, PerBody::auc, read_within(table, key + "_auc", "AUC", 1e-3, 1e3)});
    }
    return usual;
}

}   // namespace radici::kinetics::detail
