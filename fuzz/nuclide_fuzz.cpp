#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "radici/base/error.hpp"
#include "radici/nuclide/library.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(bytes), size};
    try {
        static_cast<void>(radici::nuclide::parse_nuclide(text, "fuzz.toml"));
    } catch (radici::StudyError const& error) {
        if (error.where().file != "fuzz.toml" || error.where().line < 1)
            std::abort();
    }
    return 0;
}
