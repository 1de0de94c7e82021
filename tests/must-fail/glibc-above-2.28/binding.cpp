#include <pthread.h>

#include "registration.h"

// Asks for the version of a function that came with glibc 2.34.
__asm__(".symver pthread_create, pthread_create@GLIBC_2.34");

int start(void *(*run)(void *)) {
  pthread_t thread;
  return pthread_create(&thread, nullptr, run, nullptr);
}

__attribute__((used)) static int (*const keep)(void *(*)(void *)) = start;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
