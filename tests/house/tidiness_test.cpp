// Rules of CONTRIBUTING.md that a program can check.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "source_tree.hpp"

namespace radici::test {
namespace {

/// Folders of one machine. Put together here, so that this file holds none of them.
std::string machine_path_in(std::string const& line)
{
    for (std::string_view const name : {"work", "farm", "root", "home", "tmp"}) {
        auto const path = '/' + std::string{name} + '/';
        for (auto at = line.find(path); at != std::string::npos; at = line.find(path, at + 1)) {
            auto const before = at == 0 ? ' ' : line[at - 1];
            if (std::isalnum(static_cast<unsigned char>(before)) == 0 && before != '_' &&
                before != '.')
                return path;
        }
    }
    return "";
}

TEST(Tidiness, no_file_knows_a_machine)
{
    auto const files = files_below("");
    ASSERT_GT(files.size(), 100u);
    for (auto const& file : files)
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            EXPECT_EQ(machine_path_in(file.lines[i]), "") << place(file, i);
}

TEST(Tidiness, a_file_holds_one_idea)
{
    for (auto const* folder : {"src", "apps"})
        for (auto const& file : files_below(folder, {".hpp", ".cpp"}))
            EXPECT_LE(file.lines.size(), 400u) << file.path;
}

TEST(Tidiness, every_header_has_its_guard_and_none_opens_a_namespace)
{
    for (auto const* folder : {"src", "apps", "tests"})
        for (auto const& file : files_below(folder, {".hpp"})) {
            ASSERT_FALSE(file.lines.empty()) << file.path;
            EXPECT_EQ(file.lines[0], "#pragma once") << file.path;
            for (std::size_t i = 0; i < file.lines.size(); ++i)
                EXPECT_FALSE(file.lines[i].starts_with("using namespace")) << place(file, i);
        }
}

TEST(Tidiness, every_floor_has_its_page_and_its_tests)
{
    for (auto const& floor : floors()) {
        auto const pages = files_below("docs/methods", {"/" + floor + ".md"});
        ASSERT_EQ(pages.size(), 1u) << floor;
        EXPECT_GT(pages[0].lines.size(), 10u) << floor;
        EXPECT_FALSE(files_below("tests/" + floor, {"_test.cpp"}).empty()) << floor;
    }
}

/// Headers of outside libraries that cost seconds a file stay in sources.
TEST(Tidiness, heavy_headers_stay_out_of_ours)
{
    for (auto const& file : files_below("src", {".hpp"})) {
        if (file.path.find("/detail/") != std::string::npos)
            continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            for (std::string_view const heavy :
                 {"<toml++", "<nlohmann", "<CLI", "<boost", "<fmt", "<spdlog", "<Eigen",
                  "<sundials", "<cvodes", "<hdf5", "<tbb", "<iostream>", "<regex>"})
                EXPECT_FALSE(file.lines[i].starts_with("#include " + std::string{heavy}))
                    << place(file, i);
    }
}

TEST(Tidiness, floating_point_is_not_left_to_chance)
{
    auto files = files_below("cmake");
    for (auto const& file : files_below("src", {"CMakeLists.txt"}))
        files.push_back(file);
    for (auto const& file : files)
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            for (std::string_view const flag :
                 {"-ffast-math", "-Ofast", "-funsafe-math", "-march=native"})
                EXPECT_EQ(file.lines[i].find(flag), std::string::npos) << place(file, i);
}

}   // namespace
}   // namespace radici::test
