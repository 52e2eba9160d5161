# radici_add_layer(NAME HEADERS … SOURCES … USES Radici::floor … LINKS lib …)
#   One floor of the house: library radici_NAME with alias Radici::NAME. USES names floors below and becomes part of the
#   interface; LINKS names outside libraries that only the sources see. A floor without SOURCES is an interface library.
include(GNUInstallDirs)
function(radici_add_layer name)
  cmake_parse_arguments(ARG "" "" "HEADERS;SOURCES;USES;LINKS" ${ARGN})
  set(target radici_${name})
  set(scope PUBLIC)
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    radici_compile_options(${target})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(Radici::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(${target} ${scope} cxx_std_20)
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/src FILES ${ARG_HEADERS})
  target_link_libraries(${target} ${scope} ${ARG_USES})
  if(ARG_LINKS)
    target_link_libraries(${target} PRIVATE ${ARG_LINKS})
  endif()
  install(TARGETS ${target} EXPORT radiciTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endfunction()

# radici_add_test(NAME SOURCES … USES …)   a GoogleTest program NAME_test; every test of it becomes a ctest of its own.
# Properties (RapidCheck) draw the same cases in every run: a red test stays red until it is mended.
function(radici_add_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name}_test ${ARG_SOURCES})
  radici_compile_options(${name}_test)
  foreach(source IN LISTS ARG_SOURCES)   # under the sanitizers g++ 12 finds fault with its own <regex>
    file(STRINGS ${source} uses_regex REGEX "#include <regex>" LIMIT_COUNT 1)
    if(RADICI_SANITIZE AND uses_regex)
      set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS -Wno-maybe-uninitialized)
    endif()
  endforeach()
  target_compile_definitions(${name}_test PRIVATE RADICI_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    RADICI_PROGRAM="${PROJECT_BINARY_DIR}/bin/radici")
  target_include_directories(${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${name}_test PRIVATE ${ARG_USES} GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}." PROPERTIES TIMEOUT 600
    ENVIRONMENT "RADICI_DATA=${PROJECT_SOURCE_DIR}/data;RC_PARAMS=seed=20210601 max_success=300")
endfunction()

# radici_add_bench(NAME SOURCES … USES …)   a Google Benchmark program NAME_bench; ./dev bench runs them all.
function(radici_add_bench name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name}_bench ${ARG_SOURCES})
  radici_compile_options(${name}_bench)
  target_compile_definitions(${name}_bench PRIVATE RADICI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name}_bench PRIVATE ${ARG_USES} benchmark::benchmark_main)
endfunction()

# radici_add_fuzzer(NAME SOURCES … USES …)   a libFuzzer program NAME_fuzz; ./dev fuzz runs them all.
function(radici_add_fuzzer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name}_fuzz ${ARG_SOURCES})
  radici_compile_options(${name}_fuzz)
  target_link_libraries(${name}_fuzz PRIVATE ${ARG_USES})
  target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzzers ${name}_fuzz)
endfunction()
