"""Whether Nix sandboxes a build: a trial build tells."""

import re

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.row import Row
from kernel_builder.command.nix.sandbox import GO_ON, PROBLEM, can_sandbox, way_out

NAME = "sandbox"
# A build that prints the number of its process, which is 1 in the sandbox only. It fails, so the store keeps no result.
# In a sandbox without /bin/sh it cannot start.
TRIAL = """derivation {
  name = "kernel-builder-sandbox-trial";
  system = builtins.currentSystem;
  builder = "/bin/sh";
  args = [ "-c" "echo trial: process $$; exit 1" ];
  allowSubstitutes = false;
  preferLocalBuild = true;
}"""
NO_SHELL = re.compile(r"executing '/bin/sh': No such file|/bin/sh.* does not exist")
COLOR = re.compile(r"\x1b\[[0-9;]*m")


def check(machine: Machine) -> Row:
    nix_build = machine.which("nix-build")
    if nix_build is None:
        return Row(NAME, "ok", "unknown without Nix")
    trial = machine.run(nix_build, "--no-out-link", "--expr", TRIAL)
    output = COLOR.sub("", trial.stderr)
    process = re.search(r"trial: process (\d+)", output)
    if NO_SHELL.search(output) or (process and process[1] == "1"):
        return Row(NAME, "ok", "a trial build was sandboxed")
    if trial.status is None:
        return Row(NAME, "ok", "unknown: a trial build did not end in time")
    possible = can_sandbox(machine.root)
    ways_out = f"{way_out(machine.root)}; {GO_ON}"
    if process and possible:
        # The row of the settings has the remedy.
        return Row(NAME, "ok", "this machine allows it, but Nix's settings switch it off")
    if process:
        return Row(NAME, "note", "a trial build was not sandboxed", PROBLEM, ways_out)
    _, _, text = output.partition("error: ")
    error = (text.strip().splitlines() or ["Nix printed no error"])[0]
    if not possible:
        return Row(NAME, "wrong", f"a trial build did not start: {error}", PROBLEM, ways_out)
    return Row(
        NAME,
        "wrong",
        "a trial build did not start",
        error,
        "mend what the error names; with the daemon, see whether it runs: systemctl status nix-daemon",
    )
