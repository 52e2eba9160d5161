// Any bytes end in a document or in a located error.
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "radici/base/document.hpp"
#include "support/message_of.hpp"
#include "support/temporary_folder.hpp"

namespace radici {
namespace {

using test::message_of;
using testing::HasSubstr;
using testing::StartsWith;

std::string error_of(std::string const& text)
{
    return message_of([&] { static_cast<void>(Document::parse(text, "f.toml")); });
}

TEST(DocumentFile, missing_or_a_folder)
{
    test::TemporaryFolder const folder;
    auto open = [](std::filesystem::path const& file) {
        return message_of([&] { static_cast<void>(Document::open(file)); });
    };
    auto const missing = folder.path() / "none.toml";
    EXPECT_EQ(open(missing), missing.string() + ": cannot be read (No such file or directory)");
    EXPECT_EQ(open(folder.path()),
              folder.path().string() + ": cannot be read (it is a folder) - name a file");
}

TEST(DocumentFile, is_read_from_disk_under_its_own_name)
{
    test::TemporaryFolder const folder;
    auto const file = folder.path() / "x.toml";
    std::ofstream{file} << "a = 1\nb = \"2\n";
    EXPECT_THAT(message_of([&] { static_cast<void>(Document::open(file)); }),
                StartsWith(file.string() + ":2: this is no valid TOML ("));
}

TEST(DocumentBytes, empty_files)
{
    for (char const* text : {"", "\n", "  \n\t\n", "# only a remark\n", "\xef\xbb\xbf"})
        EXPECT_EQ(error_of(text), "f.toml:1: the file is empty (no key in it)");
}

TEST(DocumentBytes, binary_files)
{
    using namespace std::string_literals;
    EXPECT_EQ(
        error_of("a = 1\n\0"s),
        "f.toml:2: this is no text file (a zero byte in it) - a TOML file in UTF-8 is expected");
    EXPECT_THAT(error_of("\x7f"
                         "ELF\x02\x01\x01\0\0"s),
                StartsWith("f.toml:1: this is no text file"));
    EXPECT_THAT(error_of("a = 1\nb = 2\nc = \"\xff\xfe\""),
                HasSubstr("f.toml:3: this is no text file (byte 0xff"));
    for (char const* bad : {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80",
                            "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe2\x82"})
        EXPECT_THAT(error_of("a = \"" + std::string{bad} + "\""), HasSubstr("is no UTF-8")) << bad;
    EXPECT_EQ(error_of("a = \"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\""), "nothing was thrown");
}

TEST(DocumentBytes, a_file_cut_anywhere_is_read_or_refused_with_its_line)
{
    std::string const whole =
        "[study]\nname = \"a\"\nlist = [1, 2,\n 3]\n[[arm]]\nx = { y = \"7.4 GBq\", "
        "z = '''a\nb''' }\n";
    ASSERT_EQ(error_of(whole), "nothing was thrown");
    int refused = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        auto const message = error_of(whole.substr(0, size));
        if (message == "nothing was thrown")
            continue;
        EXPECT_THAT(message, testing::ContainsRegex("^f\\.toml:[1-7]: ")) << size;
        ++refused;
    }
    EXPECT_GT(refused, 40);
}

TEST(DocumentBytes, depth_is_limited)
{
    auto times = [](int n, std::string const& text) {
        std::string all;
        for (int i = 0; i < n; ++i)
            all += text;
        return all;
    };
    int const many = 200000;
    EXPECT_THAT(error_of(times(many, "a.") + "a = 1"), HasSubstr("too deep"));
    EXPECT_THAT(error_of("[" + times(many, "a.") + "a]"), HasSubstr("too deep"));
    EXPECT_THAT(error_of(times(many, "\"=\".") + "a = 1"), HasSubstr("too deep"));
    EXPECT_THAT(error_of("x = " + times(many, "[")),
                HasSubstr("exceeded maximum nested value depth"));
    EXPECT_THAT(error_of("x = " + times(many, "{a=")),
                HasSubstr("exceeded maximum nested value depth"));
    EXPECT_THAT(error_of("x = " + times(100, "[") + times(100, "]")),
                HasSubstr("nested too deeply"));
    EXPECT_EQ(error_of("x = \"" + times(many, ".") + "\" # " + times(many, ".")),
              "nothing was thrown");
    EXPECT_EQ(error_of("x = \"\"\"" + times(many, ".\n") + "\"\"\""), "nothing was thrown");
}

TEST(DocumentBytes, doubled_keys_and_bad_numbers)
{
    EXPECT_THAT(error_of("a = 1\na = 2\n"), StartsWith("f.toml:2: this is no valid TOML"));
    EXPECT_THAT(error_of("a = 99999999999999999999\n"),
                StartsWith("f.toml:1: this is no valid TOML"));
    auto const document = Document::parse("a = nan\nb = -inf\n", "f.toml");
    EXPECT_EQ(message_of([&] { static_cast<void>(document.root().at("a").number()); }),
              "f.toml:1: a: nan (a finite number is expected)");
    EXPECT_EQ(message_of([&] { static_cast<void>(document.root().at("b").in("-")); }),
              "f.toml:2: b: -inf (a finite number is expected)");
}

/// Reads everything in a document in every way there is; only a StudyError may come out.
void read_all(Node const& node)
{
    auto tried = [](auto action) {
        try {
            action();
        } catch (StudyError const&) {   // the answer we want of a value of another type
        }
    };
    tried([&] { static_cast<void>(node.text()); });
    tried([&] { static_cast<void>(node.number()); });
    tried([&] { static_cast<void>(node.integer()); });
    tried([&] { static_cast<void>(node.boolean()); });
    tried([&] { static_cast<void>(node.in("GBq")); });
    tried([&] { static_cast<void>(node.in("-")); });
    tried([&] {
        for (auto const& item : node.items())
            read_all(item);
    });
    tried([&] {
        for (auto const& [key, child] : node.entries())
            read_all(child);
    });
    node.finish();
}

void read_anything(std::string const& bytes)
{
    try {
        auto const document = Document::parse(bytes, "f.toml");
        read_all(document.root());
        auto const text = document.to_toml();
        RC_ASSERT(Document::parse(text, "g.toml").to_toml() == text);
    } catch (StudyError const& error) {
        RC_ASSERT(error.where().file == "f.toml");
        RC_ASSERT(error.where().line >= 1);
    }
}

RC_GTEST_PROP(DocumentProperty, random_bytes, (std::string const& bytes))
{
    read_anything(bytes);
}

RC_GTEST_PROP(DocumentProperty, random_toml_words, ())
{
    static std::vector<std::string> const words{
        "a",   "b.c",   " = ",        "=",           "[",        "]",      "[[",   "]]", "{",
        "}",   "\n",    "\n",         "\"",          "'",        "\"\"\"", "'''",  "1",  "-0.5",
        "1e9", "nan",   "2024-01-01", "true",        ",",        "#",      "\\u0", "\\", "\r\n",
        "\t",  "\"x\"", "7.4 GBq",    "\"7.4 GBq\"", "\xc3\xa9", "\x01",   "inf",  "_",  "."};
    auto const picked = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words));
    std::string text;
    for (auto const& word : picked)
        text += word;
    read_anything(text);
}

RC_GTEST_PROP(DocumentProperty, a_good_file_with_one_byte_changed, ())
{
    std::string text =
        "[study]\nname = \"a\"\npatients = 200\n[[arm]]\nx = { y = \"7.4 GBq\", z = 1e3 }\n";
    auto const at = *rc::gen::inRange<std::size_t>(0, text.size());
    text[at] = *rc::gen::arbitrary<char>();
    read_anything(text);
}

}   // namespace
}   // namespace radici
