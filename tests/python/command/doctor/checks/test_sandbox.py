import pytest

from kernel_builder.command.doctor.checks import sandbox
from kernel_builder.command.doctor.row import Row

WAYS_OUT = (
    "in a container: start the container with --privileged (docker run --privileged …); or build without the sandbox"
    " (install.sh --no-sandbox, or `sandbox = false` in Nix's settings): a build can then read the whole machine,"
    ' another machine may build other bytes, and metadata.json has `"sandboxed": false`'
)


@pytest.mark.parametrize(
    "message",
    [
        "error: executing '/bin/sh': No such file or directory",
        "error: creating process: the path /bin/sh does not exist",
        "trial: process 1\nerror: builder failed",
    ],
)
def test_a_trial_build_was_sandboxed(stage, message):
    stage.program("nix-build", f'echo "{message}" >&2; exit 1')
    assert sandbox.check(stage.machine()) == Row("sandbox", "ok", "a trial build was sandboxed")


def test_a_machine_that_cannot_sandbox_has_a_way_out(stage, monkeypatch):
    monkeypatch.setattr(sandbox, "can_sandbox", lambda root: False)
    stage.program("nix-build", "echo 'trial: process 4711' >&2; exit 1")
    assert sandbox.check(stage.machine()) == Row(
        "sandbox",
        "note",
        "a trial build was not sandboxed",
        "Nix cannot sandbox builds here, since this machine does not let it make user namespaces",
        WAYS_OUT,
    )


def test_builds_fail_if_nix_may_not_fall_back(stage, monkeypatch):
    monkeypatch.setattr(sandbox, "can_sandbox", lambda root: False)
    stage.program("nix-build", "echo 'error: cloning builder process: Operation not permitted' >&2; exit 1")
    assert sandbox.check(stage.machine()) == Row(
        "sandbox",
        "wrong",
        "a trial build did not start: cloning builder process: Operation not permitted",
        "Nix cannot sandbox builds here, since this machine does not let it make user namespaces",
        WAYS_OUT,
    )


def test_a_sandbox_that_settings_switch_off_is_no_fault_of_the_machine(stage, monkeypatch):
    monkeypatch.setattr(sandbox, "can_sandbox", lambda root: True)
    stage.program("nix-build", "echo 'trial: process 4711' >&2; exit 1")
    value = "this machine allows it, but Nix's settings switch it off"
    assert sandbox.check(stage.machine()) == Row("sandbox", "ok", value)


def test_a_trial_that_does_not_start_stops_builds(stage, monkeypatch):
    monkeypatch.setattr(sandbox, "can_sandbox", lambda root: True)
    stage.program("nix-build", "echo \"error: the group 'nixbld' does not exist\" >&2; exit 1")
    assert sandbox.check(stage.machine()) == Row(
        "sandbox",
        "wrong",
        "a trial build did not start",
        "the group 'nixbld' does not exist",
        "mend what the error names; with the daemon, see whether it runs: systemctl status nix-daemon",
    )
    stage.program("nix-build", "printf '\\033[31;1merror:\\033[0m no store\\n' >&2; exit 1")
    assert sandbox.check(stage.machine()).problem == "no store"
    stage.program("nix-build", "exit 1")
    assert sandbox.check(stage.machine()).problem == "Nix printed no error"


def test_without_nix_nothing_is_known(stage):
    assert sandbox.check(stage.machine()) == Row("sandbox", "ok", "unknown without Nix")
