{% macro include_folders(target, folders, hipified) %}
{% for folder in folders %}
{% if hipified %}
if(KERNEL_BACKEND STREQUAL "rocm")
  # What hipify wrote goes before what it was made of.
  target_include_directories({{ target }} PRIVATE "${HIPIFIED}/{{ folder }}")
endif()
{% endif %}
target_include_directories({{ target }} PRIVATE {{ cmake(folder) }})
{% endfor %}
{% endmacro %}
if(NOT KERNEL_BACKEND MATCHES "^(cpu|cuda|rocm|xpu)$")
  message(FATAL_ERROR "These files build for cpu, cuda, rocm and xpu so far, and KERNEL_BACKEND is \"${KERNEL_BACKEND}\"")
endif()
set(CMAKE_CXX_STANDARD {{ cxx_standard }})
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

{% if "cuda" in backends %}
if(KERNEL_BACKEND STREQUAL "cuda")
  set(NVCC_THREADS 1 CACHE STRING "Threads of each nvcc, one per architecture")
  set(NVCC_JOBS 1 CACHE STRING "How many nvcc run at a time")
  # Each kernel has architectures of its own; the test of the compiler needs none.
  set(CMAKE_CUDA_ARCHITECTURES OFF)
  set(CMAKE_CUDA_STANDARD ${CMAKE_CXX_STANDARD})
  set(CMAKE_CUDA_VISIBILITY_PRESET hidden)
  set(CMAKE_CUDA_RUNTIME_LIBRARY Shared)
  enable_language(CUDA)
  set_property(GLOBAL PROPERTY JOB_POOLS nvcc=${NVCC_JOBS})

  # While developing: of the architectures a kernel asks for (none: whatever there is), those of this machine's GPUs.
  function(default_architectures result)
    set(found)
    foreach(gpu IN LISTS CMAKE_CUDA_ARCHITECTURES_NATIVE)
      string(REGEX MATCH "^[0-9]+" number "${gpu}")
      foreach(asked IN LISTS ARGN)
        if(asked MATCHES "^${number}[af]?(-real)?$")
          list(APPEND found "${asked}")
        endif()
      endforeach()
    endforeach()
    if(found)
      list(REMOVE_DUPLICATES found)
    elseif(ARGN)
      set(found ${ARGN})
    elseif(CMAKE_CUDA_ARCHITECTURES_NATIVE)
      set(found native)
    else()
      set(found 80-real)
      message(STATUS "No GPU here: device code for 8.0 alone; -Dkernel_<name>_CUDA_ARCHITECTURES=... sets others")
    endif()
    set(${result} "${found}" PARENT_SCOPE)
  endfunction()
endif()
{% endif %}

{% if "rocm" in backends %}
{% include "rocm.cmake" %}
{% endif %}

# Only the headers: the library is loaded by any Python from 3.9 on and links none.
execute_process(
  COMMAND "${Python3_EXECUTABLE}" -c "import sysconfig; print(sysconfig.get_path('include'))"
  OUTPUT_VARIABLE PYTHON_INCLUDE OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)

# What every source is compiled with.
add_library(kernel_common INTERFACE)
string(TOUPPER "${KERNEL_BACKEND}_KERNEL" BACKEND_MACRO)
target_compile_definitions(kernel_common INTERFACE
  TORCH_EXTENSION_NAME=${OPS_ID} Py_LIMITED_API=0x03090000 ${BACKEND_MACRO})
target_include_directories(kernel_common INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}/torch-ext")
{% if framework == "tvm-ffi" %}
target_include_directories(kernel_common SYSTEM INTERFACE "${TVM_FFI_DIR}/include")
{% else %}
target_include_directories(kernel_common SYSTEM INTERFACE
  "${PYTHON_INCLUDE}" "${TORCH_DIR}/include" "${TORCH_DIR}/include/torch/csrc/api/include")
{% endif %}
{% for backend, target in stable_abi.items() %}
if(KERNEL_BACKEND STREQUAL "{{ backend }}")
  # Nothing newer than what this Torch has, and nothing outside of its stable ABI.
  target_compile_definitions(kernel_common INTERFACE TORCH_TARGET_VERSION={{ target }})
