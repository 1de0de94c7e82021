"""Variables that fetchers read. Nix's daemon fetches with its own environment, not with the user's."""

import re

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.row import Row

NAME = "variables"
# The variables of pkgs/base/fetchers/environment.nix, as a pattern.
READ = re.compile(
    r"(https?|ftp|all|no)_proxy|(HTTPS?|ALL|NO)_PROXY|(NIX_)?SSL_CERT_(FILE|DIR)|(REQUESTS|CURL)_CA_BUNDLE|(PIP|UV)_[A-Z_]+"
    r"|AWS_((ACCESS_KEY|SECRET_ACCESS|SESSION)_[A-Z]+|(DEFAULT_)?REGION|ENDPOINT_URL)"
    r"|KERNEL_BUILDER_(([A-Z]+_)?MIRROR|SETTINGS)"
)


def check(machine: Machine) -> Row:
    names = sorted(name for name, value in machine.environment.items() if value and READ.fullmatch(name))
    if not names:
        return Row(NAME, "ok", "none that fetchers read")
    value = f"fetchers read {', '.join(names)}"
    if not machine.uses_daemon:
        return Row(NAME, "ok", value)
    return Row(
        NAME,
        "note",
        f"the daemon does not have {', '.join(names)} from this shell",
        "Nix's daemon fetches with its own environment: these variables count only if the daemon has them too",
        "set pip's in /etc/pip.conf, DEBIAN_MIRROR and MIRROR in /etc/kernel-builder/settings, and the others with"
        " `systemctl edit nix-daemon` as Environment=",
    )
