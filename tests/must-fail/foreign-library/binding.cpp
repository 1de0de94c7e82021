#include "registration.h"

// Of zlib, which is not there wherever Torch is.
extern "C" const char *zlibVersion();

__attribute__((used)) static const char *(*const keep)() = zlibVersion;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
