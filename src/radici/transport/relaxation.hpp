#pragma once
#include <string_view>
#include <vector>

#include "radici/base/document.hpp"

namespace radici::transport {

/// The inner shells whose vacancies are followed.
enum class Shell { K, L1, L2, L3 };
inline constexpr int shell_count = 4;
[[nodiscard]] std::string_view name_of(Shell shell);

/// One way of filling a vacancy.
struct RelaxationStep {
    enum class Kind {
        photon,          ///< fluorescence
        electron,        ///< Auger, a family of lines at its mean energy
        coster_kronig,   ///< the vacancy moves within L, its electron (< 1 keV) stays with the atom
    };
    Kind kind = Kind::photon;
    double probability = 0;      ///< of all steps of a shell: 1
    double energy_keV = 0;       ///< of the photon or electron; 0 for coster_kronig
    std::vector<Shell> leaves;   ///< vacancies that are followed further, at most two
};

/// A vacancy and what fills it. binding = energy + Σ bindings of what it leaves + the atom's rest,
/// and that rest, which outer shells keep, is never negative.
struct InnerShell {
    Shell shell = Shell::K;
    double binding_keV = 0;
    std::vector<RelaxationStep> steps;
};

/// Atomic relaxation: K from carbon on, L where its edge lies above 1 keV (zinc, iodine). Shells
/// that are not here are outer shells: their binding energy stays where the vacancy was.
/// Source  xraylib (EADL rates), see `data/cross_sections/element`.
class Relaxation {
public:
    Relaxation() = default;
    /// Reads the `shell` tables of an element's file. StudyError where the steps of a shell do not
    /// add to 1 within 1e-4 or give more energy than there is.
    [[nodiscard]] static Relaxation read(Node const& element);

    [[nodiscard]] std::vector<InnerShell> const& shells() const { return shells_; }
    /// nullptr: the shell is not followed.
    [[nodiscard]] InnerShell const* find(Shell shell) const;
    /// Mean energy that leaves the atom as fluorescence after one vacancy, with all that follows.
    [[nodiscard]] double mean_fluorescence_keV(Shell shell) const;
    /// Energy of one step that stays with the atom.
    [[nodiscard]] double rest_keV(InnerShell const& from, RelaxationStep const& step) const;

private:
    std::vector<InnerShell> shells_;   ///< K first, inward to outward
};

}   // namespace radici::transport
