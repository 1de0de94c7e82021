# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# What a build folder was made for: a build for something else would mix the objects of both.

# Sets `result` to the shell of kernel-builder that this runs in.
function(current_shell result)
  if(DEFINED ENV{KERNEL_VARIANT})
    set(${result} "$ENV{KERNEL_VARIANT} with $ENV{TORCH_DIR}$ENV{TVM_FFI_DIR}" PARENT_SCOPE)
  else()
    set(${result} "the machine's own tools" PARENT_SCOPE)
  endif()
endfunction()

function(refuse_folder folder made_for wanted)
  message(FATAL_ERROR "${folder} was made for ${made_for}, but this is ${wanted}. "
    "To make it anew: cmake --fresh -B ${folder}")
endfunction()

# check_made_for(<what> <value>): stops if the build folder was made for another value; else remembers it.
function(check_made_for what value)
  if(DEFINED KERNEL_MADE_FOR_${what} AND NOT "${KERNEL_MADE_FOR_${what}}" STREQUAL "${value}")
    refuse_folder("${CMAKE_BINARY_DIR}" "${KERNEL_MADE_FOR_${what}}" "${value}")
  endif()
  set(KERNEL_MADE_FOR_${what} "${value}" CACHE INTERNAL "What this build folder was made for: ${what}")
endfunction()

# Lets each build of a target first check that it runs in the shell for which the build folder was made.
function(check_shell_before target)
  if(DEFINED ENV{KERNEL_VARIANT} AND NOT TARGET made_for_this_shell)
    add_custom_target(made_for_this_shell
      COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${CMAKE_BINARY_DIR}" "-DMADE_FOR=${KERNEL_MADE_FOR_shell}"
        -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/made_for.cmake"
      COMMENT "Checking that the build folder is for this shell" VERBATIM)
  endif()
  if(TARGET made_for_this_shell)
    add_dependencies(${target} made_for_this_shell)
  endif()
endfunction()

# As a script, `cmake -DFOLDER=... -DMADE_FOR=... -P made_for.cmake`: checks the shell in which a build runs.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  current_shell(shell)
  if(NOT "${shell}" STREQUAL "${MADE_FOR}")
    refuse_folder("${FOLDER}" "${MADE_FOR}" "${shell}")
  endif()
endif()
