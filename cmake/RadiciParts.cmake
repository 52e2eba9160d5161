# The outside libraries (all from Debian; tools/packages.txt says why each is here).
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(TBB REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED)          # headers only: Boost.Math
if(RADICI_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
  include(GoogleTest)
endif()
if(RADICI_BENCH)
  find_package(benchmark REQUIRED)
endif()

if(RADICI_TESTS OR RADICI_BENCH)             # CVODES is the reference that our engine is held to, no part of the program
  if(NOT TARGET OpenMP::OpenMP_C)            # its package asks for OpenMP, CVODES uses none, and Clang comes without
    add_library(OpenMP::OpenMP_C INTERFACE IMPORTED)
  endif()
  find_package(SUNDIALS 6.4 REQUIRED COMPONENTS cvodes nvecserial)
endif()

# HDF5: always the serial build (plain "hdf5" of pkg-config turns into the MPI one when PETSc is installed).
find_package(PkgConfig REQUIRED)
pkg_check_modules(HDF5_SERIAL REQUIRED IMPORTED_TARGET hdf5-serial)
if(RADICI_TESTS)
  pkg_check_modules(XRAYLIB REQUIRED IMPORTED_TARGET libxrl)   # an oracle of the tests, never of the program
endif()
