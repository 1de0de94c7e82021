#include "registration.h"

// A function of zlib, which Torch does not bring.
extern "C" const char *zlibVersion();

__attribute__((used)) static const char *(*const keep)() = zlibVersion;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
