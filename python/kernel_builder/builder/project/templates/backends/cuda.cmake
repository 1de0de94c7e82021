# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# CUDA, compiled by nvcc or by clang.

macro(backend_enable_language)
  set(NVCC_THREADS 1 CACHE STRING "Threads of each nvcc, one per architecture")
  set(NVCC_JOBS 1 CACHE STRING "How many nvcc run at a time")
  # Each kernel has its own architectures; CMake's test of the compiler needs none.
  set(CMAKE_CUDA_ARCHITECTURES OFF)
  set(CMAKE_CUDA_STANDARD ${CMAKE_CXX_STANDARD})
  set(CMAKE_CUDA_VISIBILITY_PRESET hidden)
  set(CMAKE_CUDA_RUNTIME_LIBRARY Shared)
  enable_language(CUDA)
  set_property(GLOBAL PROPERTY JOB_POOLS nvcc=${NVCC_JOBS})
endmacro()

# The flags of build.toml (see add_flags): clang's are translated from nvcc's.
set(FLAG_KINDS cuda_flags clang_flags)
set(cuda_flags_CONDITION "$<COMPILE_LANG_AND_ID:CUDA,NVIDIA>")
set(clang_flags_CONDITION "$<COMPILE_LANG_AND_ID:CUDA,Clang>")

# During development: this machine's GPUs among the architectures that a kernel asks for. A kernel that asks for none
# gets code for this machine's GPUs.
function(default_architectures result)
  set(chosen)
  foreach(gpu IN LISTS CMAKE_CUDA_ARCHITECTURES_NATIVE)
    string(REGEX MATCH "^[0-9]+" number "${gpu}")
    foreach(asked IN LISTS ARGN)
      if(asked MATCHES "^${number}[af]?(-real)?$")
        list(APPEND chosen "${asked}")
      endif()
    endforeach()
  endforeach()
  if(chosen)
    list(REMOVE_DUPLICATES chosen)
  elseif(ARGN)
    set(chosen ${ARGN})
  elseif(CMAKE_CUDA_ARCHITECTURES_NATIVE)
    set(chosen native)
  else()
    set(chosen 80-real)
    message(STATUS "No GPU here: device code for 8.0 alone; -Dkernel_<name>_CUDA_ARCHITECTURES=... sets others")
  endif()
  set(${result} "${chosen}" PARENT_SCOPE)
endfunction()

# Arguments: ARCHITECTURES, as CMake names them, and OLDEST_COMPILER, the oldest CUDA that compiles the kernel.
function(backend_begin_kernel result target)
  cmake_parse_arguments(PARSE_ARGV 2 asked "" OLDEST_COMPILER ARCHITECTURES)
  set(${target}_CUDA_ARCHITECTURES "" CACHE STRING "Architectures for device code; `none` leaves the kernel out")
  set(architectures "${${target}_CUDA_ARCHITECTURES}")
  if(NOT architectures AND asked_OLDEST_COMPILER AND CMAKE_CUDA_COMPILER_VERSION VERSION_LESS asked_OLDEST_COMPILER)
    set(architectures none)
  elseif(NOT architectures)
    default_architectures(architectures ${asked_ARCHITECTURES})
  endif()
  if(architectures STREQUAL "none")
    set(${result} FALSE PARENT_SCOPE)
  else()
    set(${result} TRUE PARENT_SCOPE)
  endif()
  set(${target}_CUDA_ARCHITECTURES "${architectures}" PARENT_SCOPE)
endfunction()

# Lets the sources of a kernel launch __global__ templates that another of them instantiates. nvcc 13 keeps an
# instantiation to its source by default (option -static-global-template-stub); older compilers do not.
function(share_instantiations target)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cu$")
  list(LENGTH sources count)
  if(count LESS 2 OR NOT CMAKE_CUDA_COMPILER_ID STREQUAL "NVIDIA" OR CMAKE_CUDA_COMPILER_VERSION VERSION_LESS 13.0)
    return()
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})
  foreach(source IN LISTS sources)
    # `template <...>` declares, and `template __global__ void` instantiates.
    file(STRINGS "${source}" instantiations REGEX "template[ \t]+(__global__|void)" LIMIT_COUNT 1)
    if(instantiations)
      target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CUDA>:-static-global-template-stub=false>)
      return()
    endif()
  endforeach()
