#include "registration.h"

__attribute__((used)) static const char somewhere[] = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-somewhere/lib";

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
