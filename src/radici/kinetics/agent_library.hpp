#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/kinetics/antibody.hpp"
#include "radici/kinetics/partner_drug.hpp"
#include "radici/kinetics/radiopharmaceutical.hpp"

namespace radici::kinetics {

/// All radiopharmaceuticals of `data/agents`, checkpoint antibodies of `data/inhibitors` and
/// partner drugs of `data/drugs`. A name is the id of a file (`lu177_psma617`), or one of its names
/// and synonyms
/// (`177Lu-PSMA-617`); case, spaces, hyphens and underscores do not count. An unknown name is a
/// StudyError at `where` with the nearest valid name.
class AgentLibrary {
public:
    /// Reads every `*.toml` of these folders. StudyError where a file is wrong, two names collide
    /// or none is found.
    [[nodiscard]] static AgentLibrary load(std::filesystem::path const& data_folder);

    [[nodiscard]] Radiopharmaceutical const& at(std::string_view name,
                                                Location const& where = {}) const;
    [[nodiscard]] Antibody const& antibody(std::string_view name, Location const& where = {}) const;
    [[nodiscard]] Radiopharmaceutical const*
    find(std::string_view name) const;   ///< nullptr: not one
    [[nodiscard]] Antibody const* find_antibody(std::string_view name) const;
    [[nodiscard]] PartnerDrug const* find_drug(std::string_view name) const;
    /// By its id; a broken expectation where there is none.
    [[nodiscard]] PartnerDrug const& drug(std::string_view id) const;
    /// Id of an agent, antibody or drug by any of its names; StudyError where unknown.
    [[nodiscard]] std::string id_of(std::string_view name, Location const& where = {}) const;

    [[nodiscard]] std::vector<std::string>
    names() const;   ///< ids of the radiopharmaceuticals, sorted
    [[nodiscard]] std::vector<std::string> inhibitors() const;   ///< ids of the antibodies, sorted
    [[nodiscard]] std::vector<std::string> drugs() const;   ///< ids of the partner drugs, sorted
    [[nodiscard]] std::vector<std::string> all() const;     ///< of all three

private:
    std::vector<Radiopharmaceutical> agents_;
    std::vector<Antibody> antibodies_;
    std::vector<PartnerDrug> drugs_;
};

}   // namespace radici::kinetics
