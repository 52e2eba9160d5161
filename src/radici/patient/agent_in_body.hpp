#pragma once
#include <optional>
#include <vector>

#include "radici/dosimetry/sphere_dose.hpp"
#include "radici/kinetics/linear_model.hpp"
#include "radici/kinetics/receptor.hpp"
#include "radici/patient/layout.hpp"

namespace radici::patient {

/// Dose rates that 1 MBq in a compartment gives to a region, by class of radiation.
struct RegionCoefficient {
    double low_Gy_per_d = 0;
    double alpha_Gy_per_d = 0;
};

enum class CheckpointTarget { pd1, pdl1, ctla4 };

/// What recoil does to the daughters of alpha emitters: they leave in the shares of their agent's
/// file, or all decay where the mother does.
enum class RecoilingDaughters { leave, stay };

/// Where a daughter comes from: the agent that sheds it, and the share of its decays that do.
struct DaughterSource {
    int mother = -1;             ///< index among the agents; -1: this agent is given, not shed
    std::vector<double> share;   ///< one a compartment of the mother
};

/// Share of an agent's decays that set a daughter free, and what the daughters would have left in a
/// lesion.
struct DaughterLoss {
    double outside = 0, inside = 0;                      ///< of cells
    dosimetry::SphereSelfDose const* sphere = nullptr;   ///< null: nothing leaves
};

/// A radiopharmaceutical in one subject, or a daughter that left one.
struct AgentInBody {
    kinetics::LinearModel body;
    kinetics::LinearModel
        ligand_body;   ///< labelled or not, nmol: the compartments that plasma can be reached from
    double plasma_mm3 = 0;   ///< volume of compartment 0
    double usual_ligand_nmol = 0;
    kinetics::LesionUptake lesion;
    std::vector<double> inflow_per_d;   ///< one a lesion
    double sites = 1;                   ///< factor on their number
    std::optional<CheckpointTarget> competitor;
    double decay_per_d = 0;
    dosimetry::SphereSelfDose const* sphere = nullptr;
    double patch_low_MeV = 0;   ///< absorbed per decay in a sphere of the patch radius
    double patch_alpha_MeV = 0;
    DaughterLoss loss;
    DaughterSource source;
    // one a compartment
    std::vector<RegionCoefficient> marrow, lymphocytes, nodes, kidney;

    [[nodiscard]] kinetics::LigandRates ligand_in(int lesion_index) const
    {
        return kinetics::LigandRates::of(lesion,
                                         inflow_per_d[static_cast<std::size_t>(lesion_index)],
                                         plasma_mm3, decay_per_d, sites);
    }
    [[nodiscard]] AgentShape shape() const;
};

/// Ligand of an administration, labelled or not; at least what its activity needs. 0 for an agent
/// whose ligand is no matter.
/// @param ligand_nmol  none: the usual amount
[[nodiscard]] double given_nmol(AgentInBody const& agent, double activity_MBq,
                                std::optional<double> ligand_nmol);

/// Gives a receptor agent the compartments of its ligand: those that plasma can be reached from;
/// what cannot come back takes no site.
void add_ligand_body(AgentInBody& agent);

}   // namespace radici::patient
