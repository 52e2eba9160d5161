#pragma once
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "radici/transport/emission_class.hpp"
#include "radici/transport/monte_carlo/decay_source.hpp"
#include "radici/transport/monte_carlo/media.hpp"
#include "radici/transport/monte_carlo/place_source.hpp"
#include "radici/transport/monte_carlo/tally.hpp"

namespace radici::transport {

/// Mean per decay with its standard error.
struct Estimate {
    double mean = 0, sd = 0;
};

/// Energy by bin after some histories. Standard errors are from history to history.
template <int Classes>
struct Scores {
    std::vector<BinSums<Classes>> bin;
    std::uint64_t histories = 0;
    double emitted_MeV = 0, escaped_MeV = 0;   ///< sums over histories

    [[nodiscard]] Estimate total_MeV(std::size_t n) const
    {
        double sum = 0;
        for (double const s : bin[n].sum)
            sum += s;
        return estimate(sum, bin[n].square_total);
    }
    [[nodiscard]] Estimate class_MeV(std::size_t n, EmissionClass c) const
        requires(Classes == emission_classes)
    {
        auto const k = static_cast<std::size_t>(c);
        return estimate(bin[n].sum[k], bin[n].square[k]);
    }
    [[nodiscard]] double deposited_MeV() const
    {
        double sum = 0;
        for (auto const& b : bin)
            for (double const s : b.sum)
                sum += s;
        return sum;
    }
    /// (deposited + escaped)/emitted − 1: 0 but for rounding.
    [[nodiscard]] double energy_balance() const
    {
        return (deposited_MeV() + escaped_MeV) / emitted_MeV - 1;
    }

private:
    [[nodiscard]] Estimate estimate(double sum, double square) const
    {
        auto const n = static_cast<double>(histories);
        double const mean = sum / n;
        double const variance = n > 1 ? (square / n - mean * mean) / (n - 1) : 0;
        return {mean, variance > 0 ? std::sqrt(variance) : 0};
    }
};

/// How long to go on. The same seed gives the same scores to the last bit, with any number of
/// threads.
template <int Classes>
struct Effort {
    std::uint64_t seed = 1;
    int threads = 0;   ///< 0: all
    /// At most so many histories.
    std::uint64_t histories = 100'000;
    /// Asked from time to time, with more and more histories; true ends. Empty: all histories.
    std::function<bool(Scores<Classes> const&)> enough;
    /// Asked after each batch: true where the user wants an end; what there is comes back.
    std::function<bool()> stop;
};

/// Everything that a history needs and that no history changes.
template <class Geometry, class Places>
struct Problem {
    Geometry const& geometry;
    TrackMedia const& media;
    Places const& places;
    DecaySource const& decay;
    int bins = 0;                             ///< of the tally
    std::vector<std::uint16_t> bin_of_cell;   ///< empty: each cell its own
};

/// Follows decays through a geometry. Classes: 1 (all emissions together: less to keep) or
/// emission_classes.
template <int Classes, class Geometry, class Places>
[[nodiscard]] Scores<Classes> simulate(Problem<Geometry, Places> const& problem,
                                       Effort<Classes> const& effort);

extern template Scores<1> simulate(Problem<VoxelGeometry, VoxelPlaces> const&, Effort<1> const&);
extern template Scores<4> simulate(Problem<VoxelGeometry, VoxelPlaces> const&, Effort<4> const&);
extern template Scores<4> simulate(Problem<SphereGeometry, ShellPlaces> const&, Effort<4> const&);

}   // namespace radici::transport
