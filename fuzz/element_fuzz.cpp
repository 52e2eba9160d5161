#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "radici/base/error.hpp"
#include "radici/transport/element_data.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(bytes), size};
    try {
        auto const atom = radici::transport::ElementData::parse(text, "fuzz.toml");
        for (double const energy_MeV : atom.photon_energies_MeV())
            if (!(atom.photon_b(energy_MeV).total() >= 0))
                std::abort();
    } catch (radici::StudyError const& error) {
        if (error.where().file != "fuzz.toml" || error.where().line < 1)
            std::abort();
    }
    return 0;
}
