#include "registration.h"

int call_libraries();

// Uses the kernel, so that it must be linked.
__attribute__((used)) static int (*const used)() = call_libraries;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
