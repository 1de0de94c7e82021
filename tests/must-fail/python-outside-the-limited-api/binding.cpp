#include "registration.h"

extern "C" int _PyLong_AsByteArray(PyObject *, unsigned char *, size_t, int, int);

__attribute__((used)) static int (*const keep)(PyObject *, unsigned char *, size_t, int, int) = _PyLong_AsByteArray;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
