#pragma once
#include <string>

#include <gtest/gtest.h>

namespace radici::test {

/// Keeps why a row of features.csv is not met where tools/make_features.py finds it.
inline void note_not_met(std::string const& reason)
{
    testing::Test::RecordProperty("not_met", reason);
}

/// What a row that holds showed, in one line with numbers.
inline void note_shown(std::string const& what)
{
    testing::Test::RecordProperty("shown", what);
}

}   // namespace radici::test

/// Ends a test whose row does not hold or has a part that is not built: short, honest, with what
/// was measured. The test is then skipped; tests/expected_skips.txt must name it.
#define RADICI_NOT_MET(reason)                                                                     \
    do {                                                                                           \
        std::string const radici_why{reason};                                                      \
        ::radici::test::note_not_met(radici_why);                                                  \
        GTEST_SKIP() << "not met: " << radici_why;                                                 \
    } while (false)
