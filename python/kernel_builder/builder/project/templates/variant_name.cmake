# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.

# Sets `result` to the name of the variant that this build makes, such as torch213-cxx11-cu130-x86_64-linux.
# A development shell gives the name in the environment.
function(variant_name result)
  if(DEFINED ENV{KERNEL_VARIANT})
    set(name "$ENV{KERNEL_VARIANT}")
  elseif(KERNEL_FRAMEWORK STREQUAL "torch-noarch")
    set(name "torch-${KERNEL_BACKEND}")
  else()
    framework_tag(framework torch_version)
    backend_tag(backend "${torch_version}")
    string(TOLOWER "${CMAKE_SYSTEM_PROCESSOR}-${CMAKE_SYSTEM_NAME}" system)
    set(name "${framework}-${backend}-${system}")
  endif()
  set(${result} "${name}" PARENT_SCOPE)
endfunction()
