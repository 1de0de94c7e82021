"""Errors of the operating system as messages for the user."""

import errno

from kernel_builder.builder.errors import UserError

FREE_SPACE = "free some: `nix-collect-garbage` removes files of the Nix store that nothing uses"
DISKS = "`kernel-builder doctor` shows how much space there is"
OWNER = "run the command as the owner of the folder, or change the owner: chown"

# Number of the error → how to solve it.
REMEDIES = {
    errno.ENOSPC: (FREE_SPACE, DISKS),
    errno.EDQUOT: (FREE_SPACE, "or ask for a larger quota"),
    errno.EACCES: (OWNER,),
    errno.EPERM: (OWNER,),
    errno.EROFS: ("the disk is mounted read-only: copy the kernel to another one",),
}


def system_error(error: OSError) -> UserError:
    """The message of an error that the operating system reported, with the next step where there is one."""
    if error.errno == errno.ENOENT and error.filename is None:
        return UserError("the current folder no longer exists", "change to another one: cd")
    place = error.filename or "the system"
    return UserError(f"{place}: {error.strerror or error}", *REMEDIES.get(error.errno or 0, ()))
