#pragma once
#include <span>
#include <vector>

#include "radici/nuclide/chain.hpp"

namespace radici::nuclide {

/// Decay of a chain in time: dN/dt = M N, M lower triangular since a parent stands before its
/// daughters,
///
///   N(t) = exp(M t) N(0)
///
/// Bateman's sum of exponentials divides by λ_i - λ_j and cancels. Here exp(M t) is built up from a
/// short step by squaring: its entries are never negative, so nothing cancels, and the diagonal,
/// the only place where squaring would amplify rounding, is set anew each time. Every entry keeps
/// about twelve digits, with equal half-lives and with Po-212 beside Th-228.
///
/// Source  Bateman, Proc Camb Phil Soc 15:423 (1910) for the equations;
///         Moler and Van Loan, SIAM Rev 45:3 (2003) for scaling and squaring
class DecayNetwork {
public:
    [[nodiscard]] static DecayNetwork make(NuclideLibrary const& library, std::string_view head);
    /// Any network: half-lives > 0, feeds from an earlier to a later member, fractions ≥ 0.
    explicit DecayNetwork(Chain chain);

    [[nodiscard]] Chain const& chain() const { return chain_; }
    [[nodiscard]] std::size_t size() const { return decay_per_s_.size(); }
    [[nodiscard]] double decay_constant_per_s(std::size_t member) const
    {
        return decay_per_s_[member];
    }

    /// Atoms of each member after `time_s`, where there were `atoms` of each at the start.
    /// @param atoms   one number ≥ 0 for each member
    /// @param time_s  ≥ 0; infinity gives zeros
    [[nodiscard]] std::vector<double> atoms_after(std::span<double const> atoms,
                                                  double time_s) const;
    /// Decays of each member from the start to `time_s`; infinity gives all that ever happen.
    [[nodiscard]] std::vector<double> decays_until(std::span<double const> atoms,
                                                   double time_s) const;
    /// Activity of each member at `time_s`, in the unit of `head_activity`: that of the head at the
    /// start, when there was nothing else.
    [[nodiscard]] std::vector<double> activities(double head_activity, double time_s) const;

private:
    void expect_atoms(std::span<double const> atoms, double time_s) const;

    Chain chain_;
    std::vector<double> decay_per_s_;
};

}   // namespace radici::nuclide
