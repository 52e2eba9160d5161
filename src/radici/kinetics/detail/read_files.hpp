#pragma once
#include <string>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/kinetics/antibody.hpp"
#include "radici/kinetics/partner_drug.hpp"
#include "radici/kinetics/radiopharmaceutical.hpp"
#include "radici/kinetics/size_rule.hpp"

namespace radici::kinetics::detail {

/// What every agent file may lean on.
struct AgentContext {
    SizeRule const& size;
    std::vector<SpeciesBody> const& species;
};

/// One file of `data/agents`. StudyError with file, line and key where something is wrong.
[[nodiscard]] Radiopharmaceutical read_agent(Document const& file, AgentContext const& context);

/// One file of `data/daughters`: a free ion's body and nothing of a drug.
[[nodiscard]] Radiopharmaceutical read_free_ion(Document const& file, AgentContext const& context);

/// Compartments, transfers and spreads.
void read_body(Radiopharmaceutical& agent, Node const& root, AgentContext const& context);

/// `[lesion]` by its route. @pre  the body is read
void read_lesion(Radiopharmaceutical& agent, Node const& root, AgentContext const& context);

/// The transfer between two compartments; StudyError at `node` where there is none.
[[nodiscard]] int transfer_between(Radiopharmaceutical const& agent, Node const& node,
                                   std::string const& from, std::string const& to);

/// `coefficient = "0.54 Gy/GBq"` of a `calibrated_to`, in Gy/MBq.
[[nodiscard]] double read_coefficient(Node const& anchor);

/// One file of `data/inhibitors`.
[[nodiscard]] Antibody read_antibody(Document const& file);

/// One file of `data/drugs`.
[[nodiscard]] PartnerDrug read_partner(Document const& file);

/// `[usual.human] <key> = {…}` and `<key>_per_kg`, `<key>_per_m2`, `<key>_auc` of every species.
/// @param unit  of the flat amount, `MBq` or `mg`
[[nodiscard]] std::vector<UsualAmount> read_usual(Node const& root, std::string const& key,
                                                  std::string const& unit);

/// The texts of an array that may be absent.
[[nodiscard]] std::vector<std::string> read_texts(Node const& table, std::string const& key);

/// A number that the size rule says.
[[nodiscard]] Parameter by_size_rule(double value, std::string const& unit, Location const& where);

/// A parameter that must lie in [low, high].
[[nodiscard]] Parameter read_within(Node const& table, std::string const& key,
                                    std::string const& unit, double low, double high);

}   // namespace radici::kinetics::detail
