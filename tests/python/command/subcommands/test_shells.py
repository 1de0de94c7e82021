import json
import os
import subprocess
import sys

import pytest

from kernel_builder.command.nix.program import current_system


@pytest.mark.parametrize("command, kind", [("devshell", "dev"), ("testshell", "test")])
@pytest.mark.parametrize(
    "words, derivation, run",
    [
        ([], "/nix/store/0-{kind}.drv", []),
        (["--variant", "a"], "/nix/store/0-{kind}-a.drv", []),
        (["-c", "echo 1"], "/nix/store/0-{kind}.drv", ["--command", "bash", "-c", "echo 1"]),
        (["-L", "--cores", "2"], "--print-build-logs --cores 2 /nix/store/0-{kind}.drv", []),
    ],
)
def test_the_process_becomes_the_shell(kernel, nix_program, plan_record, command, kind, words, derivation, run):
    for name in ("dev", "test"):
        answer = {"builder": None, "shell": f"/nix/store/0-{name}.drv"}
        nix_program.answer(f"shell = plan.{name}Shell", stdout=json.dumps(answer))
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    nix_program.answer("develop", stdout="in the shell\n", status=7)
    call = [sys.executable, "-m", "kernel_builder.command", command, *words, kernel]
    process = subprocess.run(call, capture_output=True, text=True, env=os.environ)
    assert (process.returncode, process.stdout) == (7, "in the shell\n"), process.stderr
    assert nix_program.calls[-1] == ["nix", "develop", *derivation.format(kind=kind).split(), *run]
    assert nix_program.folders[-1] == str(kernel)


def test_without_a_sandbox_a_shell_begins_with_a_warning(kernel, nix_program):
    nix_program.answer("shell = plan.devShell", stdout='{"builder": null, "shell": "/nix/store/0-dev.drv"}')
    nix_program.answer("develop")
    (nix_program.folder / "unshare").write_text("#!/bin/sh\nexit 1\n")
    call = [sys.executable, "-m", "kernel_builder.command", "devshell", kernel]
    process = subprocess.run(call, capture_output=True, text=True, env=os.environ)
    assert process.returncode == 0 and process.stderr.splitlines()[0] == (
        "warning: Nix cannot sandbox builds here, since this machine does not let it make user namespaces"
    )


def test_a_variant_that_cannot_be_built_has_no_shell(kernel, nix_program, plan_record, run):
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    assert str(run("devshell", kernel, "--variant", "b").exception).splitlines()[0] == (
        "error: b-x cannot be built: no toolchain"
    )
