#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "radici/base/unit_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(bytes), size};
    static_cast<void>(radici::read_unit(text));
    auto const value = radici::read_value(text);
    if (!value)
        return 0;
    if (!std::isfinite(value->number) || !(value->unit.factor > 0))
        std::abort();
    auto const again = radici::read_value(radici::value_text(value->number, value->unit_text));
    if (!again || again->number != value->number || !again->unit.same_dimension(value->unit))
        std::abort();
    return 0;
}
