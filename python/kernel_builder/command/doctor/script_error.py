"""The errors of the scripts that fetchers share."""

import re

from kernel_builder.command.doctor.network import without_password

# Problem and remedy where the scripts are missing.
NO_SCRIPTS = (
    "this installation of kernel-builder does not have the scripts that fetchers use",
    "install the command with kernel-builder's install.sh, or set KERNEL_BUILDER_FETCHERS to the folder of mirrors.sh",
)
# Fetchers end their errors with a line that leads to the doctor.
LEADS_HERE = "kernel-builder doctor"


def script_error(stderr: str) -> tuple[str, str]:
    """Problem and remedy in the error of a script.

    The line after `error:` and lines that begin with an address are the problem, the other lines the remedy.
    """
    _, _, text = without_password(stderr).rpartition("error: ")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lines = [line for line in lines if not line.startswith(LEADS_HERE)]
    problem, *rest = lines or ["the script printed no error"]
    addresses = [line for line in rest if re.match(r"[a-z]+://", line)]
    remedies = [line for line in rest if line not in addresses]
    return "; ".join([problem, *addresses]), " ".join(remedies) or "run kernel-builder doctor again"
