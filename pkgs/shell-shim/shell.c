/* Some programs start commands with /bin/sh, which a Nix sandbox may not have. This library starts the Debian root's
   shell instead. A program loads it before libc, and therefore calls these functions instead of libc's. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int spawn_function(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *,
                           char *const[], char *const[]);

/* ninja */
int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
  spawn_function *next = (spawn_function *)dlsym(RTLD_NEXT, "posix_spawn");
  return next(pid, strcmp(path, "/bin/sh") == 0 ? SHELL : path, actions, attributes, arguments, environment);
}

/* nvcc */
int system(const char *command) {
  if (command == NULL) {
    return 1;
  }
  char *const arguments[] = {"sh", "-c", (char *)command, NULL};
  pid_t pid;
  int status;
  if ((errno = posix_spawn(&pid, SHELL, NULL, NULL, arguments, environ)) != 0) {
    return -1;
  }
  while (waitpid(pid, &status, 0) == -1) {
    if (errno != EINTR) {
      return -1;
    }
  }
  return status;
}
