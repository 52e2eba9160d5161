#pragma once
#include "radici/base/data_folder.hpp"
#include "radici/nuclide/library.hpp"

namespace radici::nuclide {

/// The project's nuclides, read once for all tests of a program.
inline NuclideLibrary const& shared_library()
{
    static NuclideLibrary const library = NuclideLibrary::load(data_folder());
    return library;
}

}   // namespace radici::nuclide
