#include "radici/transport/electron_range.hpp"

#include "radici/transport/table_file.hpp"

namespace radici::transport {

ElectronRange ElectronRange::load(std::filesystem::path const& data_folder,
                                  std::string_view material)
{
    TableFile const file = TableFile::open(data_folder, "electron", material);
    auto const energy = file.column("energy_MeV");
    auto const range = file.column("csda_range_g_per_cm2");
    ElectronRange out;
    out.collision_ = {energy, file.column("collision_MeV_cm2_per_g"), "electron energy (MeV)",
                      file.where()};
    out.radiative_ = {energy, file.column("radiative_MeV_cm2_per_g"), "electron energy (MeV)",
                      file.where()};
    out.range_ = {energy, range, "electron energy (MeV)", file.where()};
    out.energy_ = {range, energy, "electron range (g/cm2)", file.where()};
    file.finish();
    return out;
}

double ElectronRange::total_MeV_cm2_per_g(double energy_MeV) const
{
    return collision_.at(energy_MeV) + radiative_.at(energy_MeV);
}

double ElectronRange::energy_at_range_MeV(double range_g_per_cm2) const
{
    return range_g_per_cm2 < energy_.first_x() ? 0 : energy_.at(range_g_per_cm2);
}

}   // namespace radici::transport
