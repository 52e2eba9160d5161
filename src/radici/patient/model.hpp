#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "radici/dosimetry/organ_dose.hpp"
#include "radici/dosimetry/sphere_dose.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/nuclide/library.hpp"
#include "radici/patient/biology.hpp"
#include "radici/patient/person.hpp"
#include "radici/patient/subject.hpp"

namespace radici::patient {

/// The drugs of one arm: indices into the model's agents and antibodies.
struct ArmDrugs {
    /// A partner drug, systemic or injected into some lesions (counted from 0).
    struct Partner {
        kinetics::PartnerDrug drug;
        std::vector<int> lesions;
        /// The same drug in the same lesions.
        bool operator==(Partner const& other) const
        {
            return drug.id == other.drug.id && lesions == other.lesions;
        }
    };
    std::vector<int> agents;
    std::vector<int> antibodies;
    std::vector<Partner> partners = {};
};

/// Physics, drugs and biology of a study: built once, constant, shared by all threads.
class Model {
public:
    /// Medians of the population that every person comes from.
    Model(Biology const& biology, kinetics::AgentLibrary const& library,
          std::vector<std::string> const& agents, std::vector<std::string> const& antibodies,
          std::filesystem::path const& data_folder,
          RecoilingDaughters daughters = RecoilingDaughters::leave);

    /// The same physics and drugs with other populations, members of an ensemble: each person comes
    /// from one of them, drawn from a stream of its own, the same in every arm and every attempt. A
    /// typical person comes from `medians`.
    [[nodiscard]] Model with(Biology medians, std::vector<Biology> members) const;
    /// 0 where there is one population.
    [[nodiscard]] std::size_t members() const { return members_.size(); }
    /// Which member a person comes from; 0 where there is one population.
    [[nodiscard]] std::size_t member_of(Person const& person) const;

    /// Everything of one person in one arm. The same person has the same traits in every arm.
    [[nodiscard]] Subject subject(Person const& person, ArmDrugs const& drugs) const;

    /// Physical dose of a region from the time-integrated activities of the arm's agents, Gy.
    /// @param agent_MBq_d  one list of compartments an agent of the subject: those given, then
    ///                     daughters that left them
    [[nodiscard]] double region_dose_Gy(Person const& person, ArmDrugs const& drugs,
                                        std::vector<std::vector<double>> const& agent_MBq_d,
                                        std::string_view region) const;

    /// Regions that hold activity of any agent and are targets, with red marrow, sorted by name.
    [[nodiscard]] std::vector<std::string> dosed_regions() const;
    /// Medians; what members share (species, PSA, host) is there too.
    [[nodiscard]] Biology const& biology() const { return biology_; }
    /// The population that a person comes from.
    [[nodiscard]] Biology const& biology_of(Person const& person) const;
    [[nodiscard]] kinetics::Radiopharmaceutical const& agent(int index) const;
    [[nodiscard]] kinetics::Antibody const& antibody(int index) const;

private:
    /// What daughters that leave take along, and where they go.
    struct Leaving {
        dosimetry::SphereSelfDose sphere;
        std::array<dosimetry::OrganDose, 2> organs;
        int agent = -1;   ///< index into Drugs::agents
    };
    struct AgentPhysics {
        kinetics::Radiopharmaceutical agent;
        double decay_per_d = 0;
        dosimetry::SphereSelfDose sphere;
        std::array<dosimetry::OrganDose, 2> organs;   ///< male, female
        std::optional<Leaving> leaving;

        /// Share of the decays in a compartment that set a daughter free.
        [[nodiscard]] double freed(std::size_t compartment) const;
        /// Dose rate of what decays in place, Gy/d per MBq in a compartment.
        [[nodiscard]] dosimetry::DoseByClass gy_per_d_per_MBq(bool male, std::string_view target,
                                                              std::size_t compartment) const;
    };
    /// An agent of a subject: which one, and whose daughter it is (-1: it is given).
    struct Slot {
        int agent = 0;
        int mother = -1;
    };

    struct Drugs {
        std::vector<AgentPhysics> agents;
        std::vector<kinetics::Antibody> antibodies;
    };

    using Bodies = std::array<dosimetry::ReferenceBody, 2>;
    void add_agent(kinetics::Radiopharmaceutical const& agent,
                   nuclide::NuclideLibrary const& nuclides, dosimetry::SphereKernels const& spheres,
                   Bodies const& bodies);
    void add_daughter(std::size_t mother, kinetics::AgentLibrary const& library,
                      nuclide::NuclideLibrary const& nuclides,
                      dosimetry::SphereKernels const& spheres, Bodies const& bodies);
    /// The given agents in their order, then the daughters that leave them.
    [[nodiscard]] std::vector<Slot> slots(ArmDrugs const& drugs) const;
    [[nodiscard]] static AgentInBody agent_in_body(AgentPhysics const& physics,
                                                   Person const& person, Biology const& biology);
    static void add_region_doses(AgentInBody& body, AgentPhysics const& physics, bool male,
                                 radiobiology::LymphocyteTransit const& transit);
    [[nodiscard]] AntibodyInBody antibody_in_body(kinetics::Antibody const& antibody,
                                                  Person const& person,
                                                  ArmDrugs const& drugs) const;

    Biology biology_;
    std::vector<Biology> members_;
    std::shared_ptr<Drugs> drugs_;   ///< shared by with(); only the constructor writes
};

}   // namespace radici::patient
