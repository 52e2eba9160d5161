#include "radici/transport/photon_mixture.hpp"

#include <algorithm>

#include "radici/base/constants.hpp"

namespace radici::transport {

namespace {

constexpr double cm2_per_b = 1e-24;

}   // namespace

PhotonMixture PhotonMixture::load(std::filesystem::path const& data_folder,
                                  Material const& material)
{
    PhotonMixture out;
    double sum = 0;
    for (auto const& element : material.elements)
        sum += element.mass_fraction;
    for (auto const& element : material.elements) {
        out.elements_.push_back(ElementData::load(data_folder, element.symbol));
        ElementData const& own = out.elements_.back();
        out.weight_.push_back(element.mass_fraction / sum * constant::avogadro_per_mol /
                              own.atomic_weight() * cm2_per_b);
        auto const& energies = own.photon_energies_MeV();
        out.grid_MeV_.insert(out.grid_MeV_.end(), energies.begin(), energies.end());
    }
    std::sort(out.grid_MeV_.begin(), out.grid_MeV_.end());
    out.grid_MeV_.erase(std::unique(out.grid_MeV_.begin(), out.grid_MeV_.end()),
                        out.grid_MeV_.end());
    return out;
}

PhotonCrossSections PhotonMixture::photon_cm2_per_g(double energy_MeV) const
{
    PhotonCrossSections out;
    for (std::size_t i = 0; i < elements_.size(); ++i) {
        auto const one = elements_[i].photon_b(energy_MeV);
        for (std::size_t p = 0; p < out.of.size(); ++p)
            out.of[p] += weight_[i] * one.of[p];
    }
    return out;
}

std::vector<double> PhotonMixture::cumulative_shares(PhotonProcess process, double energy_MeV) const
{
    std::vector<double> out;
    double sum = 0;
    for (std::size_t i = 0; i < elements_.size(); ++i) {
        sum += weight_[i] * elements_[i].photon_b(energy_MeV)[process];
        out.push_back(sum);
    }
    if (sum > 0) {
        for (double& share : out)
            share /= sum;
        out.back() = 1;
    }
    return out;
}

double PhotonMixture::k_share(double energy_MeV) const
{
    double all = 0, k = 0;
    for (std::size_t i = 0; i < elements_.size(); ++i) {
        double const one =
            weight_[i] * elements_[i].photon_b(energy_MeV)[PhotonProcess::photoelectric];
        all += one;
        k += one * elements_[i].photoelectric_share(Shell::K, energy_MeV);
    }
    return k / all;
}

}   // namespace radici::transport
