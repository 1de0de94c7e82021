/* glibc's headers and libstdc++.a call functions that glibc 2.28 does not have. This file defines them with functions
   that glibc 2.28 has. It is linked into each kernel that needs it; no other library sees its names. */
#define _GNU_SOURCE
#include <stdint.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The first argument of the __xstat family: the layout of `struct stat` that the headers declare. */
#if defined(__x86_64__)
#define STAT_VERSION 1
#else
#define STAT_VERSION 0
#endif

extern int __xstat(int, const char *, struct stat *);
extern int __lxstat(int, const char *, struct stat *);
extern int __fxstat(int, int, struct stat *);
extern int __fxstatat(int, int, const char *, struct stat *, int);
extern int __xmknod(int, const char *, mode_t, dev_t *);
extern int __xmknodat(int, int, const char *, mode_t, dev_t *);

/* On both machines off_t has 64 bits, so `struct stat64` is `struct stat`. */
#define BOTH(result, name, parameters) \
  result name##64 parameters __attribute__((alias(#name)));

int stat(const char *path, struct stat *to) { return __xstat(STAT_VERSION, path, to); }
int lstat(const char *path, struct stat *to) { return __lxstat(STAT_VERSION, path, to); }
int fstat(int fd, struct stat *to) { return __fxstat(STAT_VERSION, fd, to); }
int fstatat(int fd, const char *path, struct stat *to, int flags) {
  return __fxstatat(STAT_VERSION, fd, path, to, flags);
}
#pragma GCC diagnostic ignored "-Wattribute-alias"
BOTH(int, stat, (const char *, struct stat64 *))
BOTH(int, lstat, (const char *, struct stat64 *))
BOTH(int, fstat, (int, struct stat64 *))
BOTH(int, fstatat, (int, const char *, struct stat64 *, int))

int mknod(const char *path, mode_t mode, dev_t device) { return __xmknod(0, path, mode, &device); }
int mknodat(int fd, const char *path, mode_t mode, dev_t device) {
  return __xmknodat(0, fd, path, mode, &device);
}

pid_t gettid(void) { return (pid_t)syscall(SYS_gettid); }

/* std::random_device calls this function if it exists. arc4random cannot fail, so this function may not fail either. */
uint32_t arc4random(void) {
  uint32_t value;
  while (getrandom(&value, sizeof value, 0) != (ssize_t)sizeof value) {
  }
  return value;
}

/* Only a hint: false keeps every reference count atomic. */
char __libc_single_threaded = 0;
