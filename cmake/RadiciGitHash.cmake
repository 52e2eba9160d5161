# Run at build time: cmake -DSOURCE=… -DOUTPUT=….hpp -P RadiciGitHash.cmake
# Writes the hash of the commit that is built; the file is touched only when the hash changes.
find_program(GIT git)
set(hash unknown)
if(GIT)
  execute_process(COMMAND ${GIT} rev-parse HEAD WORKING_DIRECTORY ${SOURCE}
    OUTPUT_VARIABLE head RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT failed)
    execute_process(COMMAND ${GIT} status --porcelain --untracked-files=no WORKING_DIRECTORY ${SOURCE}
      OUTPUT_VARIABLE changes ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
    set(hash ${head})
    if(changes)
      string(APPEND hash -modified)
    endif()
  endif()
endif()
set(text "#pragma once\n#define RADICI_GIT_HASH \"${hash}\"\n")
set(old "")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} old)
endif()
if(NOT old STREQUAL text)
  file(WRITE ${OUTPUT} "${text}")
endif()
