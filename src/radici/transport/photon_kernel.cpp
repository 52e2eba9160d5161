#include "radici/transport/photon_kernel.hpp"

#include <algorithm>
#include <cmath>

#include "radici/transport/table_file.hpp"

namespace radici::transport {

namespace {

constexpr double deepest_mfp = 40;   // the factors are tabulated no further

constexpr int knots = 161;   // over the square root of the depth
double const step = std::sqrt(deepest_mfp) / (knots - 1);

}   // namespace

double buildup(PhotonPointKernel::Shape const& shape, double mean_free_paths)
{
    double const x = std::min(mean_free_paths, deepest_mfp);
    if (x <= 0)
        return 1;
    double const at_zero = std::tanh(-2.0);
    double const k = shape.c * std::pow(x, shape.a) +
                     shape.d * (std::tanh(x / shape.x_k - 2) - at_zero) / (1 - at_zero);
    double const growth = std::abs(k - 1) < 1e-8 ? x : (std::pow(k, x) - 1) / (k - 1);
    return 1 + (shape.b - 1) * growth;
}

PhotonPointKernel::PhotonPointKernel(double attenuation_per_cm, double absorption_per_cm,
                                     Shape const& shape)
    : attenuation_per_cm_(attenuation_per_cm), absorption_per_cm_(absorption_per_cm)
{
    RADICI_EXPECT(attenuation_per_cm > absorption_per_cm && absorption_per_cm > 0);
    std::vector<double> scattered(knots);
    double share = 0;   // ∫ exp(−x)·(B − 1) dx over x = t², by Simpson's rule
    for (int i = 0; i < knots; ++i) {
        double const t = i * step;
        double const weight = i == 0 || i == knots - 1 ? 1 : (i % 2 == 1 ? 4 : 2);
        scattered[static_cast<std::size_t>(i)] = buildup(shape, t * t) - 1;
        share +=
            weight * step / 3 * 2 * t * std::exp(-t * t) * scattered[static_cast<std::size_t>(i)];
    }
    kappa_ = (attenuation_per_cm / absorption_per_cm - 1) / share;
    for (double& value : scattered)
        value = 1 + kappa_ * value;
    factor_ = numerics::UniformCurve::monotone(0, step, scattered, numerics::Outside::hold,
                                               numerics::Outside::hold);
}

double PhotonPointKernel::per_cm(double distance_cm) const
{
    double const x = attenuation_per_cm_ * distance_cm;
    return absorption_per_cm_ * factor_(std::sqrt(x)) * std::exp(-x);
}

PhotonKernelLibrary PhotonKernelLibrary::load(std::filesystem::path const& data_folder)
{
    PhotonKernelLibrary out;
    out.water_ = PhotonAttenuation::load(data_folder, "water");
    TableFile const file = TableFile::open(data_folder, "buildup", "water");
    auto const energy = file.column("energy_MeV"), b = file.column("b"), c = file.column("c"),
               a = file.column("a"), x_k = file.column("x_k"), d = file.column("d");
    file.finish();
    for (auto const* column : {&b, &c, &a, &x_k, &d})
        if (column->size() != energy.size() || energy.size() < 2)
            throw StudyError(file.where(),
                             {"columns of unequal length", "a table needs equal columns", ""});
    for (std::size_t i = 0; i < energy.size(); ++i) {
        out.ln_energy_.push_back(std::log(energy[i]));
        out.shape_.push_back({b[i], c[i], a[i], x_k[i], d[i]});
    }
    return out;
}

PhotonPointKernel::Shape PhotonKernelLibrary::shape_at(double energy_MeV) const
{
    double const ln_e = std::clamp(std::log(energy_MeV), ln_energy_.front(), ln_energy_.back());
    auto const above = std::upper_bound(ln_energy_.begin() + 1, ln_energy_.end() - 1, ln_e);
    std::size_t const i = static_cast<std::size_t>(above - ln_energy_.begin()) - 1;
    double const t = (ln_e - ln_energy_[i]) / (ln_energy_[i + 1] - ln_energy_[i]);
    auto const& low = shape_[i];
    auto const& high = shape_[i + 1];
    return {std::lerp(low.b, high.b, t), std::lerp(low.c, high.c, t), std::lerp(low.a, high.a, t),
            std::lerp(low.x_k, high.x_k, t), std::lerp(low.d, high.d, t)};
}

PhotonPointKernel PhotonKernelLibrary::at(double energy_MeV) const
{
    return {water_.removal_cm2_per_g(energy_MeV), water_.energy_absorption_cm2_per_g(energy_MeV),
            shape_at(energy_MeV)};
}

}   // namespace radici::transport
