// Made by `kernel-builder create-pyproject`. Registers ops and the Python module under a name that is a
// macro, TORCH_EXTENSION_NAME. The name holds the revision, so that one process can load two versions.
#pragma once

#include <Python.h>

#define KERNEL_CONCAT_TOKENS(a, b) a##b
#define KERNEL_CONCAT(a, b) KERNEL_CONCAT_TOKENS(a, b)
#define KERNEL_STRING_TOKENS(a) #a
#define KERNEL_STRING(a) KERNEL_STRING_TOKENS(a)

#define TORCH_LIBRARY_EXPAND(name, module) TORCH_LIBRARY(name, module)
#define TORCH_LIBRARY_IMPL_EXPAND(name, device, module) TORCH_LIBRARY_IMPL(name, device, module)
#define STABLE_TORCH_LIBRARY_EXPAND(name, module) STABLE_TORCH_LIBRARY(name, module)
#define STABLE_TORCH_LIBRARY_IMPL_EXPAND(name, device, module) STABLE_TORCH_LIBRARY_IMPL(name, device, module)

// The module is empty. Importing the module loads the library, which registers the ops.
#define REGISTER_EXTENSION(name)                                                                  \
  PyMODINIT_FUNC KERNEL_CONCAT(PyInit_, name)() {                                                 \
    static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, KERNEL_STRING(name), nullptr, 0, nullptr}; \
    return PyModule_Create(&definition);                                                          \
  }
