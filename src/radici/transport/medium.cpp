#include "radici/transport/medium.hpp"

#include "radici/base/nearest.hpp"

namespace radici::transport {

Medium Medium::load(std::filesystem::path const& data_folder, std::string_view name)
{
    Material material = MaterialLibrary::load(data_folder).at(name);
    if (name != "water" && name != "water_i75")
        throw StudyError({"", 0, ""},
                         {"medium \"" + std::string(name) + "\"",
                          "photon buildup factors are known for water only", "use \"water\""});
    return {std::move(material), ElectronRange::load(data_folder, name),
            AlphaRange::load(data_folder, name), PhotonKernelLibrary::load(data_folder)};
}

}   // namespace radici::transport
