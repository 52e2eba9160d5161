#include "radici/transport/photon_kernel.hpp"

#include <algorithm>
#include <cmath>

#include "radici/transport/table_file.hpp"

namespace radici::transport {

namespace {

constexpr double deepest_mfp = 40;   // the factors are tabulated no further

/// ∫₀^∞ exp(−x)·(B(x) − 1) dx by the midpoint rule over x = t², good to 1e-6.
double scattered_share(PhotonPointKernel const& kernel)
{
    int const n = 400;
    double const t_end = std::sqrt(deepest_mfp), h = t_end / n;
    double sum = 0;
    for (int i = 0; i < n; ++i) {
        double const t = (i + 0.5) * h;
        sum += 2 * t * h * std::exp(-t * t) * (kernel.buildup(t * t) - 1);
    }
    return sum;
}

}   // namespace

double PhotonPointKernel::buildup(double mean_free_paths) const
{
    double const x = std::min(mean_free_paths, deepest_mfp);
    if (x <= 0)
        return 1;
    double const at_zero = std::tanh(-2.0);
    double const k = c * std::pow(x, a) + d * (std::tanh(x / x_k - 2) - at_zero) / (1 - at_zero);
    double const growth = std::abs(k - 1) < 1e-8 ? x : (std::pow(k, x) - 1) / (k - 1);
    return 1 + (b - 1) * growth;
}

double PhotonPointKernel::per_cm(double distance_cm) const
{
    double const x = attenuation_per_cm * distance_cm;
    return absorption_per_cm * (1 + kappa * (buildup(x) - 1)) * std::exp(-x);
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
        out.shape_.push_back({0, 0, b[i], c[i], a[i], x_k[i], d[i], 1});
    }
    return out;
}

PhotonPointKernel PhotonKernelLibrary::at(double energy_MeV) const
{
    PhotonPointKernel out;
    out.attenuation_per_cm = water_.removal_cm2_per_g(energy_MeV);
    out.absorption_per_cm = water_.energy_absorption_cm2_per_g(energy_MeV);
    double const ln_e = std::clamp(std::log(energy_MeV), ln_energy_.front(), ln_energy_.back());
    auto const above = std::upper_bound(ln_energy_.begin() + 1, ln_energy_.end() - 1, ln_e);
    std::size_t const i = static_cast<std::size_t>(above - ln_energy_.begin()) - 1;
    double const t = (ln_e - ln_energy_[i]) / (ln_energy_[i + 1] - ln_energy_[i]);
    auto const mix = [&](double PhotonPointKernel::*member) {
        return shape_[i].*member * (1 - t) + shape_[i + 1].*member * t;
    };
    out.b = mix(&PhotonPointKernel::b);
    out.c = mix(&PhotonPointKernel::c);
    out.a = mix(&PhotonPointKernel::a);
    out.x_k = mix(&PhotonPointKernel::x_k);
    out.d = mix(&PhotonPointKernel::d);
    double const wanted = out.attenuation_per_cm / out.absorption_per_cm - 1;
    out.kappa = std::max(wanted, 0.0) / scattered_share(out);
    return out;
}

}   // namespace radici::transport
