#include <array>
#include <cmath>

#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics::detail {
namespace {

std::array<std::string, 3> const change_forms{"none", "exponential", "proportional"};
std::array<std::string, 2> const species_names{"human", "mouse"};

/// Reads parameters and keeps each with its key, for those who print all that is known.
class Keeper {
public:
    Keeper(Antibody& antibody, Node table) : antibody_(antibody), table_(std::move(table)) {}

    double required(std::string const& key, std::string const& unit, double low, double high)
    {
        Parameter const parameter = read_within(table_, key, unit, low, high);
        antibody_.parameters.emplace_back(key, parameter);
        return parameter.value;
    }
    double optional(std::string const& key, std::string const& unit, double low, double high,
                    double otherwise)
    {
        return table_.has(key) ? required(key, unit, low, high) : otherwise;
    }

private:
    Antibody& antibody_;
    Node table_;
};

/// Clearance as it is, or from a half-life where there is one compartment.
double read_clearance(Keeper& keep, Node const& table, double central_volume_L)
{
    if (!table.has("half_life"))
        return keep.required("clearance", "L/d", 1e-6, 10);
    if (table.has("clearance") || table.has("peripheral_volume"))
        throw table.at("half_life")
            .error({.problem = "beside a clearance or a second compartment",
                    .why = "a half-life stands for the clearance of one compartment",
                    .hint = "keep one of the two"});
    return constant::ln2 * central_volume_L / keep.required("half_life", "d", 0.01, 1000);
}

void read_disposition(Antibody& antibody, Node const& table)
{
    Keeper keep(antibody, table);
    AntibodyPk& pk = antibody.pk;
    double const central_L = keep.required("central_volume", "L", 1e-4, 50);
    pk.clearance_L_per_d = read_clearance(keep, table, central_L);
    pk.volume_L = {central_L, keep.optional("peripheral_volume", "L", 0.1, 50, 0),
                   keep.optional("second_peripheral_volume", "L", 0.1, 50, 0)};
    pk.exchange_L_per_d = {keep.optional("exchange", "L/d", 1e-3, 50, 0),
                           keep.optional("second_exchange", "L/d", 1e-3, 50, 0)};
    for (std::size_t k = 0; k < 2; ++k)
        if ((pk.volume_L[k + 1] > 0) != (pk.exchange_L_per_d[k] > 0) ||
            (k == 1 && pk.volume_L[2] > 0 && pk.volume_L[1] <= 0))
            throw table.error({.problem = "a peripheral volume without its exchange",
                               .why = "each further compartment needs both, the first one first",
                               .hint = "peripheral_volume and exchange, then second_…"});
    pk.compartments = pk.volume_L[2] > 0 ? 3 : pk.volume_L[1] > 0 ? 2 : 1;
    pk.saturable_max_mg_per_d = keep.optional("saturable_max", "mg/d", 1e-6, 1e3, 0);
    pk.saturable_half_mg_per_L = keep.optional("saturable_half", "mg/L", 1e-6, 1e3, 1);
}

void read_change(Antibody& antibody, Node const& table)
{
    AntibodyPk& pk = antibody.pk;
    std::string const form = table.at("form").choice(change_forms);
    if (form == "none")
        return;
    pk.change_form =
        form == "exponential" ? ClearanceChange::exponential : ClearanceChange::proportional;
    Keeper keep(antibody, table);
    pk.change = keep.required("change", "-", -2, 2);
    pk.half_change_d = keep.required("half_change", "d", 1e-3, 1e4);
    pk.hill = keep.required("hill", "-", 0.1, 20);
    if (auto const beside = table.find("beside"))
        for (auto const& [companion, node] : beside->entries()) {
            Parameter const parameter = read_within(*beside, companion, "-", -2, 2);
            antibody.parameters.emplace_back("change_beside_" + companion, parameter);
            antibody.change_beside.emplace_back(companion, parameter.value);
        }
}

void read_population(Antibody& antibody, Node const& table)
{
    Keeper keep(antibody, table);
    AntibodyPopulation& spread = antibody.population;
    spread.reference_weight_kg = keep.required("reference_weight", "kg", 0.01, 200);
    spread.weight_exponent_clearance = keep.required("weight_exponent_clearance", "-", 0, 2);
    spread.weight_exponent_exchange = keep.required("weight_exponent_exchange", "-", 0, 2);
    spread.weight_exponent_central = keep.required("weight_exponent_central", "-", 0, 2);
    spread.weight_exponent_peripheral = keep.required("weight_exponent_peripheral", "-", 0, 2);
    spread.sd_ln_clearance = keep.required("sd_ln_clearance", "-", 0, 2);
    spread.sd_ln_central_volume = keep.required("sd_ln_central_volume", "-", 0, 2);
    spread.sd_ln_peripheral_volume = keep.optional("sd_ln_peripheral_volume", "-", 0, 2, 0);
    spread.correlation_clearance_volume =
        keep.optional("correlation_clearance_volume", "-", -1, 1, 0);
    spread.sd_change = keep.optional("sd_change", "-", 0, 2, 0);
}

void read_regimens(Antibody& antibody, Node const& list)
{
    for (Node const& item : list.items()) {
        AntibodyRegimen regimen;
        regimen.basis = item.has("dose_per_kg") ? PerBody::per_kg : PerBody::flat;
        regimen.amount_mg = regimen.basis == PerBody::per_kg ? item.at("dose_per_kg").in("mg/kg")
                                                             : item.at("dose").in("mg");
        regimen.interval_d = item.at("every").in("d");
        if (!(regimen.amount_mg > 0 && regimen.interval_d > 0))
            throw item.error({.problem = "not positive",
                              .why = "a regimen has a dose and an interval",
                              .hint = ""});
        antibody.regimens.push_back(regimen);
    }
}

}   // namespace

Antibody read_antibody(Document const& file)
{
    Node const root = file.root();
    Antibody antibody;
    antibody.id = root.at("id").text();
    antibody.name = root.at("name").text();
    antibody.synonyms = read_texts(root, "synonyms");
    if (root.has("species"))
        antibody.species = root.at("species").choice(species_names);
    antibody.target = root.at("target").text();
    antibody.target_gene = root.at("target_gene").text();
    antibody.isotype = root.at("isotype").text();
    antibody.depletes_target_cells = root.at("depletes_target_cells").boolean();
    antibody.dosing = root.at("dosing").text();
    antibody.sources = read_texts(root, "sources");
    antibody.usual = read_usual(root, "dose", "mg");
    read_regimens(antibody, root.at("regimens"));
    read_disposition(antibody, root.at("disposition"));
    read_change(antibody, root.at("clearance_change"));
    read_population(antibody, root.at("population"));
    Keeper binding(antibody, root.at("binding"));
    antibody.kd_nmol_per_L = binding.required("dissociation_constant", "nmol/L", 1e-5, 1e5);
    antibody.tissue_ratio = binding.required("tissue_ratio", "-", 0, 1);
    if (root.has("label_half_life"))
        antibody.label_half_life_d = read_within(root, "label_half_life", "d", 0.1, 100);
    root.finish();
    return antibody;
}

}   // namespace radici::kinetics::detail
