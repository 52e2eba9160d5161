// A biologically effective dose is no absorbed dose, though both are in Gy.
// error: conversion from .*AbsorbedDoseKind.* to non-scalar type
#include "radici/base/quantity.hpp"

using namespace radici;
using namespace radici::unit;

#ifdef RADICI_WRONG
[[maybe_unused]] Bed const wrong = 25.0 * Gy;
#endif
