#pragma once
#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "radici/transport/log_table.hpp"
#include "radici/transport/relaxation.hpp"

namespace radici::transport {

enum class PhotonProcess { photoelectric, incoherent, coherent, pair_nuclear, pair_electron };
inline constexpr int photon_process_count = 5;

/// One number per photon process: barn per atom, or cm2/g of a material.
struct PhotonCrossSections {
    std::array<double, photon_process_count> of{};
    [[nodiscard]] double operator[](PhotonProcess p) const
    {
        return of[static_cast<std::size_t>(p)];
    }
    [[nodiscard]] double total() const
    {
        double sum = 0;
        for (double const x : of)
            sum += x;
        return sum;
    }
};

/// One atom as photon and electron transport see it, with vectors as in its file.
///
/// Photons   1 keV to 4 MeV, straight lines in ln σ over ln E, steps at absorption edges: the file
///           has both sides of each, and the edge opens just above the lower one. Pair production:
///           σ/(E − threshold)³ is what is interpolated, so that it starts at 0 at its threshold.
/// F, S      log-log over x = sin(θ/2)/λ; quadratic below the first x (5e-3 per ångström); above
///           the last (80) F goes on as its last power law and S = Z.
/// Radiative stopping power   100 eV to 4 MeV, monotone cubic in ln S over ln E.
/// Source    EPICS2023, named in `data/cross_sections/element`.
class ElementData {
public:
    /// StudyError with the nearest symbol where there is no such file, or where the file breaks
    /// what is said above.
    [[nodiscard]] static ElementData load(std::filesystem::path const& data_folder,
                                          std::string_view symbol);
    /// The text of such a file. @param name  what to call it in messages
    [[nodiscard]] static ElementData parse(std::string_view text, std::string name);

    [[nodiscard]] std::string const& symbol() const { return symbol_; }
    [[nodiscard]] int z() const { return z_; }
    [[nodiscard]] double atomic_weight() const { return atomic_weight_; }

    /// Energies of the photon table, rising; an edge is two of them within 1e-5.
    [[nodiscard]] std::vector<double> const& photon_energies_MeV() const { return energy_MeV_; }
    /// Barn per atom. StudyError outside 1 keV to 4 MeV.
    [[nodiscard]] PhotonCrossSections photon_b(double energy_MeV) const;
    /// Share of the photoelectric effect that takes its electron from this shell.
    [[nodiscard]] double photoelectric_share(Shell shell, double energy_MeV) const;

    /// Coherent form factor F and incoherent scattering function S; x ≥ 0 per ångström.
    [[nodiscard]] double form_factor(double x_per_angstrom) const;
    [[nodiscard]] double incoherent_function(double x_per_angstrom) const;
    [[nodiscard]] std::span<double const> x_per_angstrom() const { return x_per_angstrom_; }

    [[nodiscard]] double radiative_MeV_cm2_per_g(double electron_MeV) const
    {
        return radiative_.at(electron_MeV);
    }
    [[nodiscard]] Relaxation const& relaxation() const { return relaxation_; }

private:
    /// Where an energy lies: between knots `upper − 1` and `upper`, at `t` of ln E, 1 beyond an
    /// edge.
    struct Place {
        std::size_t upper;
        double t;
    };
    using LnColumn = std::vector<double>;   ///< −∞ for 0

    void read_photon(Node const& photon);
    void read_scattering(Node const& scattering);
    void check_sums(Node const& photon) const;
    [[nodiscard]] Place place(double energy_MeV) const;
    [[nodiscard]] static double between(LnColumn const& ln_y, Place at);
    [[nodiscard]] double scattering(std::vector<double> const& y, double x) const;

    std::string symbol_;
    int z_ = 0;
    double atomic_weight_ = 0;
    std::vector<double> energy_MeV_, ln_energy_;
    std::array<LnColumn, photon_process_count> ln_section_;
    std::array<LnColumn, shell_count> ln_shell_;   ///< empty: no such column
    std::vector<double> x_per_angstrom_, form_factor_, incoherent_;
    LogTable radiative_;
    Relaxation relaxation_;
    Location where_;
};

}   // namespace radici::transport
