#include <pthread.h>

#include "registration.h"

// glibc's newer name of a function, asked for by its version.
__asm__(".symver pthread_create, pthread_create@GLIBC_2.34");

int start(void *(*run)(void *)) {
  pthread_t thread;
  return pthread_create(&thread, nullptr, run, nullptr);
}

__attribute__((used)) static int (*const keep)(void *(*)(void *)) = start;

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
