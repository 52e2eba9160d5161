#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "radici/base/error.hpp"
#include "radici/kinetics/antibody.hpp"
#include "radici/kinetics/partner_drug.hpp"
#include "radici/kinetics/radiopharmaceutical.hpp"
#include "radici/kinetics/size_rule.hpp"

namespace radici::kinetics {

/// All radiopharmaceuticals of `data/agents`, what their daughters become (`data/daughters`),
/// checkpoint antibodies of `data/inhibitors` and partner drugs of `data/drugs`.
/// A name is the id of a file (`lu177_psma617`), or one of its names and synonyms
/// (`177Lu-PSMA-617`); case, spaces, hyphens and underscores do not count. An unknown name is a
/// StudyError at `where` with the nearest valid name.
class AgentLibrary {
public:
    /// Reads every `*.toml` of these folders. StudyError where a file is wrong, two names collide
    /// or none is found.
    [[nodiscard]] static AgentLibrary load(std::filesystem::path const& data_folder);

    [[nodiscard]] Radiopharmaceutical const& at(std::string_view name,
                                                Location const& where = {}) const;
    /// An agent, or a free ion of `data/daughters`, as it is in a species of data/kinetics.
    [[nodiscard]] Radiopharmaceutical in_species(std::string_view name, std::string_view species,
                                                 Location const& where = {}) const;
    [[nodiscard]] SizeRule const& size_rule() const { return size_; }
    [[nodiscard]] std::vector<SpeciesBody> const& species() const { return species_; }
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
    SizeRule size_;
    std::vector<SpeciesBody> species_;
    std::vector<Radiopharmaceutical> agents_, free_ions_;
    std::vector<Antibody> antibodies_;
    std::vector<PartnerDrug> drugs_;
};

}   // namespace radici::kinetics
