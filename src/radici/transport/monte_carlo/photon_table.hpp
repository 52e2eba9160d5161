#pragma once
#include <vector>

#include "radici/base/host_device.hpp"
#include "radici/transport/monte_carlo/energy_grid.hpp"
#include "radici/transport/monte_carlo/track_random.hpp"
#include "radici/transport/photon_mixture.hpp"

namespace radici::transport {

/// Bits of the grid on which all photon tables lie: cells of 0.4 to 0.8 %.
inline constexpr int photon_bits = 7;
using PhotonGrid = OctaveGrid<photon_bits>;

/// All that the track of a photon in one material reads.
class PhotonTable {
public:
    PhotonTable() = default;
    /// @param cut_MeV  ≥ 1 keV: vacancies bound less tightly are not followed
    PhotonTable(PhotonMixture const& mixture, double cut_MeV, double highest_MeV);

    /// Sums of cross sections in the order of the struct, cm²/g; what is left of the total are
    /// pairs.
    struct Knot {
        double incoherent, photoelectric, coherent;
    };
    /// All together: what each flight reads, so it lies by itself.
    [[nodiscard]] RADICI_HOT double total(PhotonGrid::Place const& p) const { return total_.at(p); }
    [[nodiscard]] RADICI_HOST_DEVICE double read(PhotonGrid::Place const& p,
                                                 double Knot::*member) const
    {
        Knot const* k = knot_.data() + p.cell;
        return k[0].*member + p.share * (k[1].*member - k[0].*member);
    }
    [[nodiscard]] PhotonGrid const& grid() const { return grid_; }

    /// S(x, Z) of the material over its number of electrons, x = sin(θ/2)/λ per ångström.
    [[nodiscard]] RADICI_HOST_DEVICE double scattering_share(double x) const
    {
        if (x >= last_x)
            return 1;
        return x > first_x ? scattering_(x) : scattering_(first_x) * x * x / (first_x * first_x);
    }
    /// Cosine of a coherent scattering.
    [[nodiscard]] double sample_coherent_cosine(double energy_MeV, TrackRandom& random) const;

    /// One way in which a vacancy is filled.
    struct Filling {
        double cumulative;   ///< probability
        double energy_MeV;   ///< of the photon or electron
        bool photon;         ///< else an electron
        int left[2];         ///< vacancies left, −1: none that is followed
    };
    struct Vacancy {
        double binding_MeV;
        int first, last;   ///< of fillings()
    };
    /// The vacancy that the photoelectric effect leaves; −1: none that is followed.
    [[nodiscard]] RADICI_HOST_DEVICE int sample_vacancy(PhotonGrid::Place const& p,
                                                        TrackRandom& random) const
    {
        if (vacancy_.empty())
            return -1;
        double const u = random.uniform();
        auto const width = vacancy_.size();
        double const* share = vacancy_share_.data() + static_cast<std::size_t>(p.cell) * width;
        for (std::size_t i = 0; i < width; ++i)
            if (u < share[i] + p.share * (share[i + width] - share[i]))
                return static_cast<int>(i);
        return -1;
    }
    [[nodiscard]] RADICI_HOST_DEVICE Vacancy const& vacancy(int n) const
    {
        return vacancy_[static_cast<std::size_t>(n)];
    }
    [[nodiscard]] RADICI_HOST_DEVICE Filling const& sample_filling(Vacancy const& v,
                                                                   TrackRandom& random) const
    {
        double const u = random.uniform();
        int n = v.first;
        while (n + 1 < v.last && u > filling_[static_cast<std::size_t>(n)].cumulative)
            ++n;
        return filling_[static_cast<std::size_t>(n)];
    }

private:
    static constexpr double first_x = 0x1p-8, last_x = 0x1p+7;
    void add_sections(PhotonMixture const& mixture, double highest_MeV);
    void add_scattering(PhotonMixture const& mixture);
    void add_vacancies(PhotonMixture const& mixture, double cut_MeV, double highest_MeV);

    PhotonGrid grid_;
    OctaveTable<photon_bits> total_;
    std::vector<Knot> knot_;
    OctaveTable<4> scattering_;
    std::vector<double> coherent_x2_, coherent_cumulative_;
    std::vector<double> vacancy_share_;   ///< cumulative, by knot
    std::vector<Vacancy> vacancy_;
    std::vector<Filling> filling_;
};

}   // namespace radici::transport
