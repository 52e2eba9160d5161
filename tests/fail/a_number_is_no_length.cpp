// A value without a unit is no quantity.
// error: conversion from .double. to non-scalar type
#include "radici/base/quantity.hpp"

using namespace radici;
using namespace radici::unit;

#ifdef RADICI_WRONG
[[maybe_unused]] Length const wrong = 3.0;
#endif
