#include "radici/transport/photon_attenuation.hpp"

#include "radici/transport/table_file.hpp"

namespace radici::transport {

PhotonAttenuation PhotonAttenuation::load(std::filesystem::path const& data_folder,
                                          std::string_view material)
{
    TableFile const file = TableFile::open(data_folder, "photon", material);
    auto const energy = file.column("energy_MeV");
    PhotonAttenuation out;
    out.attenuation_ = {energy, file.column("attenuation_cm2_per_g"), "photon energy (MeV)",
                        file.where()};
    out.coherent_ = {energy, file.column("coherent_cm2_per_g"), "photon energy (MeV)",
                     file.where()};
    out.absorption_ = {energy, file.column("energy_absorption_cm2_per_g"), "photon energy (MeV)",
                       file.where()};
    file.finish();
    return out;
}

double PhotonAttenuation::removal_cm2_per_g(double energy_MeV) const
{
    return attenuation_.at(energy_MeV) - coherent_.at(energy_MeV);
}

}   // namespace radici::transport
