#include "radici/transport/alpha_range.hpp"

#include <string>

#include "radici/transport/table_file.hpp"

namespace radici::transport {

AlphaRange AlphaRange::load(std::filesystem::path const& data_folder, std::string_view material)
{
    TableFile const file = TableFile::open(data_folder, "alpha", material);
    auto const energy = file.column("energy_MeV");
    auto const range = file.column("csda_range_g_per_cm2");
    AlphaRange out;
    out.electronic_ = {energy, file.column("electronic_MeV_cm2_per_g"), "alpha energy (MeV)",
                       file.where()};
    out.nuclear_ = {energy, file.column("nuclear_MeV_cm2_per_g"), "alpha energy (MeV)",
                    file.where()};
    out.range_ = {energy, range, "alpha energy (MeV)", file.where()};
    out.energy_ = {range, energy, "alpha range (g/cm2)", file.where()};
    file.finish();
    return out;
}

bool AlphaRange::known(std::filesystem::path const& data_folder, std::string_view material)
{
    return std::filesystem::is_regular_file(data_folder / "cross_sections" / "alpha" /
                                            (std::string(material) + ".toml"));
}

double AlphaRange::total_MeV_cm2_per_g(double energy_MeV) const
{
    return electronic_.at(energy_MeV) + nuclear_.at(energy_MeV);
}

double AlphaRange::energy_at_range_MeV(double range_g_per_cm2) const
{
    return range_g_per_cm2 < energy_.first_x() ? 0 : energy_.at(range_g_per_cm2);
}

}   // namespace radici::transport
