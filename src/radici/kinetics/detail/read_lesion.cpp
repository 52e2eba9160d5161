#include <array>
#include <cmath>

#include "radici/kinetics/detail/read_files.hpp"

namespace radici::kinetics::detail {
namespace {

/// In the order of LesionRoute.
std::array<std::string, 7> const routes{"receptor",  "stroma",  "accumulation", "mineral",
                                        "perfusion", "implant", "none"};
std::array<std::string, 3> const checkpoints{"PD-1", "PD-L1", "CTLA-4"};

/// Reads parameters of `[lesion]` and keeps each by its key.
class Reader {
public:
    Reader(Radiopharmaceutical& agent, Node table) : agent_(agent), table_(std::move(table)) {}

    double operator()(std::string const& key, std::string const& unit, double low, double high)
    {
        agent_.lesion_parameters.emplace_back(key, read_within(table_, key, unit, low, high));
        return agent_.lesion_parameters.back().second.value;
    }
    double or_else(std::string const& key, std::string const& unit, double low, double high,
                   double otherwise)
    {
        return table_.has(key) ? (*this)(key, unit, low, high) : otherwise;
    }
    [[nodiscard]] Node const& table() const { return table_; }

private:
    Radiopharmaceutical& agent_;
    Node table_;
};

/// What the size rule says where the file is silent.
double by_size(Radiopharmaceutical& agent, std::string const& key, std::string const& unit,
               double value, Location const& where)
{
    agent.lesion_parameters.emplace_back(key, by_size_rule(value, unit, where));
    return value;
}

void read_binding(Radiopharmaceutical& agent, Reader& read, SizeRule const& size)
{
    auto& lesion = agent.lesion;
    auto& binding = lesion.binding;
    double const mass_kDa = agent.molar_mass_kDa.value;
    auto const where = read.table().where();
    lesion.inflow_per_d =
        read.table().has("exchange")
            ? read("exchange", "1/d", 0, 1e5)
            : by_size(agent, "exchange", "1/d", size.exchange_per_d(mass_kDa), where);
    binding.void_fraction = read.table().has("void")
                                ? read("void", "-", 0.01, 1)
                                : by_size(agent, "void", "-", size.void_fraction(mass_kDa), where);
    binding.sites_per_cell = read("sites", "1/cell", 0, 1e9);
    binding.association_L_per_nmol_d = read("association", "L/nmol/d", 1e-4, 1e5);
    binding.dissociation_per_d = read("dissociation", "1/d", 0, 1e5);
    binding.internalisation_per_d = read("internalisation", "1/d", 0, 1e4);
    lesion.release_per_d = read("release", "1/d", 0, 100);
    lesion.debris_clearance_per_d = read("debris_clearance", "1/d", 0, 100);
    lesion.sd_ln_sites = read.or_else("sd_ln_sites", "-", 0, 3, 0);
    if (lesion.route == LesionRoute::stroma)
        lesion.stroma_share = read("stroma_share", "-", 0.001, 0.99);
    if (auto const competitor = read.table().find("competitor"))
        lesion.competitor = competitor->choice(checkpoints);
}

/// Blood takes particles to a lesion and to the organ beside it by their masses:
///   share of lesion i = r·V_i/(M + r·ΣV)
/// The artery is a compartment that empties into the organ at a rate k, into a lesion at k·r·V/M.
void read_perfusion(Radiopharmaceutical& agent, Reader& read)
{
    auto const& table = read.table();
    int const flow =
        transfer_between(agent, table.at("perfused"), "artery", table.at("perfused").text());
    double const mass_mL = 1e3 * read("perfused_mass", "kg", 1e-4, 10);
    agent.plasma_mL = 1;   // of the artery: what flows to a lesion is counted per mL of it
    agent.lesion.inflow_per_d = read("tumour_to_normal", "-", 0, 1000) *
                                agent.body.transfers[static_cast<std::size_t>(flow)].per_d /
                                mass_mL;
}

/// The applicator empties into the lesions by their volumes, within minutes.
void read_implant(Radiopharmaceutical& agent, Reader& read)
{
    agent.plasma_mL = 1;
    agent.lesion.inflow_per_d = 1e5;
    agent.lesion.source = {.radon_released = read("desorption", "-", 0, 1),
                           .lead_released = read("lead_desorption", "-", 0, 1),
                           .lead_leak = read("leakage", "-", 0, 1),
                           .diffusion_length_mm = read("diffusion_length", "mm", 1e-3, 10)};
}

void read_typical(Radiopharmaceutical& agent, Reader& read)
{
    agent.lesion.sd_ln_patients = read("sd_ln_patients", "-", 0, 3);
    agent.lesion.sd_ln_lesions = read("sd_ln_lesions", "-", 0, 3);
    agent.typical_lesion.volume_mL = read("typical_volume", "mL", 1e-3, 1e4);
    agent.typical_lesion.target_positive = read("typical_target_positive", "-", 0, 1);
    if (auto const anchor = read.table().find("calibrated_to")) {
        if (anchor->at("region").text() != "tumour")
            throw anchor->at("region").error({.problem = "not tumour",
                                              .why = "a lesion is calibrated on lesions",
                                              .hint = "write region = \"tumour\""});
        agent.typical_lesion.mean_Gy_per_MBq = read_coefficient(*anchor);
    }
}

void check_first_compartment(Radiopharmaceutical const& agent, Node const& root)
{
    char const* const first = agent.lesion.route == LesionRoute::perfusion ? "artery"
                              : agent.lesion.route == LesionRoute::implant ? "applicator"
                                                                           : "plasma";
    if (agent.body.compartment.empty() || agent.body.compartment.front() != first)
        throw root.at("compartment")
            .error({.problem = std::string("the first compartment is not ") + first,
                    .why = "what is given goes there and lesions take from there",
                    .hint = "put it first"});
}

}   // namespace

void read_lesion(Radiopharmaceutical& agent, Node const& root, AgentContext const& context)
{
    Node const table = root.at("lesion");
    std::string const route = table.at("route").choice(routes);
    auto const which = std::find(routes.begin(), routes.end(), route) - routes.begin();
    agent.lesion.route = static_cast<LesionRoute>(which);
    check_first_compartment(agent, root);
    Reader read(agent, table);
    switch (agent.lesion.route) {
    case LesionRoute::receptor:
    case LesionRoute::stroma:
        read_binding(agent, read, context.size);
        break;
    case LesionRoute::accumulation:
    case LesionRoute::mineral:
        agent.lesion.inflow_per_d = read("uptake", "1/d", 0, 1e6);
        agent.lesion.release_per_d = read("release", "1/d", 0, 100);
        agent.lesion.debris_clearance_per_d = read("debris_clearance", "1/d", 0, 100);
        break;
    case LesionRoute::perfusion:
        read_perfusion(agent, read);
        break;
    case LesionRoute::implant:
        read_implant(agent, read);
        break;
    case LesionRoute::none:
        return;
    }
    read_typical(agent, read);
}

}   // namespace radici::kinetics::detail

namespace radici::kinetics {

std::string to_text(LesionRoute route)
{
    return detail::routes[static_cast<std::size_t>(route)];
}

}   // namespace radici::kinetics
