#pragma once
#include <string_view>
#include <vector>

#include "radici/nuclide/library.hpp"
#include "radici/transport/emission_class.hpp"
#include "radici/transport/monte_carlo/particle.hpp"

namespace radici::transport {

/// What leaves one decay, drawn as a whole.
///
/// All lines and spectra stand in a row, each as wide as its intensity; the decay emits what lies
/// at u, u + 1, u + 2, … with one u even in (0, 1). Every intensity is met exactly on average, a
/// line that is certain is in every decay, and no decay is empty that could not be: the number of
/// quanta is the mean one to ±1. Which quanta coincide follows from the row, not from the level
/// scheme; doses and their sums do not depend on it. Beta spectra are the computed ones. Positrons
/// carry their annihilation with them. Lines below the cut are left at the place of the decay with
/// their mean energy; so are recoils.
class DecaySource {
public:
    /// @param cut_MeV  lines below it are local
    /// StudyError where a quantum has more energy than the tables (4 MeV, alphas 12 MeV).
    [[nodiscard]] static DecaySource of_nuclide(nuclide::NuclideLibrary const& library,
                                                std::string_view nuclide, Daughters daughters,
                                                double cut_MeV);
    /// One particle of that energy a decay; the same limits.
    [[nodiscard]] static DecaySource of_particle(ParticleKind kind, double energy_MeV);

    struct Quantum {
        ParticleKind kind;
        EmissionClass emission;
        double energy_MeV;
        double recoil_MeV;   ///< stays at the place of the decay
    };
    /// Calls emit(Quantum) for each particle of one decay.
    template <class Emit>
    void sample(TrackRandom& random, Emit&& emit) const
    {
        std::size_t const n = row_.size();
        double at = random.uniform();
        while (at < width_) {
            std::size_t i = guide_[static_cast<std::size_t>(at * guide_per_width_)];
            while (i + 1 < n && at >= row_[i].end)
                ++i;
            Line const& line = row_[i];
            double const energy =
                line.spectrum < 0 ? line.energy_MeV : sample_spectrum(line.spectrum, random);
            emit(Quantum{line.kind, line.emission, energy, line.recoil_MeV});
            at += 1;
        }
    }
    /// Energy left at the place of each decay, by class.
    [[nodiscard]] double local_MeV(EmissionClass c) const { return local_[static_cast<int>(c)]; }
    [[nodiscard]] double local_MeV() const { return local_total_; }
    /// Mean energy given off, by class.
    [[nodiscard]] double emitted_MeV(EmissionClass c) const
    {
        return emitted_[static_cast<int>(c)];
    }
    [[nodiscard]] double emitted_MeV() const;
    /// Mean number of quanta followed.
    [[nodiscard]] double quanta() const { return width_; }

private:
    struct Line {
        double end = 0;   ///< of its place in the row
        ParticleKind kind = ParticleKind::photon;
        EmissionClass emission = EmissionClass::photon;
        double energy_MeV = 0, recoil_MeV = 0;
        int spectrum = -1;
    };
    static constexpr int quantiles = 2048;
    static constexpr int guides = 1024;

    void add(Line line, double intensity, double cut_MeV);
    void add_member(nuclide::Nuclide const& nuclide, double yield, double cut_MeV);
    void add_betas(nuclide::Nuclide const& nuclide, nuclide::Charge charge, double yield,
                   double cut_MeV);
    void finish();
    [[nodiscard]] double sample_spectrum(int spectrum, TrackRandom& random) const
    {
        double const at = random.uniform() * quantiles;
        auto const bin = static_cast<int>(at);
        double const* q =
            quantile_MeV_.data() + static_cast<std::ptrdiff_t>(spectrum) * (quantiles + 1) + bin;
        return q[0] + (at - bin) * (q[1] - q[0]);
    }

    std::vector<Line> row_;
    std::vector<std::size_t> guide_;
    std::vector<double> quantile_MeV_;   ///< of each spectrum: energy at even probabilities
    double width_ = 0, guide_per_width_ = 0;
    double local_total_ = 0, local_[emission_classes] = {}, emitted_[emission_classes] = {};
};

}   // namespace radici::transport
