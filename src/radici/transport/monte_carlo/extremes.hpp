#pragma once
#include "radici/base/host_device.hpp"

namespace radici::transport {

// Without the library's care for NaN, which costs a call.
RADICI_HOT double least_of(double a, double b)
{
    return a < b ? a : b;
}
RADICI_HOT double most_of(double a, double b)
{
    return a > b ? a : b;
}

}   // namespace radici::transport
