# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# ROCm: HIP, compiled by AMD's clang. Sources for CUDA go through hipify.

macro(backend_enable_language)
  # Each kernel has its own architectures; CMake's test of the compiler needs one, and any will do.
  set(CMAKE_HIP_ARCHITECTURES gfx90a)
  set(CMAKE_HIP_PLATFORM amd)
  set(CMAKE_HIP_STANDARD ${CMAKE_CXX_STANDARD})
  set(CMAKE_HIP_EXTENSIONS OFF)
  set(CMAKE_HIP_VISIBILITY_PRESET hidden)
  enable_language(HIP)
  find_native_gpus(NATIVE_GPUS)
  find_headers(KERNEL_HEADERS)
  set(HIPIFIED "${CMAKE_BINARY_DIR}/hipified")
  if(KERNEL_MODULE STREQUAL "hipified")
    # The folder of the module has this name.
    string(APPEND HIPIFIED "-sources")
  endif()
endmacro()

# The flags of build.toml (see add_flags).
set(FLAG_KINDS hip_flags)
set(hip_flags_CONDITION "$<COMPILE_LANGUAGE:HIP>")

# Sets `result` to the architectures of this machine's GPUs. The driver writes 90010 for gfx90a: the major version, two
# digits for the minor version and two for the stepping.
function(find_native_gpus result)
  file(GLOB nodes /sys/class/kfd/kfd/topology/nodes/*/properties)
  set(gpus)
  foreach(node IN LISTS nodes)
    file(STRINGS "${node}" version REGEX "^gfx_target_version [1-9]")
    if(version MATCHES " ([0-9]+)([0-9][0-9])([0-9][0-9])$")
      math(EXPR minor "${CMAKE_MATCH_2}")
      math(EXPR stepping "${CMAKE_MATCH_3}" OUTPUT_FORMAT HEXADECIMAL)
      string(REPLACE 0x "" stepping "${stepping}")
      list(APPEND gpus "gfx${CMAKE_MATCH_1}${minor}${stepping}")
    endif()
  endforeach()
  set(${result} "${gpus}" PARENT_SCOPE)
endfunction()

# Sets `result` to the kernel's headers, by their paths in its folder.
function(find_headers result)
  set(patterns)
  foreach(folder IN LISTS KERNEL_HEADER_FOLDERS)
    list(APPEND patterns "${folder}/*.cuh" "${folder}/*.h" "${folder}/*.hpp")
  endforeach()
  file(GLOB_RECURSE headers RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" CONFIGURE_DEPENDS ${patterns})
  set(${result} "${headers}" PARENT_SCOPE)
endfunction()

# During development: this machine's GPUs among the architectures that a kernel asks for. A kernel that asks for none
# gets code for this machine's GPUs.
function(default_architectures result)
  set(chosen ${NATIVE_GPUS})
  if(ARGN)
    list(REMOVE_DUPLICATES chosen)
    set(asked ${ARGN})
    foreach(gpu IN LISTS NATIVE_GPUS)
      if(NOT gpu IN_LIST asked)
        list(REMOVE_ITEM chosen "${gpu}")
      endif()
    endforeach()
  endif()
  if(NOT chosen AND ARGN)
    set(chosen ${ARGN})
  elseif(NOT chosen)
    set(chosen gfx90a)
    message(STATUS "No GPU here: device code for gfx90a alone; -Dkernel_<name>_HIP_ARCHITECTURES=... sets others")
  endif()
  set(${result} "${chosen}" PARENT_SCOPE)
endfunction()

# Argument: ARCHITECTURES, such as gfx90a.
function(backend_begin_kernel result target)
  cmake_parse_arguments(PARSE_ARGV 2 asked "" "" ARCHITECTURES)
  set(${target}_HIP_ARCHITECTURES "" CACHE STRING "Architectures for device code")
  set(architectures "${${target}_HIP_ARCHITECTURES}")
  if(NOT architectures)
    default_architectures(architectures ${asked_ARCHITECTURES})
  endif()
  set(${result} TRUE PARENT_SCOPE)
  set(${target}_HIP_ARCHITECTURES "${architectures}" PARENT_SCOPE)
endfunction()

function(backend_kernel target)
  set_target_properties(${target} PROPERTIES HIP_ARCHITECTURES "${${target}_HIP_ARCHITECTURES}")
endfunction()

# Headers and sources in HIP stay as they are. hipify translates the other sources, and a copy of each header, in the
# build folder.
function(backend_sources result)
  set(originals)
  set(hipified)
  set(compiled)
  foreach(file IN LISTS ARGN)
    if(file MATCHES "\\.hip$" OR file IN_LIST KERNEL_HEADERS)
      list(APPEND compiled "${file}")
    else()
      string(REGEX REPLACE "\\.cu$" ".hip" target "${HIPIFIED}/${file}")
      list(APPEND originals "${file}")
      list(APPEND hipified "${target}")
      list(APPEND compiled "${target}")
    endif()
  endforeach()
  if(originals)
    add_custom_command(OUTPUT ${hipified}
      COMMAND "${Python3_EXECUTABLE}" "${CMAKE_CURRENT_SOURCE_DIR}/${KERNEL_EXTENSION_FOLDER}/hipify_sources.py"
        "${TORCH_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}" "${HIPIFIED}" ${KERNEL_HEADERS} -- ${originals}
      DEPENDS ${originals} ${KERNEL_HEADERS} ${KERNEL_EXTENSION_FOLDER}/hipify_sources.py
      WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
      COMMENT "hipify ${originals}" VERBATIM)
  endif()
  set(${result} ${compiled} PARENT_SCOPE)
endfunction()

# A hipified header is found before the header that it was made from.
function(backend_include_folders result)
  set(folders)
  foreach(folder IN LISTS ARGN)
    list(APPEND folders "${HIPIFIED}/${folder}" "${folder}")
  endforeach()
  set(${result} ${folders} PARENT_SCOPE)
endfunction()

function(backend_compile target)
  # The definitions that Torch's own extension builder passes (torch/utils/cpp_extension.py).
  target_compile_definitions(${target} INTERFACE
    USE_ROCM=1 __HIP_PLATFORM_AMD__=1 HIPBLAS_V2 HIP_ENABLE_WARP_SYNC_BUILTINS=1)
  target_include_directories(${target} SYSTEM INTERFACE "${CMAKE_HIP_COMPILER_ROCM_ROOT}/include")
  target_include_directories(${target} BEFORE INTERFACE "${HIPIFIED}/${KERNEL_EXTENSION_FOLDER}")
  # GCC compiles Torch; newer clang mangles constrained template parameters differently (Itanium C++ ABI).
  target_compile_options(${target} INTERFACE $<$<COMPILE_LANG_AND_ID:HIP,Clang>:-fclang-abi-compat=17>)
endfunction()

function(backend_link target)
  link_torch_libraries(${target})
  link_backend_libraries(${target} "${CMAKE_HIP_COMPILER_ROCM_ROOT}/lib")
endfunction()

function(backend_tag result torch_version)
  set(tag "${KERNEL_BACKEND}")
  if(torch_version MATCHES "hip[^=]*= '([0-9]+)\\.([0-9]+)")
    set(tag "rocm${CMAKE_MATCH_1}${CMAKE_MATCH_2}")
  endif()
  set(${result} "${tag}" PARENT_SCOPE)
endfunction()
