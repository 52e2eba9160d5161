# Installs the build into a prefix of its own, then configures, builds and runs the guest project against that prefix.
#   cmake -D BUILD=… -D SOURCE=… -D WORK=… -D GENERATOR=… -D BUILD_TYPE=… -P try_package.cmake
function(step)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    string(JOIN " " command ${ARGN})
    message(FATAL_ERROR "${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
step(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
# Moved after installing: nothing in it may know where it was.
file(RENAME ${WORK}/prefix ${WORK}/moved)
step(${CMAKE_COMMAND} -S ${SOURCE}/tests/package -B ${WORK}/guest -G ${GENERATOR}
  -DCMAKE_BUILD_TYPE=${BUILD_TYPE} -DCMAKE_PREFIX_PATH=${WORK}/moved)
step(${CMAKE_COMMAND} --build ${WORK}/guest)
step(${WORK}/guest/guest)
if(NOT output STREQUAL "Lu-177 lives 6.65 d\n")
  message(FATAL_ERROR "The guest says: ${output}")
endif()

# The installed program finds the installed data by itself.
if(EXISTS ${WORK}/moved/bin/radici)
  step(${CMAKE_COMMAND} -E env --unset=RADICI_DATA ${WORK}/moved/bin/radici nuclide Lu-177 --json)
endif()
file(REMOVE_RECURSE ${WORK})