endif()
{% endfor %}
target_compile_options(kernel_common INTERFACE
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>
  # Torch is compiled by GCC; newer clang names its templates otherwise (Itanium C++ ABI: constrained parameters).
  $<$<COMPILE_LANG_AND_ID:HIP,Clang>:-fclang-abi-compat=17> $<$<COMPILE_LANG_AND_ID:CUDA,Clang>:-fclang-abi-compat=17>)
{% if "rocm" in backends %}
if(KERNEL_BACKEND STREQUAL "rocm")
  # As Torch's own extension builder has them (torch/utils/cpp_extension.py).
  target_compile_definitions(kernel_common INTERFACE
    USE_ROCM=1 __HIP_PLATFORM_AMD__=1 HIPBLAS_V2 HIP_ENABLE_WARP_SYNC_BUILTINS=1)
  target_include_directories(kernel_common SYSTEM INTERFACE "${CMAKE_HIP_COMPILER_ROCM_ROOT}/include")
  target_include_directories(kernel_common BEFORE INTERFACE "${HIPIFIED}/torch-ext")
endif()
{% endif %}
{% if "cuda" in backends %}
if(KERNEL_BACKEND STREQUAL "cuda")
  target_compile_definitions(kernel_common INTERFACE USE_CUDA)
  target_include_directories(kernel_common SYSTEM INTERFACE ${CMAKE_CUDA_TOOLKIT_INCLUDE_DIRECTORIES})
  target_compile_options(kernel_common INTERFACE
    "$<$<COMPILE_LANG_AND_ID:CUDA,NVIDIA>:--threads=${NVCC_THREADS};--expt-relaxed-constexpr;--expt-extended-lambda>"
    "$<$<COMPILE_LANG_AND_ID:CUDA,NVIDIA>:-Xcompiler=-fno-gnu-unique>"
    "$<$<COMPILE_LANG_AND_ID:CUDA,Clang>:--include=${CMAKE_CURRENT_SOURCE_DIR}/torch-ext/cuda_for_clang.h>"
    {{ only_for_clang(precise_root) }})
endif()
{% endif %}

set(sources{% for file in src %} {{ cmake(file) }}{% endfor %})
{% if "rocm" in backends %}
if(KERNEL_BACKEND STREQUAL "rocm")
  hipify(sources ${sources})
