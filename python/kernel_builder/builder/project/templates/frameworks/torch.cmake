# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# A kernel that registers its ops with Torch.

find_python_package(TORCH_DIR torch)
set(FRAMEWORK_LIBRARY_FOLDER "${TORCH_DIR}/lib")
set(FRAMEWORK_LIBRARIES torch torch_cpu c10)
set(FRAMEWORK_USES_TORCH TRUE)
# The C++ standard: Torch's headers refuse an older one than theirs in a line such as `__cplusplus < 202002L`.
set(FRAMEWORK_CXX_STANDARD ${KERNEL_CXX_STANDARD})
if(EXISTS "${TORCH_DIR}/include/ATen/ATen.h")
  file(STRINGS "${TORCH_DIR}/include/ATen/ATen.h" refusal REGEX "__cplusplus < 20[0-9]+L")
  if(refusal MATCHES "< 20([0-9][0-9])" AND CMAKE_MATCH_1 GREATER KERNEL_CXX_STANDARD)
    set(FRAMEWORK_CXX_STANDARD ${CMAKE_MATCH_1})
  endif()
endif()
# Sources that are compiled with -fopenmp use the OpenMP library of Torch itself, which every process with Torch has
# loaded. The linker drops it from other libraries.
find_library(TORCH_OPENMP libgomp.so.1 HINTS "${TORCH_DIR}/lib" NO_DEFAULT_PATH)
if(TORCH_OPENMP)
  list(APPEND FRAMEWORK_LIBRARIES "${TORCH_OPENMP}")
endif()
# The module's entry.
set(FRAMEWORK_SYMBOLS "PyInit_*")

# Adds to `target` the folders and definitions that all sources are compiled with.
function(framework_compile target)
  # Only Python's headers: the library does not link against Python, and any Python from 3.9 on loads it.
  execute_process(
    COMMAND "${Python3_EXECUTABLE}" -c "import sysconfig; print(sysconfig.get_path('include'))"
    OUTPUT_VARIABLE python_include OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  target_include_directories(${target} SYSTEM INTERFACE
    "${python_include}" "${TORCH_DIR}/include" "${TORCH_DIR}/include/torch/csrc/api/include")
  if(DEFINED ${KERNEL_BACKEND}_TORCH_TARGET_VERSION)
    # Torch's headers then offer only the stable ABI of this version.
    target_compile_definitions(${target} INTERFACE TORCH_TARGET_VERSION=${${KERNEL_BACKEND}_TORCH_TARGET_VERSION})
  endif()
endfunction()

# Sets `result` to the framework's part of a variant's name, and `torch_version` to Torch's version.py.
function(framework_tag result torch_version)
  file(READ "${TORCH_DIR}/version.py" text)
  string(REGEX MATCH "__version__ = '([0-9]+)\\.([0-9]+)" matched "${text}")
  set(${result} "torch${CMAKE_MATCH_1}${CMAKE_MATCH_2}-cxx11" PARENT_SCOPE)
  if(DEFINED ${KERNEL_BACKEND}_STABLE_ABI)
    set(${result} "torch-stable-abi${${KERNEL_BACKEND}_STABLE_ABI}" PARENT_SCOPE)
  endif()
  set(${torch_version} "${text}" PARENT_SCOPE)
endfunction()

include("${CMAKE_CURRENT_LIST_DIR}/../library.cmake")