endfunction()

function(backend_kernel target)
  set_target_properties(${target} PROPERTIES CUDA_ARCHITECTURES "${${target}_CUDA_ARCHITECTURES}" JOB_POOL_COMPILE nvcc)
  share_instantiations(${target})
endfunction()

function(backend_compile target)
  target_compile_definitions(${target} INTERFACE USE_CUDA)
  target_include_directories(${target} SYSTEM INTERFACE ${CMAKE_CUDA_TOOLKIT_INCLUDE_DIRECTORIES})
  target_compile_options(${target} INTERFACE
    # GCC compiles Torch; newer clang mangles constrained template parameters differently (Itanium C++ ABI).
    $<$<COMPILE_LANG_AND_ID:CUDA,Clang>:-fclang-abi-compat=17>
    "$<$<COMPILE_LANG_AND_ID:CUDA,NVIDIA>:--threads=${NVCC_THREADS};--expt-relaxed-constexpr;--expt-extended-lambda>"
    "$<$<COMPILE_LANG_AND_ID:CUDA,NVIDIA>:-Xcompiler=-fno-gnu-unique>"
    "$<$<COMPILE_LANG_AND_ID:CUDA,Clang>:--include=${CMAKE_CURRENT_SOURCE_DIR}/${KERNEL_EXTENSION_FOLDER}/cuda_for_clang.h>"
    # nvcc computes square roots precisely by default, clang approximately; this makes clang precise too.
    "$<$<COMPILE_LANG_AND_ID:CUDA,Clang>:SHELL:-mllvm --nvvm-reflect-add=__CUDA_PREC_SQRT=1>")
endfunction()

# Compiles a kernel against CUTLASS. library: the name in build.toml, `cutlass_3_8`.
function(use_cutlass target library)
  string(TOUPPER "${library}" variable)
  find_path(${variable}_INCLUDE cutlass/cutlass.h HINTS "$ENV{${variable}_DIR}/include" NO_DEFAULT_PATH)
  if(NOT ${variable}_INCLUDE)
    string(REGEX REPLACE "^kernel_" "kernel." table "${target}")
    message(FATAL_ERROR "${table} depends on ${library}, whose sources were not found: set ${variable}_DIR in the environment to the folder with them")
  endif()
  target_compile_options(${target} PRIVATE
    "$<$<COMPILE_LANG_AND_ID:CUDA,Clang>:--include=${CMAKE_CURRENT_SOURCE_DIR}/${KERNEL_EXTENSION_FOLDER}/cutlass_for_clang.h>")
  # CUTLASS keeps its helpers for the host in a folder of their own.
  target_include_directories(${target} SYSTEM PRIVATE
    "${${variable}_INCLUDE}" "${${variable}_INCLUDE}/../tools/util/include")
endfunction()

# Stops if clang compiles here. The further arguments are lines that each name a flag of build.toml and the reason.
function(refuse_flags_for_clang)
  if(CMAKE_CUDA_COMPILER_ID STREQUAL "Clang")
    # A list would split a flag with `;`.
    math(EXPR last "${ARGC} - 1")
    foreach(index RANGE ${last})
      message(SEND_ERROR "${ARGV${index}}")
    endforeach()
    message(FATAL_ERROR "clang compiles CUDA here and cannot take these flags for nvcc: remove them from build.toml, or build with nvcc")
  endif()
endfunction()

function(backend_link target)
  link_torch_libraries(${target})
  link_backend_libraries(${target} ${CMAKE_CUDA_IMPLICIT_LINK_DIRECTORIES})
endfunction()

function(backend_tag result torch_version)
  set(tag "${KERNEL_BACKEND}")
  if(torch_version MATCHES "cuda[^=]*= '([0-9]+)\\.([0-9]+)")
    set(tag "cu${CMAKE_MATCH_1}${CMAKE_MATCH_2}")
  elseif(torch_version STREQUAL "" AND CMAKE_CUDA_COMPILER_VERSION MATCHES "^([0-9]+)\\.([0-9]+)")
    set(tag "cu${CMAKE_MATCH_1}${CMAKE_MATCH_2}")
  endif()
  set(${result} "${tag}" PARENT_SCOPE)
endfunction()
