# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# The framework that binds the kernel, and the commands that CMakeLists.txt calls.

set(OPS_ID "_${KERNEL_MODULE}_${KERNEL_BACKEND}_dev" CACHE STRING "The name that the ops are registered under; the library has the same name")
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# Sets `result` to the folder of a Python package. A cache entry or an environment variable of this name is used first.
function(find_python_package result package)
  set(${result} "$ENV{${result}}" CACHE PATH "The folder of the Python package ${package}")
  if(NOT ${result})
    execute_process(
      COMMAND "${Python3_EXECUTABLE}" -c "import importlib.util as u; print(u.find_spec('${package}').submodule_search_locations[0])"
      OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    set(${result} "${folder}" PARENT_SCOPE)
  endif()
endfunction()

include("${CMAKE_CURRENT_LIST_DIR}/frameworks/${KERNEL_FRAMEWORK}.cmake")
