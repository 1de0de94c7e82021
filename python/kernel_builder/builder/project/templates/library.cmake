# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# The library of a compiled kernel. This file names no backend: the backend's file has the commands backend_*.

include("${CMAKE_CURRENT_LIST_DIR}/libraries.cmake")

set(CMAKE_CXX_STANDARD ${FRAMEWORK_CXX_STANDARD})
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
backend_enable_language()

# Sources are compiled with the usage requirements of one of these targets: `torch_free_sources` are those of the kernels
# in KERNEL_TORCH_FREE, which include nothing of Torch. Their objects serve every Torch.
set(KERNEL_TORCH_FREE "" CACHE STRING "Targets whose sources include nothing of Torch")
string(TOUPPER "${KERNEL_BACKEND}_KERNEL" backend_macro)
foreach(requirements IN ITEMS all_sources torch_free_sources)
  add_library(${requirements} INTERFACE)
  target_compile_definitions(${requirements} INTERFACE
    TORCH_EXTENSION_NAME=${OPS_ID} Py_LIMITED_API=0x03090000 ${backend_macro})
  target_include_directories(${requirements} INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}/${KERNEL_EXTENSION_FOLDER}")
  if(requirements STREQUAL "all_sources")
    framework_compile(${requirements})
  endif()
  target_compile_options(${requirements} INTERFACE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>)
  backend_compile(${requirements})
  # `-include src/a.h` is a path in the kernel's folder.
  target_include_directories(${requirements} INTERFACE
    "$<$<BOOL:$<TARGET_PROPERTY:HAS_FLAGS>>:${CMAKE_CURRENT_SOURCE_DIR}>")
endforeach()

# The kinds of flags of build.toml. `<kind>_CONDITION` selects the compilers that take them; sources in C take none. The
# backend's file adds its own kinds.
list(PREPEND FLAG_KINDS binding_flags cxx_flags)
set(binding_flags_CONDITION "$<NOT:$<COMPILE_LANGUAGE:C>>")
set(cxx_flags_CONDITION "$<COMPILE_LANGUAGE:CXX>")

# add_flags(<target> <kind> <words>): compiles the sources of a target with these words, which are quoted for the shell.
function(add_flags target kind words)
  set_target_properties(${target} PROPERTIES ${kind} "${words}" HAS_FLAGS TRUE)
endfunction()

# take_flags(<source>...): lets sources take the flags of the target that compiles them. The compiler gets exactly these
# words, after all others: CMake neither quotes nor splits COMPILE_FLAGS, and drops no word that it finds twice.
function(take_flags)
  set(flags)
  foreach(kind IN LISTS FLAG_KINDS)
    list(APPEND flags "$<${${kind}_CONDITION}:$<TARGET_PROPERTY:${kind}>>")
  endforeach()
  list(JOIN flags " " flags)
  set_source_files_properties(${ARGN} PROPERTIES COMPILE_FLAGS "${flags}")
endfunction()

# add_include_folders(<target> <folder>...): paths in the kernel's folder.
function(add_include_folders target)
  backend_include_folders(folders ${ARGN})
  target_include_directories(${target} PRIVATE ${folders})
endfunction()

# Links against the libraries of Torch for this backend, if the kernel uses Torch.
function(link_torch_libraries target)
  if(FRAMEWORK_USES_TORCH)
    target_link_libraries(${target} PRIVATE ${${KERNEL_BACKEND}_TORCH_LIBRARIES})
  endif()
endfunction()

# link_backend_libraries(<target> <folder>...): links against the backend's runtime, and against its other libraries and
# a stub of the driver's library, if they are in the folders. The linker drops the libraries that the kernel does not use.
function(link_backend_libraries target)
  foreach(library IN LISTS ${KERNEL_BACKEND}_RUNTIME_LIBRARIES)
    find_library(LIBRARY_${library} ${library} HINTS ${ARGN} REQUIRED)
    target_link_libraries(${target} PRIVATE ${LIBRARY_${library}})
  endforeach()
  foreach(library IN LISTS ${KERNEL_BACKEND}_OTHER_LIBRARIES)
    find_library(LIBRARY_${library} ${library} HINTS ${ARGN})
    if(LIBRARY_${library})
      target_link_libraries(${target} PRIVATE ${LIBRARY_${library}})
    endif()
  endforeach()
  foreach(library IN LISTS ${KERNEL_BACKEND}_DRIVER_LIBRARIES)
    find_library(LIBRARY_${library} ${library} HINTS ${ARGN} PATH_SUFFIXES stubs)
    if(LIBRARY_${library})
      target_link_libraries(${target} PRIVATE ${LIBRARY_${library}})
    endif()
  endforeach()
endfunction()

# add_kernel_library(<source>...): the library, from the sources of the binding.
function(add_kernel_library)
  backend_sources(sources ${ARGN})
  add_library(${OPS_ID} MODULE ${sources})
  check_shell_before(${OPS_ID})
  take_flags(${sources})
  set_target_properties(${OPS_ID} PROPERTIES PREFIX "" SUFFIX ".abi3.so" LINKER_LANGUAGE CXX
    LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/${KERNEL_MODULE}")
  target_link_libraries(${OPS_ID} PRIVATE all_sources)
  # All other symbols are local: two kernels may use the same C++ names.
  file(WRITE "${CMAKE_BINARY_DIR}/exports.map" "{ global: ${FRAMEWORK_SYMBOLS}; local: *; };\n")
  target_link_options(${OPS_ID} PRIVATE
    "-Wl,--version-script=${CMAKE_BINARY_DIR}/exports.map" -Wl,--as-needed "-L${FRAMEWORK_LIBRARY_FOLDER}")
  target_link_libraries(${OPS_ID} PRIVATE ${FRAMEWORK_LIBRARIES})
  backend_link(${OPS_ID})
  install(TARGETS ${OPS_ID} LIBRARY DESTINATION . COMPONENT module)
endfunction()

# begin_kernel(<target> <backend> [<argument>...]): sets KERNEL_IS_BUILT to whether this build compiles a kernel. The
# arguments are for the backend. A macro, so that the backend can set variables for the commands that follow.
macro(begin_kernel target backend)
  set(KERNEL_IS_BUILT FALSE)
  if(KERNEL_BACKEND STREQUAL "${backend}")
    backend_begin_kernel(KERNEL_IS_BUILT ${target} ${ARGN})
  endif()
endmacro()

# add_kernel(<target> <source>...): the sources of one kernel, linked into the library.
function(add_kernel target)
  backend_sources(sources ${ARGN})
  add_library(${target} OBJECT ${sources})
  check_shell_before(${target})
  take_flags(${sources})
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  if(target IN_LIST KERNEL_TORCH_FREE)
    target_link_libraries(${target} PRIVATE torch_free_sources)
    # The standard of Torch's headers is nothing to them.
    set_target_properties(${target} PROPERTIES
      CXX_STANDARD ${KERNEL_CXX_STANDARD} CUDA_STANDARD ${KERNEL_CXX_STANDARD} HIP_STANDARD ${KERNEL_CXX_STANDARD})
  else()
    target_link_libraries(${target} PRIVATE all_sources)
  endif()
  backend_kernel(${target})
  target_link_libraries(${OPS_ID} PRIVATE ${target})
endfunction()
