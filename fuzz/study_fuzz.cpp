#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "radici/base/data_folder.hpp"
#include "radici/base/error.hpp"
#include "radici/kinetics/agent_library.hpp"
#include "radici/study/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    static auto const data = radici::data_folder();
    static auto const agents = radici::kinetics::AgentLibrary::load(data);
    std::string_view const text{reinterpret_cast<char const*>(bytes), size};
    try {
        auto const document = radici::Document::parse(text, "fuzz.toml");
        auto const study = radici::study::read_study(document, agents, data);
        // what is read can be written and read again
        static_cast<void>(radici::study::read_study(
            radici::Document::parse(radici::study::resolved_toml(study), "resolved.toml"), agents,
            data));
    } catch (radici::StudyError const& error) {
        if (error.where().file != "fuzz.toml" || error.where().line < 1)
            std::abort();
    }
    return 0;
}
