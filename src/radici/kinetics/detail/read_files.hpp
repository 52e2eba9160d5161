#pragma once
#include <string>
#include <vector>

#include "radici/base/document.hpp"
#include "radici/kinetics/antibody.hpp"
#include "radici/kinetics/partner_drug.hpp"
#include "radici/kinetics/radiopharmaceutical.hpp"

namespace radici::kinetics::detail {

/// One file of `data/agents`. StudyError with file, line and key where something is wrong.
[[nodiscard]] Radiopharmaceutical read_agent(Document const& file);

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

/// A parameter that must lie in [low, high].
[[nodiscard]] Parameter read_within(Node const& table, std::string const& key,
                                    std::string const& unit, double low, double high);

}   // namespace radici::kinetics::detail
