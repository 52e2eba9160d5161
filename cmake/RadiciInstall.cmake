# Installation and export: find_package(radici) gives Radici::<floor> and radici_DATA_DIR; tests/package tries it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(RADICI_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/radici)
set(RADICI_SHARE_DIR ${CMAKE_INSTALL_DATADIR}/radici)   # programs look at ../share/radici/data

install(EXPORT radiciTargets NAMESPACE Radici:: DESTINATION ${RADICI_CMAKE_DIR})
configure_package_config_file(cmake/radiciConfig.cmake.in ${PROJECT_BINARY_DIR}/radiciConfig.cmake
  INSTALL_DESTINATION ${RADICI_CMAKE_DIR} PATH_VARS RADICI_SHARE_DIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/radiciConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/radiciConfig.cmake ${PROJECT_BINARY_DIR}/radiciConfigVersion.cmake
  DESTINATION ${RADICI_CMAKE_DIR})

if(TARGET radici)
  install(TARGETS radici RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY data DESTINATION ${RADICI_SHARE_DIR} PATTERN CMakeLists.txt EXCLUDE)
foreach(folder IN ITEMS schema studies)
  if(EXISTS ${PROJECT_SOURCE_DIR}/${folder})
    install(DIRECTORY ${folder} DESTINATION ${RADICI_SHARE_DIR} PATTERN CMakeLists.txt EXCLUDE)
  endif()
endforeach()
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
