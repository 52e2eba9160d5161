#include "radici/base/interrupt.hpp"

#include <csignal>

#include <gtest/gtest.h>

namespace radici {
namespace {

class Interrupt : public testing::TestWithParam<int> {
protected:
    void TearDown() override { std::signal(GetParam(), SIG_DFL); }
};

TEST_P(Interrupt, raises_a_flag_and_catching_again_lowers_it)
{
    catch_interrupts();
    EXPECT_FALSE(interrupted());
    std::raise(GetParam());
    EXPECT_TRUE(interrupted());
    catch_interrupts();
    EXPECT_FALSE(interrupted());
}

TEST_P(Interrupt, a_second_signal_ends_the_program)
{
    EXPECT_EXIT(
        {
            catch_interrupts();
            std::raise(GetParam());
            std::raise(GetParam());
        },
        testing::KilledBySignal(GetParam()), "");
}

INSTANTIATE_TEST_SUITE_P(Signals, Interrupt, testing::Values(SIGINT, SIGTERM));

}   // namespace
}   // namespace radici
