#include "radici/transport/electron_range.hpp"

#include <algorithm>
#include <cmath>

#include "radici/base/error.hpp"
#include "radici/transport/bethe.hpp"
#include "radici/transport/table_file.hpp"

namespace radici::transport {

namespace {

constexpr double lowest_of_bethe_MeV = 0.001;

std::vector<double> logarithms(std::vector<double> x)
{
    for (double& each : x)
        each = std::log(each);
    return x;
}

}   // namespace

ElectronRange ElectronRange::load(std::filesystem::path const& data_folder,
                                  std::string_view material)
{
    TableFile const file = TableFile::open(data_folder, "electron", material);
    auto const energy = file.column("energy_MeV");
    ElectronRange out;
    out.collision_ = {energy, file.column("collision_MeV_cm2_per_g"), "electron energy (MeV)",
                      file.where()};
    out.radiative_ = {energy, file.column("radiative_MeV_cm2_per_g"), "electron energy (MeV)",
                      file.where()};
    out.range_ = {energy, file.column("csda_range_g_per_cm2"), "electron energy (MeV)",
                  file.where()};
    out.mean_excitation_eV_ = file.number("mean_excitation_eV");
    out.density_effect_.emplace(logarithms(energy), file.column("density_effect"),
                                numerics::Outside::hold);
    file.finish();
    return out;
}

double ElectronRange::density_effect(double energy_MeV) const
{
    (void)range_.at(energy_MeV);   // refuses what lies outside
    RADICI_EXPECT(density_effect_.has_value());
    return (*density_effect_)(std::log(energy_MeV));
}

double ElectronRange::positron_collision_MeV_cm2_per_g(double energy_MeV) const
{
    double const at_MeV = std::max(energy_MeV, lowest_of_bethe_MeV);
    return collision_.at(energy_MeV) *
           positron_to_electron_collision(at_MeV, mean_excitation_eV_, density_effect(at_MeV));
}

double ElectronRange::total_MeV_cm2_per_g(double energy_MeV) const
{
    return collision_.at(energy_MeV) + radiative_.at(energy_MeV);
}

}   // namespace radici::transport