endif()
{% endif %}
add_library(${OPS_ID} MODULE ${sources})
set_target_properties(${OPS_ID} PROPERTIES PREFIX "" SUFFIX ".abi3.so")
target_link_libraries(${OPS_ID} PRIVATE kernel_common)
{{ include_folders("${OPS_ID}", include, "rocm" in backends) -}}
{% for flag in cxx_flags %}
target_compile_options(${OPS_ID} PRIVATE {{ option(flag) }})
{% endfor %}
# Nothing but {{ "the functions of the TVM FFI are" if framework == "tvm-ffi" else "the module's entry is" }} seen from outside: two kernels may use the same C++ names.
file(WRITE "${CMAKE_BINARY_DIR}/exports.map" "{ global: {{ "__tvm_ffi_*" if framework == "tvm-ffi" else "PyInit_*" }}; local: *; };\n")
target_link_options(${OPS_ID} PRIVATE
  "-Wl,--version-script=${CMAKE_BINARY_DIR}/exports.map" -Wl,--as-needed "-L${{ "{" }}{{ package | upper }}_DIR}/lib")
target_link_libraries(${OPS_ID} PRIVATE {{ "tvm_ffi" if framework == "tvm-ffi" else "torch torch_cpu c10" }})
{% if "cuda" in backends %}
if(KERNEL_BACKEND STREQUAL "cuda")
  set_target_properties(${OPS_ID} PROPERTIES LINKER_LANGUAGE CXX)
  find_library(CUDART cudart HINTS ${CMAKE_CUDA_IMPLICIT_LINK_DIRECTORIES} REQUIRED)
  target_link_libraries(${OPS_ID} PRIVATE {% if framework == "torch" %}torch_cuda c10_cuda {% endif %}${CUDART})
  # CUDA's other libraries that come with Torch, of which the linker takes those that are used.
  foreach(library cublas cublasLt curand cusolver cusparse nvrtc)
    find_library(CUDA_${library} ${library} HINTS ${CMAKE_CUDA_IMPLICIT_LINK_DIRECTORIES})
    if(CUDA_${library})
      target_link_libraries(${OPS_ID} PRIVATE ${CUDA_${library}})
    endif()
  endforeach()
endif()
{% endif %}
{% if "rocm" in backends %}
if(KERNEL_BACKEND STREQUAL "rocm")
  set_target_properties(${OPS_ID} PROPERTIES LINKER_LANGUAGE CXX)
  find_library(AMDHIP64 amdhip64 HINTS "${CMAKE_HIP_COMPILER_ROCM_ROOT}/lib" REQUIRED)
  target_link_libraries(${OPS_ID} PRIVATE {% if framework == "torch" %}torch_hip c10_hip {% endif %}${AMDHIP64})
  # ROCm's other libraries that come with Torch, of which the linker takes those that are used.
  foreach(library hipblas hipblaslt hipfft hiprand hiprtc hipsolver hipsparse)
    find_library(ROCM_${library} ${library} HINTS "${CMAKE_HIP_COMPILER_ROCM_ROOT}/lib")
    if(ROCM_${library})
      target_link_libraries(${OPS_ID} PRIVATE ${ROCM_${library}})
    endif()
  endforeach()
endif()
{% endif %}
{% if "xpu" in backends %}
if(KERNEL_BACKEND STREQUAL "xpu")
  target_compile_definitions(kernel_common INTERFACE USE_XPU)
  target_link_options(${OPS_ID} PRIVATE -fsycl)
  target_link_libraries(${OPS_ID} PRIVATE {{ "torch_xpu c10_xpu" if framework == "torch" else "" }})
endif()
{% endif %}
{% for kernel in kernels %}

# [kernel.{{ kernel.name }}]
{% if kernel.backend == "cuda" %}
set({{ kernel.target }}_CUDA_ARCHITECTURES "" CACHE STRING "What to make device code for; `none` leaves the kernel out")
if(KERNEL_BACKEND STREQUAL "cuda" AND NOT {{ kernel.target }}_CUDA_ARCHITECTURES)
{% if kernel.cuda_minver %}
  if(CMAKE_CUDA_COMPILER_VERSION VERSION_LESS {{ kernel.cuda_minver }})
    set({{ kernel.target }}_CUDA_ARCHITECTURES none)
  endif()
{% endif %}
  if(NOT {{ kernel.target }}_CUDA_ARCHITECTURES STREQUAL "none")
    default_architectures({{ kernel.target }}_CUDA_ARCHITECTURES {{ kernel.architectures | join(" ") }})
  endif()
endif()
if(KERNEL_BACKEND STREQUAL "cuda" AND NOT {{ kernel.target }}_CUDA_ARCHITECTURES STREQUAL "none")
{% elif kernel.backend == "rocm" %}
set({{ kernel.target }}_HIP_ARCHITECTURES "" CACHE STRING "What to make device code for")
if(KERNEL_BACKEND STREQUAL "rocm" AND NOT {{ kernel.target }}_HIP_ARCHITECTURES)
  default_hip_architectures({{ kernel.target }}_HIP_ARCHITECTURES {{ (kernel.rocm_archs or []) | join(" ") }})
endif()
if(KERNEL_BACKEND STREQUAL "rocm")
{% else %}
if(KERNEL_BACKEND STREQUAL "{{ kernel.backend }}")
{% endif %}
  set(sources{% for file in kernel.src %} {{ cmake(file) }}{% endfor %})
{% if kernel.backend == "rocm" %}
  hipify(sources ${sources})
{% endif %}
  add_library({{ kernel.target }} OBJECT ${sources})
  set_target_properties({{ kernel.target }} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_link_libraries({{ kernel.target }} PRIVATE kernel_common)
{{ include_folders(kernel.target, kernel.include, kernel.backend == "rocm") -}}
{% for flag in kernel.cxx_flags %}
  target_compile_options({{ kernel.target }} PRIVATE {{ only_for("CXX", flag) }})
{% endfor %}
{% if kernel.backend == "cuda" %}
  set_target_properties({{ kernel.target }} PROPERTIES
    CUDA_ARCHITECTURES "${% raw %}{{% endraw %}{{ kernel.target }}_CUDA_ARCHITECTURES}" JOB_POOL_COMPILE nvcc)
{% for library in kernel.depends if library.startswith("cutlass_") %}
  find_path({{ library | upper }}_INCLUDE cutlass/cutlass.h HINTS "$ENV{ {{- library | upper }}_DIR}/include" NO_DEFAULT_PATH)
  if(NOT {{ library | upper }}_INCLUDE)
    message(FATAL_ERROR "kernel.{{ kernel.name }} depends on {{ library }}: set {{ library | upper }}_DIR to a folder with its sources")
  endif()
  target_compile_options({{ kernel.target }} PRIVATE
    "$<$<COMPILE_LANG_AND_ID:CUDA,Clang>:--include=${CMAKE_CURRENT_SOURCE_DIR}/torch-ext/cutlass_for_clang.h>")
  # CUTLASS has its host-side helpers in a folder of their own.
  target_include_directories({{ kernel.target }} SYSTEM PRIVATE
    "${% raw %}{{% endraw %}{{ library | upper }}_INCLUDE}" "${% raw %}{{% endraw %}{{ library | upper }}_INCLUDE}/../tools/util/include")
{% endfor %}
{% for flag in kernel.cuda_flags %}
  target_compile_options({{ kernel.target }} PRIVATE {{ only_for("CUDA", flag, "NVIDIA") }})
{% endfor %}
{% for words in kernel.clang.flags %}
  target_compile_options({{ kernel.target }} PRIVATE {{ only_for_clang(words) }})
{% endfor %}
{% if kernel.clang.problems %}
  if(CMAKE_CUDA_COMPILER_ID STREQUAL "Clang")
{% for problem in kernel.clang.problems %}
    message(SEND_ERROR {{ cmake("build.toml: kernel." ~ kernel.name ~ ".cuda-flags: " ~ problem) }})
{% endfor %}
    message(FATAL_ERROR "These are flags for nvcc, and clang compiles here")
  endif()
{% endif %}
{% endif %}
{% if kernel.backend == "xpu" %}
  # Unless it is told to be precise, this compiler takes it that there is no NaN.
  target_compile_options({{ kernel.target }} PRIVATE -fsycl -fp-model=precise)
{% for flag in kernel.sycl_flags %}
  target_compile_options({{ kernel.target }} PRIVATE {{ option(flag) }})
{% endfor %}
{% endif %}
{% if kernel.backend == "rocm" %}
  set_target_properties({{ kernel.target }} PROPERTIES
    HIP_ARCHITECTURES "${% raw %}{{% endraw %}{{ kernel.target }}_HIP_ARCHITECTURES}")
{% for flag in kernel.hip_flags %}
  target_compile_options({{ kernel.target }} PRIVATE {{ only_for("HIP", flag) }})
{% endfor %}
{% endif %}
  target_link_libraries(${OPS_ID} PRIVATE {{ kernel.target }})
endif()
{% endfor %}
