#pragma once
#include <cmath>
#include <cstdint>
#include <random>

#include "radici/dosimetry/straight_track.hpp"

/// The tests' own way to what the program has as quadrature: places, directions and tracks drawn
/// one by one.
namespace radici::test {

class CellSampler {
public:
    explicit CellSampler(std::uint64_t seed) : engine_(seed) {}

    /// A ray from the source, seen from the centre: where it starts, and with which cosine
    /// outwards.
    struct Ray {
        double q = 0, cosine = 0;
        [[nodiscard]] double distance_from_centre(double x) const
        {
            return std::sqrt(q * q + x * x + 2 * q * x * cosine);
        }
    };
    Ray ray(dosimetry::SourceShell const& source)
    {
        double const inner = std::pow(source.inner_um, 3), outer = std::pow(source.outer_um, 3);
        return {std::cbrt(inner + (outer - inner) * uniform()), 2 * uniform() - 1};
    }

    /// What a particle of that energy leaves in the sphere on a way of its own.
    double energy_in_target_MeV(dosimetry::SlowingDown const& law, double energy_MeV,
                                dosimetry::SourceShell const& source, double target_um)
    {
        auto const way = ray(source);
        double const range = law.range_um(energy_MeV);
        double const half2 = target_um * target_um - way.q * way.q * (1 - way.cosine * way.cosine);
        if (half2 <= 0)
            return 0;
        double const middle = -way.q * way.cosine, half = std::sqrt(half2);
        auto const left = [&](double x) {
            return law.energy_MeV(range - std::fmin(std::fmax(x, 0.0), range));
        };
        return left(middle - half) - left(middle + half);
    }

private:
    double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
    std::mt19937_64 engine_;
};

/// Mean and standard error of draws.
struct Draws {
    double n = 0, sum = 0, squares = 0;
    void add(double x)
    {
        ++n;
        sum += x;
        squares += x * x;
    }
    [[nodiscard]] double mean() const { return sum / n; }
    [[nodiscard]] double sd() const { return std::sqrt((squares / n - mean() * mean()) / n); }
};

}   // namespace radici::test
