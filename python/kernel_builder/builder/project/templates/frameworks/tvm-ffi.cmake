# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# A kernel that exports its functions to the TVM FFI.

find_python_package(TVM_FFI_DIR tvm_ffi)
set(FRAMEWORK_LIBRARY_FOLDER "${TVM_FFI_DIR}/lib")
set(FRAMEWORK_LIBRARIES tvm_ffi)
set(FRAMEWORK_USES_TORCH FALSE)
set(FRAMEWORK_CXX_STANDARD ${KERNEL_CXX_STANDARD})
# The exported functions.
set(FRAMEWORK_SYMBOLS "__tvm_ffi_*")

# Adds to `target` the folders that all sources are compiled with.
function(framework_compile target)
  target_include_directories(${target} SYSTEM INTERFACE "${TVM_FFI_DIR}/include")
endfunction()

# Sets `result` to the framework's part of a variant's name, and `torch_version` to nothing.
function(framework_tag result torch_version)
  file(STRINGS "${TVM_FFI_DIR}/_version.py" text REGEX "^__version__ = ")
  string(REGEX MATCH "'([0-9]+)\\.([0-9]+)" matched "${text}")
  set(${result} "tvm-ffi${CMAKE_MATCH_1}${CMAKE_MATCH_2}" PARENT_SCOPE)
  set(${torch_version} "" PARENT_SCOPE)
endfunction()

include("${CMAKE_CURRENT_LIST_DIR}/../library.cmake")
