"""Whether Nix builds through its daemon, which is root and has settings and an environment of its own."""

import os
import pathlib
from collections.abc import Mapping

STATE = pathlib.Path("/nix/var/nix")


def uses_daemon(environment: Mapping[str, str] = os.environ, state: pathlib.Path = STATE) -> bool:
    """Whether a call of Nix by this user goes to the daemon, as the setting `store = auto` decides it.

    state: the folder of Nix's state, which a user who builds without the daemon can write.
    """
    remote = environment.get("NIX_REMOTE") or "auto"
    if remote != "auto":
        return remote.startswith(("daemon", "unix:"))
    return not os.access(state, os.W_OK) and (state / "daemon-socket/socket").exists()
