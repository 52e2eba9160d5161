#include "radici/base/interrupt.hpp"

#include <csignal>

namespace radici {
namespace {

volatile std::sig_atomic_t raised = 0;

extern "C" void note_interrupt(int)
{
    raised = 1;
}

}   // namespace

void catch_interrupts()
{
    raised = 0;
    struct sigaction action {};
    action.sa_handler = note_interrupt;
    action.sa_flags =
        static_cast<int>(SA_RESETHAND) | SA_RESTART;   // a second signal ends the program
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted()
{
    return raised != 0;
}

}   // namespace radici
