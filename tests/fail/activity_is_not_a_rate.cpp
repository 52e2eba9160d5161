// A becquerel counts decays; a repair rate does not.
// error: conversion from .*Quantity.* to non-scalar type
#include "radici/base/quantity.hpp"

using namespace radici;
using namespace radici::unit;

#ifdef RADICI_WRONG
[[maybe_unused]] Activity const wrong = 0.1 / h;
#endif
