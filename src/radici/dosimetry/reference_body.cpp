#include "radici/dosimetry/reference_body.hpp"

namespace radici::dosimetry {

namespace {

std::map<std::string, std::vector<double>, std::less<>> pieces_of(Phantom const& phantom)
{
    std::map<std::string, std::vector<double>, std::less<>> out;
    for (BodyPart const& part : phantom.parts)
        for (BodyPart::Layer const& layer : part.layers) {
            Tissue const& tissue = phantom.tissues[layer.tissue];
            for (Held const& held : tissue.holds)
                if (!held.content)
                    out[held.region].push_back(layer.mass_g * held.mass_g / tissue.mass_g);
        }
    return out;
}

}   // namespace

ReferenceBody ReferenceBody::load(std::filesystem::path const& data_folder, std::string_view name)
{
    auto phantom = Phantom::load(data_folder, name);
    auto const kernels = OrganKernels::load(data_folder, name);
    ReferenceBody out{
        phantom.anatomy, pieces_of(phantom),
        RegionFractions(kernels.photon, phantom.anatomy, transport::ParticleKind::photon),
        RegionFractions(kernels.electron, phantom.anatomy, transport::ParticleKind::electron)};
    return out;
}

std::vector<std::filesystem::path> files_of_reference_body(std::string_view name)
{
    auto const file = std::string(name) + ".toml";
    return {"anatomy/" + file, "anatomy/bodies/" + file, "kernels/organs/" + file};
}

}   // namespace radici::dosimetry
