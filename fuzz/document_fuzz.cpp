#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "radici/base/document.hpp"
#include "radici/base/parameter.hpp"

namespace {

using radici::Node;

template <class Action>
void tried(Action action)
{
    try {
        action();
    } catch (radici::StudyError const&) {   // the answer we want
    }
}

void read_all(Node const& node)
{
    tried([&] { static_cast<void>(node.text()); });
    tried([&] { static_cast<void>(node.number()); });
    tried([&] { static_cast<void>(node.in("GBq")); });
    tried([&] { static_cast<void>(node.in("-")); });
    tried([&] { static_cast<void>(radici::read_parameter(node, "1/d")); });
    tried([&] {
        for (auto const& item : node.items())
            read_all(item);
    });
    tried([&] {
        for (auto const& [key, child] : node.entries())
            read_all(child);
    });
    tried([&] { node.finish(); });
}

}   // namespace

/// The first line is an assignment for `--set`, the rest a document.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(bytes), size};
    auto const line = text.substr(0, text.find('\n'));
    try {
        auto document = radici::Document::parse(text.substr(line.size()), "fuzz.toml");
        read_all(document.root());
        tried([&] { document.set(line); });
        auto const written = document.to_toml();
        auto const again = radici::Document::parse(written, "written.toml");   // must be valid
        if (again.to_toml() != written)
            std::abort();
    } catch (radici::StudyError const& error) {
        if (error.where().file != "fuzz.toml" || error.where().line < 1)
            std::abort();
    }
    return 0;
}
