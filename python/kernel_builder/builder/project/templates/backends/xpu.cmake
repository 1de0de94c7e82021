# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# XPU: SYCL, compiled by kernel-builder's sycl++ or Intel's icpx, which compile the code for the host as well.

# kernel-builder's shells have sycl++ on the path.
macro(backend_before_project)
  if(NOT CMAKE_CXX_COMPILER)
    find_program(SYCLXX sycl++)
    if(SYCLXX)
      set(CMAKE_CXX_COMPILER "${SYCLXX}")
    endif()
  endif()
  if(NOT CMAKE_CXX_COMPILER)
    find_program(ICPX icpx HINTS "$ENV{CMPLR_ROOT}/bin" "$ENV{ONEAPI_ROOT}/compiler/latest/bin" /opt/intel/oneapi/compiler/latest/bin)
    if(NOT ICPX)
      message(FATAL_ERROR "KERNEL_BACKEND is \"${KERNEL_BACKEND}\", but Intel's compiler icpx is not on the path: source setvars.sh of oneAPI, or pass -DCMAKE_CXX_COMPILER=...")
    endif()
    set(CMAKE_CXX_COMPILER "${ICPX}")
  endif()
endmacro()

# The flags of build.toml (see add_flags).
set(FLAG_KINDS sycl_flags)
set(sycl_flags_CONDITION "$<COMPILE_LANGUAGE:CXX>")

function(backend_compile target)
  target_compile_definitions(${target} INTERFACE USE_XPU)
endfunction()

# Compiles a kernel as SYCL. By default, icpx assumes that there is no NaN; the precise model keeps it.
function(compile_sycl target)
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fsycl> $<$<COMPILE_LANGUAGE:CXX>:-fp-model=precise>)
endfunction()

# icpx links its own runtime, libsycl; sycl++ is told to.
function(backend_link target)
  target_link_options(${target} PRIVATE -fsycl)
  link_torch_libraries(${target})
  cmake_path(GET CMAKE_CXX_COMPILER FILENAME compiler)
  if(compiler STREQUAL "sycl++")
    cmake_path(GET CMAKE_CXX_COMPILER PARENT_PATH folder)
    link_backend_libraries(${target} "${folder}/../lib")
  endif()
endfunction()

function(backend_tag result torch_version)
  set(tag "${KERNEL_BACKEND}")
  # Torch writes 20250301 for oneAPI 2025.3.
  if(torch_version MATCHES "xpu[^=]*= '([0-9][0-9][0-9][0-9])0([0-9])")
    set(tag "xpu${CMAKE_MATCH_1}${CMAKE_MATCH_2}")
  endif()
  set(${result} "${tag}" PARENT_SCOPE)
endfunction()
