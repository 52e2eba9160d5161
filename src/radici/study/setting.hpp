#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/patient/model.hpp"
#include "radici/patient/step_library.hpp"
#include "radici/study/biology_source.hpp"
#include "radici/study/follow_up.hpp"
#include "radici/study/results.hpp"
#include "radici/study/study.hpp"

namespace radici::study {

/// One arm, ready to simulate: which drugs, how they are coupled into the subjects.
struct ArmSetting {
    Protocol protocol;
    patient::ArmDrugs drugs;
    std::vector<int>
        drug_of_regimen;   ///< index among the arm's agents or its antibodies; -1: a treatment
};

/// Patients of whom a run keeps the course of all states, from the first on.
inline constexpr int courses_kept = 12;

/// A study with everything it needs: built once, constant, shared by all threads.
struct Setting {
    Study study;
    std::shared_ptr<patient::Model const> model;
    /// What was compiled for subjects of this study; safe from any thread.
    std::shared_ptr<patient::StepLibrary> steps = std::make_shared<patient::StepLibrary>();
    BiologySource biology;
    int courses = courses_kept;   ///< patients of whom the course of all states is kept
    /// What the patients' parameters were drawn from; no members: medians of data/ for everyone.
    struct EnsembleUsed {
        std::string name, hash;
        std::size_t members = 0;
    } ensemble;
    std::vector<ArmSetting> arms;
    std::vector<std::string> regions;   ///< whose doses are reported
    std::vector<UsedParameter> parameters;
    std::vector<InputFile> inputs;   ///< data files read
};

/// Loads data and builds the model. StudyError where a data file is wrong.
[[nodiscard]] Setting prepare(Study study, kinetics::AgentLibrary const& agents,
                              std::filesystem::path const& data_folder);

/// Patients come from the members of an ensemble from here on; the list of parameters and the
/// inputs tell. Stopping rules and complications of organs stay those of data/.
/// @param name  what inputs and messages call the file
void take_ensemble(Setting& setting, Ensemble const& ensemble, std::string const& name,
                   std::filesystem::path const& file);

}   // namespace radici::study
