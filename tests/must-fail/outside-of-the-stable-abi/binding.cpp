#include <string>

#include "registration.h"

namespace c10 {
std::string demangle(const char *name);
}

__attribute__((used)) static std::string (*const keep)(const char *) = c10::demangle;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
