#include "registration.h"

extern "C" void throw_bad_array_new_length();
// Asks for the version of a function that came with a newer libstdc++.
__asm__(".symver throw_bad_array_new_length, _ZSt28__throw_bad_array_new_lengthv@GLIBCXX_3.4.29");

__attribute__((used)) static void (*const keep)() = throw_bad_array_new_length;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
