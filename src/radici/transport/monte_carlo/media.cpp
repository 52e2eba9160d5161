#include "radici/transport/monte_carlo/media.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "radici/base/error.hpp"
#include "radici/transport/electron_range.hpp"

namespace radici::transport {

namespace {

AlphaRange alpha_range(std::filesystem::path const& data_folder, std::string const& material)
{
    bool const own = AlphaRange::known(data_folder, material);
    return AlphaRange::load(data_folder, own ? material : "water");
}

TrackMedium make(std::filesystem::path const& data_folder, Material const& material, double cut_MeV,
                 StepControl const& control)
{
    auto const range = ElectronRange::load(data_folder, material.name);
    auto const within = [&range](double e) { return std::min(e, range.highest_MeV()); };
    Losses const electron{[&](double e) { return range.collision_MeV_cm2_per_g(within(e)); },
                          [&](double e) { return range.radiative_MeV_cm2_per_g(within(e)); },
                          [&](double e) { return range.range_g_per_cm2(within(e)); }};
    Losses positron = electron;
    positron.collision_MeV_cm2_per_g = [&](double e) {
        return range.positron_collision_MeV_cm2_per_g(within(e));
    };
    BremsstrahlungTable const photons(material, cut_MeV, highest_energy_MeV * 1.1,
                                      electron.radiative_MeV_cm2_per_g);
    return {PhotonTable(PhotonMixture::load(data_folder, material), cut_MeV, highest_energy_MeV),
            ElectronTable(material, nuclide::Charge::electron, electron, photons, cut_MeV,
                          highest_energy_MeV, control),
            ElectronTable(material, nuclide::Charge::positron, positron, photons, cut_MeV,
                          highest_energy_MeV, control),
            AlphaTable(alpha_range(data_folder, material.name), material)};
}

}   // namespace

TrackMedia TrackMedia::load(std::filesystem::path const& data_folder,
                            std::vector<std::string> const& materials, double cut_MeV,
                            StepControl const& control)
{
    if (!(cut_MeV >= lowest_cut_MeV && cut_MeV <= 1))
        throw StudyError({"", 0, "cutoff"}, {fmt::format("{:g} keV", cut_MeV * 1e3),
                                             "the tables go from 1 keV, and above 1 MeV nothing "
                                             "would be transported",
                                             "take 1 keV or 10 keV"});
    auto const library = MaterialLibrary::load(data_folder);
    TrackMedia media;
    media.cut_MeV = cut_MeV;
    for (auto const& name : materials)
        media.medium.push_back(make(data_folder, library.at(name), cut_MeV, control));
    return media;
}

}   // namespace radici::transport
