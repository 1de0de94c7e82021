# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# Chooses the backend, before project(). A compiled kernel needs the CMake file of its backend.

include("${CMAKE_CURRENT_LIST_DIR}/made_for.cmake")
current_shell(shell)
check_made_for(shell "${shell}")

# A development shell names its backend in the environment.
list(GET KERNEL_BACKENDS 0 default_backend)
if(DEFINED ENV{KERNEL_BACKEND})
  set(default_backend "$ENV{KERNEL_BACKEND}")
endif()
list(JOIN KERNEL_BACKENDS ", " backends)
set(KERNEL_BACKEND "${default_backend}" CACHE STRING "The backend to build for: ${backends}")

check_made_for(backend "${KERNEL_BACKEND}")

if(KERNEL_FRAMEWORK STREQUAL "torch-noarch")
  return()
endif()
set(backend_file "${CMAKE_CURRENT_LIST_DIR}/backends/${KERNEL_BACKEND}.cmake")
if(NOT KERNEL_BACKEND IN_LIST KERNEL_BACKENDS OR NOT EXISTS "${backend_file}")
  set(buildable)
  foreach(backend IN LISTS KERNEL_BACKENDS)
    if(EXISTS "${CMAKE_CURRENT_LIST_DIR}/backends/${backend}.cmake")
      list(APPEND buildable "${backend}")
    endif()
  endforeach()
  if(NOT buildable)
    message(FATAL_ERROR "CMake cannot build this kernel for its backends (${backends}): add another, such as cpu, to backends in build.toml")
  endif()
  list(JOIN buildable ", " buildable)
  message(FATAL_ERROR "KERNEL_BACKEND is \"${KERNEL_BACKEND}\", but these files build this kernel for: ${buildable}. Pass one of these as -DKERNEL_BACKEND=...")
endif()

# The file of a backend redefines those of the commands below that the backend needs in another form.

# Runs before project(), which looks for the C++ compiler.
macro(backend_before_project)
endmacro()

# Enables the language of the device code and sets its defaults. CMake wants enable_language() outside of functions.
macro(backend_enable_language)
endmacro()

# Sets `result` to the sources to compile instead of the given sources.
function(backend_sources result)
  set(${result} ${ARGN} PARENT_SCOPE)
endfunction()

# Sets `result` to the include folders to use instead of the given folders.
function(backend_include_folders result)
  set(${result} ${ARGN} PARENT_SCOPE)
endfunction()

# Sets `result` to whether a kernel is built. The further arguments come from the kernel's table in build.toml.
function(backend_begin_kernel result target)
  set(${result} TRUE PARENT_SCOPE)
endfunction()

# Sets the properties of a kernel's target.
function(backend_kernel target)
endfunction()

# Adds to `target` the definitions, folders and options that all sources are compiled with.
function(backend_compile target)
endfunction()

# Links `target` against the libraries of the backend.
function(backend_link target)
endfunction()

# Sets `result` to the backend's part of a variant's name. torch_version: Torch's version.py; empty without Torch.
function(backend_tag result torch_version)
  set(${result} "${KERNEL_BACKEND}" PARENT_SCOPE)
endfunction()

include("${backend_file}")
backend_before_project()
