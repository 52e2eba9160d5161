#include "radici/nuclide/beta_spectrum.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/base/error.hpp"
#include "radici/nuclide/detail/coulomb.hpp"

namespace radici::nuclide {

namespace {

double factorial(int n)
{
    return n < 2 ? 1 : n * factorial(n - 1);
}

/// Gauss-Legendre nodes and weights of order 16 on [-1, 1], positive half.
/// Source  Abramowitz and Stegun table 25.4
constexpr std::array<double, 8> node{0.0950125098376374, 0.2816035507792589, 0.4580167776572274,
                                     0.6178762444026438, 0.7554044083550030, 0.8656312023878318,
                                     0.9445750230732326, 0.9894009349916499};
constexpr std::array<double, 8> weight{0.1894506104550685, 0.1826034150449236, 0.1691565193950025,
                                       0.1495959888165767, 0.1246289712555339, 0.0951585116824928,
                                       0.0622535239386479, 0.0271524594117541};

/// Calls add(energy, weight) on nodes that integrate a beta spectrum to about 1e-8. E = end · t²
/// crowds them at E = 0, where positrons are pushed away exponentially.
template <class Add>
void over_spectrum(double end_point_MeV, Add add)
{
    int constexpr panels = 3;
    for (int panel = 0; panel < panels; ++panel)
        for (int i = 0; i < 8; ++i)
            for (int side : {-1, 1}) {
                double const t = (panel + 0.5 + 0.5 * side * node[i]) / panels;
                add(end_point_MeV * t * t, end_point_MeV * t * weight[i] / panels);
            }
}

}   // namespace

BetaShapeFunction::BetaShapeFunction(Charge charge, BetaShape shape, int daughter_z, int a,
                                     double end_point_MeV)
    : signed_z_(charge == Charge::electron ? daughter_z : -daughter_z),
      radius_(detail::nuclear_radius(a)),
      end_point_MeV_(end_point_MeV),
      shape_(shape)
{
    RADICI_EXPECT(daughter_z > 0 && daughter_z <= 100 && a >= daughter_z);
    RADICI_EXPECT(end_point_MeV >= 1e-3 && end_point_MeV <= 20);
    double sum = 0;
    double energy = 0;
    over_spectrum(end_point_MeV, [&](double e, double w) {
        double const density = unscaled(e);
        sum += w * density;
        energy += w * density * e;
    });
    scale_ = 1 / sum;
    mean_MeV_ = energy / sum;
}

double BetaShapeFunction::unscaled(double energy_MeV) const
{
    if (!(energy_MeV >= 0 && energy_MeV <= end_point_MeV_))
        return 0;
    double constexpr least_MeV = 1e-9;   // below, the spectrum has reached its limit at E = 0
    double const w = 1 + std::max(energy_MeV, least_MeV) / constant::electron_mass_MeV;
    double const p = std::sqrt((w - 1) * (w + 1));
    double const q = (end_point_MeV_ - energy_MeV) / constant::electron_mass_MeV;
    int const order = static_cast<int>(shape_);
    double sum = 0;
    for (int k = 1; k <= order + 1; ++k)
        sum += detail::coulomb_factor(k, signed_z_, w, radius_) * std::pow(p, 2 * (k - 1)) *
               std::pow(q, 2 * (order + 1 - k)) /
               (factorial(2 * k - 1) * factorial(2 * (order - k) + 3));
    return p * w * q * q * sum;
}

BetaShapeFunction shape_function(BetaBranch const& branch)
{
    return {branch.charge, branch.shape, branch.daughter_z, branch.a, branch.end_point_MeV};
}

namespace {

/// Makes the trapezoid sum of `spectrum` equal to `intensity`.
void scale_to(BetaSpectrum& spectrum, double intensity)
{
    double sum = 0;
    auto const& e = spectrum.energy_MeV;
    for (std::size_t i = 1; i < e.size(); ++i)
        sum += 0.5 * (e[i] - e[i - 1]) * (spectrum.per_MeV[i] + spectrum.per_MeV[i - 1]);
    for (double& density : spectrum.per_MeV)
        density *= intensity / sum;
}

}   // namespace

BetaSpectrum beta_spectrum(BetaBranch const& branch, int points)
{
    RADICI_EXPECT(points >= 3);
    auto const shape = shape_function(branch);
    BetaSpectrum spectrum;
    for (int i = 0; i < points; ++i) {
        double const e = branch.end_point_MeV * i / (points - 1);
        spectrum.energy_MeV.push_back(e);
        spectrum.per_MeV.push_back(shape.per_MeV(e));
    }
    scale_to(spectrum, branch.intensity);
    return spectrum;
}

BetaSpectrum beta_spectrum(Nuclide const& nuclide, std::optional<Charge> charge, int points)
{
    RADICI_EXPECT(points >= 3);
    std::vector<BetaBranch const*> branches;
    double end = 0;
    for (auto const& branch : nuclide.betas)
        if (!charge || branch.charge == *charge) {
            branches.push_back(&branch);
            end = std::max(end, branch.end_point_MeV);
        }
    BetaSpectrum total;
    if (branches.empty())
        return total;

    auto& grid = total.energy_MeV;
    for (int i = 0; i < points; ++i)
        grid.push_back(end * i / (points - 1));
    for (auto const* branch : branches)
        grid.push_back(branch->end_point_MeV);
    std::sort(grid.begin(), grid.end());
    grid.erase(std::unique(grid.begin(), grid.end()), grid.end());

    total.per_MeV.assign(grid.size(), 0);
    for (auto const* branch : branches) {
        auto const shape = shape_function(*branch);
        BetaSpectrum own{grid, std::vector<double>(grid.size())};
        for (std::size_t i = 0; i < grid.size(); ++i)
            own.per_MeV[i] = shape.per_MeV(grid[i]);
        scale_to(own, branch->intensity);
        for (std::size_t i = 0; i < grid.size(); ++i)
            total.per_MeV[i] += own.per_MeV[i];
    }
    return total;
}

}   // namespace radici::nuclide
