#include "agent_document.hpp"

#include <limits>

#include "radici/kinetics/agent_library.hpp"
#include "radici/kinetics/dose_coefficients.hpp"
#include "radici/kinetics/trust.hpp"
#include "radici/nuclide/chain.hpp"
#include "radici/nuclide/energy.hpp"

namespace radici::cli {

namespace {

using Json = nlohmann::ordered_json;

Json known(Parameter const& parameter)
{
    Json json{{"value", parameter.value}, {"unit", parameter.unit}};
    auto add = [&json](char const* key, std::optional<double> const& value) {
        if (value)
            json[key] = *value;
    };
    add("low", parameter.low);
    add("high", parameter.high);
    add("sd", parameter.sd);
    add("sd_ln", parameter.sd_ln);
    json["trust"] = to_text(parameter.trust);
    json["source"] = parameter.source;
    if (!parameter.note.empty())
        json["note"] = parameter.note;
    return json;
}

Json known(std::vector<std::pair<std::string, Parameter>> const& parameters)
{
    Json json = Json::object();
    for (auto const& [key, parameter] : parameters)
        json[key] = known(parameter);
    return json;
}

Json usual(std::vector<kinetics::UsualAmount> const& amounts)
{
    Json json = Json::array();
    for (auto const& amount : amounts) {
        Json one = known(amount.amount);
        one["species"] = amount.species;
        json.push_back(one);
    }
    return json;
}

/// `{"verified": 3, "assumed": 12}`: how many numbers of the file carry each tag.
Json trust_of(std::vector<Parameter> const& numbers)
{
    Json json = Json::object();
    for (auto const& [trust, count] : kinetics::count_trust(numbers))
        json[to_text(trust)] = count;
    return json;
}

Json by_class(dosimetry::ByClass const& value, double factor)
{
    return {{"total", factor * value.total()},
            {"alpha", factor * value.alpha},
            {"beta", factor * value.beta},
            {"conversion_auger", factor * value.conversion_auger},
            {"photon", factor * value.photon}};
}

std::string name_of(kinetics::LinearModel const& body, int compartment)
{
    return compartment == kinetics::out_of_body
               ? "out"
               : body.compartment[static_cast<std::size_t>(compartment)];
}

Json body_of(kinetics::Radiopharmaceutical const& agent, double decay_per_d)
{
    auto const residence_d = kinetics::residence_times_d(agent.body, decay_per_d);
    Json compartments = Json::array(), transfers = Json::array(), spreads = Json::array();
    for (std::size_t i = 0; i < residence_d.size(); ++i)
        compartments.push_back({{"name", agent.body.compartment[i]},
                                {"region", agent.body.region[i]},
                                {"residence_time_h", 24 * residence_d[i]}});
    for (std::size_t i = 0; i < agent.body.transfers.size(); ++i) {
        auto const& flow = agent.body.transfers[i];
        transfers.push_back({{"from", name_of(agent.body, flow.from)},
                             {"to", name_of(agent.body, flow.to)},
                             {"rate", known(agent.transfer_rates[i])}});
    }
    for (auto const& anchor : agent.anchors)
        transfers[static_cast<std::size_t>(anchor.transfer)]["calibrated_to"] = {
            {"region", anchor.region}, {"Gy_per_GBq", 1e3 * anchor.Gy_per_MBq}};
    for (auto const& spread : agent.spreads)
        spreads.push_back({{"name", spread.name}, {"sd_ln", known(spread.sd_ln)}});
    return {
        {"compartments", compartments}, {"transfers", transfers}, {"between_patients", spreads}};
}

/// What its file says of other species.
Json elsewhere_of(kinetics::Radiopharmaceutical const& agent)
{
    Json list = Json::array();
    for (auto const& change : agent.elsewhere) {
        Json transfers = Json::array();
        for (auto const& [index, rate] : change.transfers) {
            auto const& flow = agent.body.transfers[static_cast<std::size_t>(index)];
            transfers.push_back({{"from", name_of(agent.body, flow.from)},
                                 {"to", name_of(agent.body, flow.to)},
                                 {"rate", known(rate)}});
        }
        list.push_back({{"species", change.species},
                        {"parameters", known(change.parameters)},
                        {"transfers", transfers}});
    }
    return list;
}

/// The daughter that leaves; null where none does.
Json daughter_of(kinetics::Radiopharmaceutical const& agent)
{
    if (!agent.daughter)
        return nullptr;
    return {{"nuclide", agent.daughter->nuclide},
            {"follows", agent.daughter->follows},
            {"shares", known(agent.daughter->parameters)}};
}

Json radiopharmaceutical(std::filesystem::path const& data,
                         kinetics::Radiopharmaceutical const& agent)
{
    auto const nuclides = nuclide::NuclideLibrary::load(data);
    auto const body =
        dosimetry::ReferenceBody::load(data, agent.species == "mouse" ? "mouse-25g" : "adult-male");
    auto const organs = dosimetry::OrganDose::make(nuclides, agent.nuclide, body);
    auto const sphere = kinetics::sphere_of(nuclides, agent, dosimetry::SphereKernels::load(data));
    double const decay = kinetics::decay_per_d(nuclides, agent);
    auto const energy = nuclide::chain_energy(nuclides, agent.nuclide);

    Json doses = Json::object();
    for (auto const& [region, dose] : kinetics::dose_coefficients(agent, decay, organs))
        doses[region] = by_class(dose, 1e3);
    auto const& typical = agent.typical_lesion;
    double const median = 1e3 * kinetics::lesion_Gy_per_MBq(agent, decay, sphere, typical.volume_mL,
                                                            typical.target_positive);
    Json lesion = known(agent.lesion_parameters);
    lesion["route"] = kinetics::to_text(agent.lesion.route);
    lesion["median_Gy_per_GBq"] = median;
    lesion["mean_Gy_per_GBq"] = median * kinetics::mean_over_median(agent.lesion);

    return {{"id", agent.id},
            {"kind", "radiopharmaceutical"},
            {"name", agent.name},
            {"synonyms", agent.synonyms},
            {"nuclide",
             {{"name", agent.nuclide},
              {"half_life_s", nuclides.at(agent.nuclide).half_life_s},
              {"chain_energy_MeV",
               {{"alpha", energy.alpha},
                {"recoil", energy.recoil},
                {"beta", energy.beta},
                {"conversion_auger", energy.conversion_auger},
                {"photon", energy.photon}}}}},
            {"vector_class", agent.vector_class},
            {"molar_mass", known(agent.molar_mass_kDa)},
            {"target_gene", agent.target_gene},
            {"mode", agent.mode},
            {"status_of_use", agent.status_of_use},
            {"trust", trust_of(kinetics::numbers_of(agent))},
            {"usual_activity", usual(agent.usual)},
            {"usual_ligand", known(agent.ligand_nmol)},
            {"cycles", known(agent.cycles)},
            {"interval", known(agent.interval_d)},
            {"organs_at_risk", agent.organs_at_risk},
            {"kinetics", body_of(agent, decay)},
            {"lesion", lesion},
            {"elsewhere", elsewhere_of(agent)},
            {"leaving_daughter", daughter_of(agent)},
            {"dose_Gy_per_GBq", doses},
            {"reference_body", body.anatomy.name()},
            {"sources", agent.sources}};
}

Json antibody(kinetics::Antibody const& antibody)
{
    double const late = std::numeric_limits<double>::infinity();
    Json troughs = Json::array();
    double const weight_kg = antibody.population.reference_weight_kg;
    for (auto const& regimen : antibody.regimens) {
        bool const by_weight = regimen.basis == kinetics::PerBody::per_kg;
        double const dose_mg = regimen.amount_mg * (by_weight ? weight_kg : 1);
        double const trough =
            kinetics::steady_state_trough_mg_per_L(antibody.pk, dose_mg, regimen.interval_d);
        double const at_target = kinetics::target_nmol_per_L(trough, antibody.tissue_ratio);
        troughs.push_back({{"dose", regimen.amount_mg},
                           {"unit", by_weight ? "mg/kg" : "mg"},
                           {"every_d", regimen.interval_d},
                           {"trough_mg_per_L", trough},
                           {"occupancy", kinetics::occupancy(at_target, antibody.kd_nmol_per_L)}});
    }
    Json half_life{{"first_d", kinetics::terminal_half_life_d(antibody.pk, 0)},
                   {"late_d", kinetics::terminal_half_life_d(antibody.pk, late)}};
    if (antibody.label_half_life_d)
        half_life["label"] = known(*antibody.label_half_life_d);
    return {{"id", antibody.id},
            {"kind", "checkpoint antibody"},
            {"name", antibody.name},
            {"synonyms", antibody.synonyms},
            {"species", antibody.species},
            {"target", antibody.target},
            {"target_gene", antibody.target_gene},
            {"isotype", antibody.isotype},
            {"depletes_target_cells", antibody.depletes_target_cells},
            {"dosing", antibody.dosing},
            {"trust", trust_of(kinetics::numbers_of(antibody))},
            {"usual_dose", usual(antibody.usual)},
            {"half_life", half_life},
            {"steady_state", troughs},
            {"parameters", known(antibody.parameters)},
            {"sources", antibody.sources}};
}

}   // namespace

Json agent_document(std::filesystem::path const& data_folder, std::string_view name)
{
    auto const library = kinetics::AgentLibrary::load(data_folder);
    std::string const id = library.id_of(name);
    if (auto const* agent = library.find(id))
        return radiopharmaceutical(data_folder, *agent);
    return antibody(library.antibody(id));
}

}   // namespace radici::cli
