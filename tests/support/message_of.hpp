#pragma once
#include <exception>
#include <string>

namespace radici::test {

/// The message of what `action` throws, or "nothing was thrown".
template <class Action>
std::string message_of(Action action)
{
    try {
        action();
    } catch (std::exception const& error) {
        return error.what();
    }
    return "nothing was thrown";
}

}   // namespace radici::test
