if(KERNEL_BACKEND STREQUAL "rocm")
  # Each kernel has architectures of its own; the test of the compiler needs any.
  set(CMAKE_HIP_ARCHITECTURES gfx90a)
  set(CMAKE_HIP_PLATFORM amd)
  set(CMAKE_HIP_STANDARD ${CMAKE_CXX_STANDARD})
  set(CMAKE_HIP_EXTENSIONS OFF)
  set(CMAKE_HIP_VISIBILITY_PRESET hidden)
  enable_language(HIP)

  # While developing: of the architectures a kernel asks for (none: whatever there is), those of this machine's GPUs. Their
  # driver says 90010 for gfx90a: the major version, and two digits each of the minor and of the stepping.
  file(GLOB nodes /sys/class/kfd/kfd/topology/nodes/*/properties)
  set(native_gpus)
  foreach(node IN LISTS nodes)
    file(STRINGS "${node}" version REGEX "^gfx_target_version [1-9]")
    if(version MATCHES " ([0-9]+)([0-9][0-9])([0-9][0-9])$")
      math(EXPR minor "${CMAKE_MATCH_2}")
      math(EXPR stepping "${CMAKE_MATCH_3}" OUTPUT_FORMAT HEXADECIMAL)
      string(REPLACE 0x "" stepping "${stepping}")
      list(APPEND native_gpus "gfx${CMAKE_MATCH_1}${minor}${stepping}")
    endif()
  endforeach()
  function(default_hip_architectures result)
    set(found ${native_gpus})
    if(ARGN)
      list(REMOVE_DUPLICATES found)
      set(asked ${ARGN})
      foreach(gpu IN LISTS native_gpus)
        if(NOT gpu IN_LIST asked)
          list(REMOVE_ITEM found "${gpu}")
        endif()
      endforeach()
    endif()
    if(NOT found AND ARGN)
      set(found ${ARGN})
    elseif(NOT found)
      set(found gfx90a)
      message(STATUS "No GPU here: device code for gfx90a alone; -Dkernel_<name>_HIP_ARCHITECTURES=... sets others")
    endif()
    set(${result} "${found}" PARENT_SCOPE)
  endfunction()

  # Sources for CUDA go through hipify, with the headers beside them; those in HIP are taken as they are.
  set(HIPIFIED "${CMAKE_BINARY_DIR}/hipified")
  file(GLOB_RECURSE headers RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" CONFIGURE_DEPENDS
{% for folder in header_folders %}
{% for extension in ["cuh", "h", "hpp"] %}
    {{ cmake(folder ~ "/*." ~ extension) }}
{% endfor %}
{% endfor %}
  )
  # The sources in a list, as they are to be compiled.
  function(hipify result)
    set(asked)
    set(compiled)
    foreach(file IN LISTS ARGN)
      if(file MATCHES "\\.hip$" OR file IN_LIST headers)
        list(APPEND compiled "${file}")
      else()
        string(REGEX REPLACE "\\.cu$" ".hip" target "${HIPIFIED}/${file}")
        list(APPEND asked "${file}")
        list(APPEND compiled "${target}")
        list(APPEND targets "${target}")
      endif()
    endforeach()
    if(asked)
      add_custom_command(OUTPUT ${targets}
        COMMAND "${Python3_EXECUTABLE}" "${CMAKE_CURRENT_SOURCE_DIR}/torch-ext/hipify_sources.py"
          "${TORCH_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}" "${HIPIFIED}" ${headers} -- ${asked}
        DEPENDS ${asked} ${headers} torch-ext/hipify_sources.py
        WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
        COMMENT "hipify ${asked}" VERBATIM)
    endif()
    set(${result} ${compiled} PARENT_SCOPE)
  endfunction()
endif()
