#include "registration.h"

extern "C" int file_by_file_sum(int, int);

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)

// The library keeps what is used.
__attribute__((used)) static int (*const kept)(int, int) = file_by_file_sum;
