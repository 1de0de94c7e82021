#include "header.h"
#include "registration.h"

REGISTER_EXTENSION(NAME)
