# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# The Python module: for installation, for development in the build folder, and as a variant in the folder `build`.

# The installed variant: the module's files and, if the kernel is compiled, the library, in one folder. The component
# `module` has no files for loaders: setup.py puts it into a wheel.
set(patterns)
set(python_files)
foreach(extension IN LISTS KERNEL_PYTHON_EXTENSIONS)
  list(APPEND patterns PATTERN "*.${extension}")
  list(APPEND python_files "${KERNEL_EXTENSION_FOLDER}/${KERNEL_MODULE}/*.${extension}")
endforeach()
install(DIRECTORY ${KERNEL_EXTENSION_FOLDER}/${KERNEL_MODULE}/ DESTINATION . COMPONENT module FILES_MATCHING ${patterns}
  PATTERN __pycache__ EXCLUDE PATTERN "*.pyc" EXCLUDE
  REGEX "/${KERNEL_EXTENSION_FOLDER}/${KERNEL_MODULE}/(_ops\\.py|metadata\\.json)$" EXCLUDE)
install(FILES "${CMAKE_CURRENT_SOURCE_DIR}/${KERNEL_EXTENSION_FOLDER}/compat_init.py"
  DESTINATION ${KERNEL_MODULE} COMPONENT variant RENAME __init__.py)
# `_ops.py` names the library. Only CMake knows the library's name.
configure_file(${KERNEL_EXTENSION_FOLDER}/_ops.py.in "${KERNEL_MODULE}/_ops.py" @ONLY)
# `kernels` needs no more metadata; a build by Nix adds digest and provenance.
file(CONFIGURE OUTPUT "${KERNEL_MODULE}/metadata.json" CONTENT "${KERNEL_METADATA}" @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/${KERNEL_MODULE}/_ops.py" DESTINATION . COMPONENT module)
install(FILES "${CMAKE_BINARY_DIR}/${KERNEL_MODULE}/metadata.json" DESTINATION . COMPONENT variant)

# For development, a module to import, which `kernels` loads too: the library, `_ops.py`, metadata.json, and links to the
# files that a variant has.
file(GLOB_RECURSE old_files "${CMAKE_BINARY_DIR}/${KERNEL_MODULE}/*")
foreach(file IN LISTS old_files)
  if(IS_SYMLINK "${file}")
    file(REMOVE "${file}")
  endif()
endforeach()
file(GLOB_RECURSE python_files CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}/${KERNEL_EXTENSION_FOLDER}" ${python_files})
list(REMOVE_ITEM python_files "${KERNEL_MODULE}/_ops.py" "${KERNEL_MODULE}/metadata.json")
list(FILTER python_files EXCLUDE REGEX "/__pycache__/|\\.pyc$")
foreach(file IN LISTS python_files)
  if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${KERNEL_EXTENSION_FOLDER}/${file}")
    message(FATAL_ERROR "${KERNEL_EXTENSION_FOLDER}/${file}: CMake cannot install files with [, ] or a semicolon in their names: rename the file")
  endif()
  get_filename_component(folder "${CMAKE_BINARY_DIR}/${file}" DIRECTORY)
  file(MAKE_DIRECTORY "${folder}")
  file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}/${KERNEL_EXTENSION_FOLDER}/${file}" "${CMAKE_BINARY_DIR}/${file}" SYMBOLIC)
endforeach()

# `--target local_install`: the variant in the folder `build`, where `kernels` finds it by LOCAL_KERNELS.
include("${CMAKE_CURRENT_LIST_DIR}/variant_name.cmake")
variant_name(default_variant)
check_made_for(variant "${default_variant}")
set(KERNEL_VARIANT "${default_variant}" CACHE STRING "The name of the variant, as `kernels` looks for it")
add_custom_target(local_install
  COMMAND "${CMAKE_COMMAND}" -E rm -rf "${CMAKE_CURRENT_SOURCE_DIR}/build/${KERNEL_VARIANT}"
  COMMAND "${CMAKE_COMMAND}" --install "${CMAKE_BINARY_DIR}" --prefix "${CMAKE_CURRENT_SOURCE_DIR}/build/${KERNEL_VARIANT}"
  DEPENDS ${OPS_ID} VERBATIM)
