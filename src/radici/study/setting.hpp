#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "radici/base/parameter.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/patient/model.hpp"
#include "radici/patient/step_library.hpp"
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

/// A study with everything it needs: built once, constant, shared by all threads.
struct Setting {
    Study study;
    std::unique_ptr<patient::Model> model;
    /// What was compiled for subjects of this study; safe from any thread.
    std::unique_ptr<patient::StepLibrary> steps = std::make_unique<patient::StepLibrary>();
    std::vector<ArmSetting> arms;
    std::vector<std::string> regions;   ///< whose doses are reported
    std::vector<UsedParameter> parameters;
    std::vector<InputFile> inputs;   ///< data files read
};

/// Loads data and builds the model. StudyError where a data file is wrong.
[[nodiscard]] Setting prepare(Study study, kinetics::AgentLibrary const& agents,
                              std::filesystem::path const& data_folder);

}   // namespace radici::study
