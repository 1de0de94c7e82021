"""Nix's settings that count on this machine, and where to change them."""

import grp
import re
from typing import NamedTuple, Optional

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.nix.program import version_in

# `nix config show` is the newer name of `nix show-config`.
CONFIG_SHOW = (2, 20)


class Place(NamedTuple):
    """Where settings belong. file: to show. line: how a setting is written there. after: what makes them count."""

    file: str
    line: str
    after: str = ""

    def remedy(self, name: str, value: str) -> str:
        """The line that sets a setting, and what to do with the line."""
        line = self.line.format(name=name, value=value)
        return f"add the line `{line}` to {self.file}{self.after}"


def settings_folder(machine: Machine) -> str:
    """The folder of Nix's settings for the whole machine, without its first slash."""
    return machine.environment.get("NIX_CONF_DIR", "/etc/nix").strip("/")


def place(machine: Machine) -> Place:
    """Where a setting belongs that this user's builds obey."""
    if machine.is_nixos:
        return Place(
            "/etc/nixos/configuration.nix", 'nix.settings.{name} = "{value}";', ", then run nixos-rebuild switch"
        )
    if not machine.uses_daemon and not machine.is_root:
        # A single user's own file counts, and needs no administrator.
        return Place("~/.config/nix/nix.conf", "{name} = {value}")
    folder = settings_folder(machine)
    # Determinate Nix writes nix.conf anew at each start, and reads this file from it.
    custom = "nix.custom.conf" in machine.read(f"{folder}/nix.conf")
    after = ", then run systemctl restart nix-daemon" if machine.uses_daemon else ""
    return Place(f"/{folder}/{'nix.custom.conf' if custom else 'nix.conf'}", "{name} = {value}", after)


def installer(machine: Machine) -> str:
    """The remedy that comes before a line to add: install.sh adds the line if it may change Nix's settings."""
    return "" if machine.is_nixos else "run kernel-builder's install.sh, or "


class Settings(NamedTuple):
    """values: setting → value, as Nix prints it. whose: whose settings count, in words."""

    values: dict[str, str]
    whose: str

    def words(self, name: str) -> list[str]:
        """The value of a setting that is a list; empty if this Nix does not have the setting."""
        return self.values.get(name, "").split()


def read_settings(machine: Machine) -> Optional[Settings]:
    """The settings that count for this user's builds; None if no Nix shows them."""
    nix = machine.which("nix")
    values = _shown(machine, nix) if nix else {}
    if not nix or not values:
        return None
    folder = settings_folder(machine)
    if not machine.uses_daemon:
        return Settings(values, f"/{folder}/nix.conf and {machine.user}'s own")
    if _trusts(values.get("trusted-users", "").split(), machine.user):
        return Settings(values, f"the daemon's (/{folder}/nix.conf) and {machine.user}'s own")
    # The daemon ignores most settings of a user whom it does not trust.
    daemons = _shown(machine, nix, {"NIX_USER_CONF_FILES": "", "NIX_CONFIG": ""})
    return Settings(daemons, f"the daemon's (/{folder}/nix.conf), not {machine.user}'s own")


def _shown(machine: Machine, nix: str, variables: Optional[dict[str, str]] = None) -> dict[str, str]:
    """The settings as text. As JSON, Nix 2.8 prints experimental features as numbers."""
    newer = version_in(machine.run(nix, "--version").stdout) >= CONFIG_SHOW
    words = ["config", "show"] if newer else ["show-config"]
    shown = machine.run(nix, "--extra-experimental-features", "nix-command", *words, variables=variables)
    return dict(re.findall(r"^([a-z-]+) = ?(.*)$", shown.stdout, re.M))


def _trusts(trusted: list[str], user: str) -> bool:
    groups = {f"@{group.gr_name}" for group in grp.getgrall() if user in group.gr_mem}
    return not groups.union({user, "*"}).isdisjoint(trusted)
