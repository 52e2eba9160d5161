#include "radici/dosimetry/reference_body.hpp"

namespace radici::dosimetry {

ReferenceBody ReferenceBody::load(std::filesystem::path const& data_folder, std::string_view name)
{
    auto const phantom = Phantom::load(data_folder, name);
    auto const kernels = OrganKernels::load(data_folder, name);
    return {phantom.anatomy,
            RegionFractions(kernels.photon, phantom, transport::ParticleKind::photon),
            RegionFractions(kernels.electron, phantom, transport::ParticleKind::electron)};
}

std::vector<std::filesystem::path> files_of_reference_body(std::string_view name)
{
    auto const file = std::string(name) + ".toml";
    return {"anatomy/" + file, "anatomy/bodies/" + file, "kernels/organs/" + file};
}

}   // namespace radici::dosimetry
