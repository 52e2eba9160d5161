// One may look down, never up: every #include of src/ and apps/ against src/radici/layers.txt.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "source_tree.hpp"

namespace radici::test {
namespace {

struct Include {
    std::string file;    ///< who includes
    std::string place;   ///< with the line
    std::string target;
    bool quoted;
};

std::vector<Include> includes_below(std::filesystem::path const& folder)
{
    static std::regex const pattern{R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"};
    std::vector<Include> includes;
    for (auto const& file : files_below(folder, {".hpp", ".cpp"}))
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            if (std::smatch match; std::regex_search(file.lines[i], match, pattern))
                includes.push_back({file.path, place(file, i), match[2], match[1] == "\""});
    return includes;
}

/// "base" of "src/radici/base/error.hpp" or "radici/base/error.hpp"; nothing for other paths.
std::optional<std::string> floor_of(std::string const& path)
{
    static std::regex const pattern{R"(^(?:src/)?radici/([a-z_]+)/.+)"};
    std::smatch match;
    if (std::regex_match(path, match, pattern))
        return match[1];
    return std::nullopt;
}

std::size_t height_of(std::string const& floor)
{
    auto const all = floors();
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), floor) - all.begin());
}

TEST(Layers, list_and_folders_agree)
{
    std::set<std::string> folders;
    for (auto const& entry : std::filesystem::directory_iterator{RADICI_SOURCE_DIR "/src/radici"})
        if (entry.is_directory())
            folders.insert(entry.path().filename().string());
    auto const all = floors();
    EXPECT_EQ(folders, (std::set<std::string>{all.begin(), all.end()}));
    EXPECT_EQ(folders.size(), all.size()) << "a floor stands twice in layers.txt";
}

TEST(Layers, no_floor_includes_one_above_it)
{
    auto const includes = includes_below("src");
    ASSERT_GT(includes.size(), 100u);
    for (auto const& include : includes) {
        auto const from = floor_of(include.file);
        auto const to = floor_of(include.target);
        if (!to)
            continue;
        ASSERT_TRUE(from) << include.place;
        EXPECT_LT(height_of(*to), floors().size())
            << include.place << ": " << *to << " is no floor";
        EXPECT_LE(height_of(*to), height_of(*from))
            << include.place << ": " << *from << " looks up to " << *to;
    }
}

TEST(Layers, nobody_steps_around_the_rule)
{
    for (auto const& include : includes_below("src")) {
        auto const beside = std::filesystem::path{RADICI_SOURCE_DIR} / include.file;
        bool const short_cut =
            include.quoted && std::filesystem::exists(beside.parent_path() / include.target);
        EXPECT_FALSE(short_cut) << include.place << ": write the path from radici/";
    }
    for (auto const* folder : {"src", "apps"})
        for (auto const& include : includes_below(folder)) {
            auto const to = floor_of(include.target);
            bool const details = to && include.target.find("/detail/") != std::string::npos;
            EXPECT_TRUE(!details || floor_of(include.file) == to)
                << include.place << ": details of another floor";
        }
}

TEST(Layers, libraries_link_down_only)
{
    static std::regex const used{R"(Radici::([a-z_]+))"};
    for (auto const& file : files_below("src", {"CMakeLists.txt"}))
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            for (std::sregex_iterator match{file.lines[i].begin(), file.lines[i].end(), used}, end;
                 match != end; ++match)
                EXPECT_LT(height_of((*match)[1]), height_of(*floor_of(file.path)))
                    << place(file, i);
}

/// The CMakeLists.txt of a floor in one line.
std::string build_file_of(std::string const& floor)
{
    std::string text;
    auto const files = files_below("src/radici/" + floor, {"CMakeLists.txt"});
    for (auto const& line : files.at(0).lines)
        text += line + ' ';
    return text;
}

bool is_private(std::string const& header)
{
    return header.find("/detail/") != std::string::npos;
}

TEST(Layers, every_public_header_is_installed)
{
    for (auto const& floor : floors()) {
        auto const build_file = build_file_of(floor);
        for (auto const& header : files_below("src/radici/" + floor, {".hpp"})) {
            auto const name = header.path.substr(("src/radici/" + floor + "/").size());
            std::regex const listed{"[ (]" + std::regex_replace(name, std::regex{"\\."}, "\\.") +
                                    "[ )]"};
            EXPECT_TRUE(is_private(header.path) || std::regex_search(build_file, listed))
                << header.path << " is not among the HEADERS of its CMakeLists.txt";
        }
    }
}

/// Headers that are installed must not lean on headers that may not be.
TEST(Layers, public_headers_need_only_installed_ones)
{
    for (auto const& include : includes_below("src")) {
        bool const from_public = include.file.ends_with(".hpp") && !is_private(include.file);
        if (!from_public || !floor_of(include.target) || !is_private(include.target))
            continue;
        auto const name = include.target.substr(include.target.find("detail/"));
        EXPECT_NE(build_file_of(*floor_of(include.file)).find(name), std::string::npos)
            << include.place << ": list " << name << " among the HEADERS";
    }
}

}   // namespace
}   // namespace radici::test
