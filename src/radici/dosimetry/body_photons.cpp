#include "radici/dosimetry/body_photons.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/constants.hpp"
#include "radici/dosimetry/sphere.hpp"

namespace radici::dosimetry {

namespace {

constexpr double nearest_cm = 0.5, farthest_cm = 400;
constexpr int knots = 128, sampled_pairs = 512;
double const ln_step = std::log(farthest_cm / nearest_cm) / (knots - 1);

/// Radical inverse: the n-th point of van der Corput's sequence.
double halton(int n, int base)
{
    double value = 0, digit = 1.0 / base;
    for (; n > 0; n /= base, digit /= base)
        value += digit * (n % base);
    return value;
}

std::size_t chosen(std::vector<Ellipsoid> const& shapes, double u)
{
    std::size_t i = 0;
    for (; i + 1 < shapes.size() && u >= shapes[i].share; ++i)
        u -= shapes[i].share;
    return i;
}

std::array<double, 3> point_in(Ellipsoid const& shape, double u, double v, double w)
{
    double const r = std::cbrt(u), cosine = 2 * v - 1, sine = std::sqrt(1 - cosine * cosine);
    double const angle = 2 * constant::pi * w;
    return {shape.centre_cm[0] + shape.half_axes_cm[0] * r * sine * std::cos(angle),
            shape.centre_cm[1] + shape.half_axes_cm[1] * r * sine * std::sin(angle),
            shape.centre_cm[2] + shape.half_axes_cm[2] * r * cosine};
}

}   // namespace

SpecificKernel::SpecificKernel(std::vector<PhotonLine> const& lines,
                               transport::PhotonKernelLibrary const& photon)
{
    if (lines.empty())
        return;
    std::vector<double> value(knots, 0);
    for (PhotonLine const& line : lines) {
        auto const kernel = photon.at(line.energy_MeV);
        for (int i = 0; i < knots; ++i) {
            double const r = nearest_cm * std::exp(i * ln_step);
            value[static_cast<std::size_t>(i)] +=
                line.energy_per_decay_MeV * kernel.per_cm(r) / (4 * constant::pi * r * r);
        }
    }
    for (double const v : value)
        ln_value_.push_back(std::log(std::max(v, 1e-300)));
}

double SpecificKernel::MeV_per_g(double distance_cm) const
{
    if (ln_value_.empty())
        return 0;
    double const x =
        std::clamp(std::log(distance_cm / nearest_cm) / ln_step, 0.0, knots - 1.000001);
    auto const i = static_cast<std::size_t>(x);
    double const t = x - static_cast<double>(i);
    return std::exp(ln_value_[i] * (1 - t) + ln_value_[i + 1] * t);
}

DistanceSample::DistanceSample(std::vector<Ellipsoid> const& a, std::vector<Ellipsoid> const& b,
                               Pieces pieces)
    : pairs_(sampled_pairs)
{
    for (int n = 1; n <= sampled_pairs; ++n) {
        std::size_t const i = chosen(a, halton(n, 2)), j = chosen(b, halton(n, 3));
        if (pieces == Pieces::different && i == j)
            continue;
        auto const p = point_in(a[i], halton(n, 5), halton(n, 7), halton(n, 11));
        auto const q = point_in(b[j], halton(n, 13), halton(n, 17), halton(n, 19));
        distance_cm_.push_back(std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]));
    }
}

double DistanceSample::mean_MeV_per_g(SpecificKernel const& kernel) const
{
    double sum = 0;
    for (double const r : distance_cm_)
        sum += kernel.MeV_per_g(r);
    return sum / pairs_;
}

double photons_in_sphere_MeV(std::vector<PhotonLine> const& lines,
                             transport::PhotonKernelLibrary const& photon, double mass_g,
                             double density_g_per_cm3)
{
    // A sphere of density ρ is, in mean free paths, a unit-density sphere of radius ρ·a.
    double const radius_cm = sphere_radius_cm(mass_g / density_g_per_cm3) * density_g_per_cm3;
    double sum = 0;
    for (PhotonLine const& line : lines)
        sum += line.energy_per_decay_MeV *
               photon_absorbed_fraction(photon.at(line.energy_MeV), radius_cm);
    return sum;
}

}   // namespace radici::dosimetry
