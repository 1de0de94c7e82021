"""Whether Nix can sandbox builds on this machine, found out in some milliseconds and without a build."""

import os
import pathlib
import re
import shutil
import subprocess
from typing import Optional

import click

from kernel_builder.command.nix.daemon import uses_daemon

# CAP_SYS_ADMIN in the masks of /proc/PID/status; see capabilities(7).
SYS_ADMIN = 1 << 21
# The namespaces that Nix gives to a build, with a /proc of its own. `-Ur` is for a user namespace around them.
NAMESPACES = ["-mpniuf", "--mount-proc", "true"]
PROBLEM = "Nix cannot sandbox builds here, since this machine does not let it make user namespaces"
GO_ON = (
    "or build without the sandbox (install.sh --no-sandbox, or `sandbox = false` in Nix's settings): a build can then"
    ' read the whole machine, another machine may build other bytes, and metadata.json has `"sandboxed": false`'
)
# Settings of the kernel that forbid user namespaces: the value that forbids them, and the value that allows them.
SYSCTLS = {
    "user.max_user_namespaces": ("0", "15000"),
    "kernel.unprivileged_userns_clone": ("0", "1"),
    "kernel.apparmor_restrict_unprivileged_userns": ("1", "0"),
}


def _makes_namespaces(*options: str) -> bool:
    program = shutil.which("unshare")
    if program is None:
        # Nothing is known, so nothing is reported.
        return True
    return subprocess.run([program, *options, *NAMESPACES], capture_output=True).returncode == 0


def _root_administers(status: pathlib.Path) -> bool:
    """Whether root can have CAP_SYS_ADMIN here, and so needs no user namespace. A container seldom grants it."""
    bounds = re.search(r"^CapBnd:\s*([0-9a-f]+)$", status.read_text(), re.M)
    return bounds is None or bool(int(bounds[1], 16) & SYS_ADMIN)


def can_sandbox(root: pathlib.Path = pathlib.Path("/")) -> bool:
    """Whether Nix can make the namespaces of a sandbox. root: the root of the file system."""
    if uses_daemon(state=root / "nix/var/nix"):
        # The daemon is root, so its rights count. It can use what this process may do, at least.
        return _root_administers(root / "proc/self/status") or _makes_namespaces("-Ur")
    return _makes_namespaces("-Ur") or (os.geteuid() == 0 and _makes_namespaces())


def way_out(root: pathlib.Path = pathlib.Path("/")) -> str:
    """How to allow user namespaces on this machine. root: the root of the file system."""
    for name, (forbids, allows) in SYSCTLS.items():
        file = root / "proc/sys" / name.replace(".", "/")
        if file.is_file() and file.read_text().strip() == forbids:
            return f"allow them; as root: sysctl -w {name}={allows}"
    return "in a container: start the container with --privileged (docker run --privileged …)"


def warning(root: pathlib.Path = pathlib.Path("/")) -> Optional[str]:
    """The warning that Nix cannot sandbox builds; None if it can."""
    return None if can_sandbox(root) else f"warning: {PROBLEM}\n  {way_out(root)}\n  {GO_ON}"


def warn() -> None:
    """Print the warning, if there is one."""
    text = warning()
    if text:
        click.echo(text, err=True)
