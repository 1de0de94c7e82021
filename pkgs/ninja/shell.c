/* Ninja starts its commands with /bin/sh, which a Nix sandbox need not have: start the Debian root's shell instead.
   It stands before libc among the libraries of the ninja program, so that this posix_spawn is the one it calls. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <spawn.h>
#include <string.h>

typedef int spawn_function(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *,
                           char *const[], char *const[]);

int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
  spawn_function *next = (spawn_function *)dlsym(RTLD_NEXT, "posix_spawn");
  return next(pid, strcmp(path, "/bin/sh") == 0 ? SHELL : path, actions, attributes, arguments, environment);
}
