#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace radici::nuclide {

enum class DecayType {
    alpha,
    beta_minus,
    capture,   ///< electron capture alone
    capture_or_beta_plus,
    isomeric   ///< gamma ray or conversion electron
};

/// As `radici nuclide` writes it: "alpha", "beta-", "ec", "ec/beta+", "IT".
[[nodiscard]] std::string_view to_text(DecayType type);

/// One way to decay. The branchings of a nuclide add up to 1.
struct Mode {
    DecayType type = DecayType::beta_minus;
    std::string daughter;   ///< "Hf-177"; it need not be tabulated
    double branching = 0;
    double q_MeV = 0;   ///< energy to the daughter named; of the level for an isomeric transition
};

/// Quanta of one energy. Kind, unit and meaning of `label` are those of the list that holds the
/// line.
struct Line {
    double energy_MeV = 0;
    double intensity = 0;      ///< per decay
    double intensity_sd = 0;   ///< 0: none is given
    std::string label;   ///< X-ray, Auger: shells "K-L3"; gamma: multipolarity; conversion: shell
    double level_keV = 0;   ///< alpha: of the daughter; conversion, pair: energy of the transition
    int mode = 0;           ///< index into Nuclide::modes
};

enum class Charge { electron = -1, positron = +1 };

/// Shape of a beta spectrum: a unique transition has a factor of its own, all others are taken as
/// allowed.
enum class BetaShape { allowed = 0, unique_1 = 1, unique_2 = 2, unique_3 = 3 };

/// One beta branch: electrons or positrons with a continuous spectrum up to `end_point_MeV`.
struct BetaBranch {
    Charge charge = Charge::electron;
    BetaShape shape = BetaShape::allowed;
    double end_point_MeV = 0;
    double intensity = 0;            ///< per decay
    double intensity_sd = 0;         ///< 0: none is given
    double mean_MeV = 0;             ///< of the spectrum that we compute (beta_spectrum.hpp)
    double evaluated_mean_MeV = 0;   ///< as the evaluation has it, for comparison
    std::string transition;          ///< "allowed", "1nu", "1u", "2nu", …, "unassigned"
    double level_keV = 0;            ///< of the daughter
    int daughter_z = 0;
    int a = 0;
    int mode = 0;
};

/// Captures that lead to one level of the daughter. Neutrino and shell vacancy share the energy;
/// what the vacancy gives off stands among X-rays and Auger electrons.
struct Capture {
    double energy_MeV = 0;   ///< Q - level
    double intensity = 0;
    double intensity_sd = 0;
    std::string transition;
    double level_keV = 0;
    double k = 0, l = 0, m = 0, n = 0;   ///< share of each shell; they add up to 1
    int mode = 0;
};

/// One nuclide: everything per decay of itself, daughters left out. Energies are kinetic.
struct Nuclide {
    std::string name;   ///< "Lu-177"
    int z = 0;
    int a = 0;
    std::string spin;
    double half_life_s = 0;
    double half_life_sd_s = 0;
    std::vector<Mode> modes;

    std::vector<Line> alphas;   ///< without the recoil, see alpha_recoil_MeV()
    std::vector<BetaBranch> betas;
    std::vector<Capture> captures;
    std::vector<Line> gammas;
    std::vector<Line> annihilation;   ///< 0.511 MeV, two for each positron
    std::vector<Line> pairs;          ///< internal pairs: both particles together
    std::vector<Line> conversion;
    std::vector<Line> xrays;
    std::vector<Line> auger;   ///< Auger and Coster-Kronig; a family of lines at its mean energy

    double q_MeV = 0;            ///< mean over the modes
    double neutrino_MeV = 0;     ///< carried off, with the evaluated mean beta energies
    double unreleased_MeV = 0;   ///< left in vacancies of outer shells

    std::vector<std::string> notes;
    std::vector<std::string> sources;   ///< attribution, one sentence each
    std::string evaluation;             ///< who evaluated, and when
    std::string file;                   ///< where it was read
};

/// Kinetic energy of the daughter after an alpha decay, E_α · m_α / A_daughter with m_α = 4.0015 u.
/// @param parent_a  mass number of the alpha emitter; > 4
[[nodiscard]] constexpr double alpha_recoil_MeV(double alpha_MeV, int parent_a)
{
    return alpha_MeV * 4.0015 / (parent_a - 4);
}

}   // namespace radici::nuclide
