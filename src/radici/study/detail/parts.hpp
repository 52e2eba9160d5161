#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "radici/study/detail/section.hpp"
#include "radici/study/study.hpp"

namespace radici::kinetics {
class AgentLibrary;
}

/// The parts of a study file, each read from its checked table.
namespace radici::study::detail {

struct RegimenContext {
    kinetics::AgentLibrary const& agents;
    Species species;
    double horizon_d;
    std::vector<std::string>& warnings;
};

[[nodiscard]] Regimen read_regimen(Section const& give, RegimenContext const& context);

/// Names of treatments that are neither radiopharmaceuticals nor antibodies.
[[nodiscard]] std::vector<std::string> const& treatment_names();

/// What such a table does, each time; StudyError where a key is missing or out of place.
[[nodiscard]] patient::Intervention read_treatment(Section const& give, std::string const& name,
                                                   Species species);

/// `lesions`, counted from 0; empty where it is left out.
[[nodiscard]] patient::Lesions read_lesions(Section const& give);

/// Two regimens of one agent in one arm must not interleave.
void check_overlap(std::vector<Regimen> const& gives, double horizon_d);

[[nodiscard]] PatientSection read_patient(Grammar const& grammar, Node const& node,
                                          std::filesystem::path const& data_folder);

/// `[patient]` and `[tumour]` of a mouse study: fills patient and tumour of the study.
void read_animals(Grammar const& grammar, Node const& root,
                  std::filesystem::path const& data_folder, Study& study);

/// The nearest of the names, or all of them where none is near.
[[nodiscard]] std::string near_or_all(std::string const& name,
                                      std::vector<std::string> const& names);

/// A distribution of data/: `{ value = "0.007 1/d", sd_ln = 0.5, tag = …, source = … }` as for
/// every number there, or `{ distribution = …, tag = …, source = … }`.
[[nodiscard]] PatientQuantity read_preset(Node const& node, Range const& range);
[[nodiscard]] Trust read_trust(Node const& node);

}   // namespace radici::study::detail
