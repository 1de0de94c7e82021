#include "registration.h"

static_assert(BINDING == 1 && OTHER == 2);
int answer();

// Uses the kernel, so that it must be linked.
__attribute__((used)) static int (*const used)() = answer;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
