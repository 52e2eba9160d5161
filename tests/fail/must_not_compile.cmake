# A file of this folder compiles as it stands and must fail with RADICI_WRONG, for the reason its second line gives.
#   cmake -D COMPILER=… -D INCLUDE=… -D FILE=… -P must_not_compile.cmake
set(command ${CMAKE_COMMAND} -E env LC_ALL=C ${COMPILER} -std=c++20 -fsyntax-only -I${INCLUDE} ${FILE})
execute_process(COMMAND ${command} RESULT_VARIABLE result ERROR_VARIABLE errors)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "The control does not compile:\n${errors}")
endif()

file(STRINGS ${FILE} reason REGEX "^// error: " LIMIT_COUNT 1)
string(REPLACE "// error: " "" reason "${reason}")
execute_process(COMMAND ${command} -DRADICI_WRONG RESULT_VARIABLE result ERROR_VARIABLE errors)
if(result EQUAL 0)
  message(FATAL_ERROR "It compiles, and must not.")
endif()
if(reason STREQUAL "" OR NOT errors MATCHES "error: ${reason}")
  message(FATAL_ERROR "It fails for another reason than \"${reason}\":\n${errors}")
endif()
