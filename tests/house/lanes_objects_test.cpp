// Code for processors that not everybody has must not be shared with the rest of the program: of
// functions that stand in several object files the linker keeps any one.
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace radici::test {
namespace {

std::filesystem::path object_of(std::string_view source)
{
    auto const build = std::filesystem::path{RADICI_PROGRAM}.parent_path().parent_path();
    for (auto const& entry :
         std::filesystem::recursive_directory_iterator{build / "src/radici/numerics"})
        if (entry.path().filename() == std::string{source} + ".o")
            return entry.path();
    return {};
}

/// Lines of nm for symbols that the linker may take from elsewhere: weak, or unique.
std::vector<std::string> shared_symbols(std::filesystem::path const& object)
{
    struct Close {
        void operator()(std::FILE* pipe) const { pclose(pipe); }
    };
    auto const command = "nm --demangle --defined-only '" + object.string() + "'";
    std::unique_ptr<std::FILE, Close> const pipe{popen(command.c_str(), "r")};
    std::vector<std::string> symbols;
    std::array<char, 4096> line{};
    while (pipe && std::fgets(line.data(), line.size(), pipe.get()) != nullptr) {
        std::string const text{line.data()};
        auto const kind = text.find_first_of("WwVvu");
        if (kind == 17 && text[18] == ' ')   // 16 digits, a space, the kind, a space
            symbols.push_back(text.substr(19));
    }
    return symbols;
}

void expect_only_templates_over(std::string const& vector, std::string_view source)
{
    auto const object = object_of(source);
    ASSERT_FALSE(object.empty()) << source << " has no object file below the build folder";
    auto const symbols = shared_symbols(object);
    EXPECT_GE(symbols.size(), 3u) << "one loop for one, two and four vectors";
    for (auto const& symbol : symbols)
        EXPECT_NE(symbol.find("detail::" + vector), std::string::npos)
            << source << " shares " << symbol;
}

TEST(LanesObjects, share_no_code_for_greater_processors)
{
    expect_only_templates_over("Four", "run_avx2.cpp");
    expect_only_templates_over("Eight", "run_avx512.cpp");
}

}   // namespace
}   // namespace radici::test
