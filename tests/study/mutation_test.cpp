#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "radici/base/error.hpp"
#include "radici/study/reader.hpp"
#include "study/sample_study.hpp"

namespace radici::study {
namespace {

/// A study file with something wrong in it is read or refused with a place in the file; it never
/// comes to anything else.
void expect_read_or_refused(std::string const& text)
{
    std::string resolved;
    try {
        resolved = resolved_toml(test::read_text_study(text));
    } catch (StudyError const& error) {
        RC_ASSERT(!error.where().file.empty());
        RC_ASSERT(std::string{error.what()}.find_first_of("\n\r\t") == std::string::npos);
    }
    if (!resolved.empty())   // what was read can be written and read again
        static_cast<void>(test::read_text_study(resolved));
}

RC_GTEST_PROP(Mutation, bytes_changed_at_random_do_no_harm, ())
{
    auto text = test::sample_study();
    auto const count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
        auto const at = *rc::gen::inRange<std::size_t>(0, text.size());
        switch (*rc::gen::inRange(0, 3)) {
        case 0:
            text[at] = *rc::gen::arbitrary<char>();
            break;
        case 1:
            text.erase(at, 1);
            break;
        default:
            text.insert(at, 1, *rc::gen::elementOf(std::string{"0123456789.-+e\"[]{}=,# \n\\"}));
        }
    }
    expect_read_or_refused(text);
}

RC_GTEST_PROP(Mutation, pieces_moved_about_do_no_harm, ())
{
    auto text = test::sample_study();
    auto const from = *rc::gen::inRange<std::size_t>(0, text.size());
    auto const length = *rc::gen::inRange<std::size_t>(1, 80);
    auto const piece = text.substr(from, length);
    text.erase(from, length);
    text.insert(*rc::gen::inRange<std::size_t>(0, text.size()), piece);
    expect_read_or_refused(text);
}

TEST(Mutation, every_truncation_is_read_or_refused)
{
    auto const text = test::sample_study();
    for (std::size_t size = 1; size < text.size(); ++size) {
        try {
            static_cast<void>(test::read_text_study(text.substr(0, size)));
        } catch (StudyError const& error) {
            EXPECT_GE(error.where().line, 1) << error.what();
        }
    }
}

}   // namespace
}   // namespace radici::study
