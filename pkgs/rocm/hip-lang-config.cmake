# CMake reads this file for its language HIP (CMakeDetermineHIPCompiler.cmake). It defines the target that everything in
# HIP is linked with. Debian's own file names the folders of Debian's packages.
get_filename_component(_rocm "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
add_library(hip-lang::device INTERFACE IMPORTED)
set_target_properties(hip-lang::device PROPERTIES
  INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "$<$<COMPILE_LANGUAGE:HIP>:${_rocm}/include>")
set(_CMAKE_HIP_DEVICE_RUNTIME_TARGET hip-lang::device)
unset(_rocm)
