import pytest

from kernel_builder.command.doctor.checks import nix
from kernel_builder.command.doctor.row import Row


def test_a_machine_without_nix_cannot_build(stage):
    assert nix.check(stage.machine()) == Row(
        "Nix",
        "wrong",
        "not installed",
        "PATH has no program `nix`",
        "run kernel-builder's install.sh, or install Nix",
    )


@pytest.mark.parametrize(
    "version, shown",
    [
        ("nix (Nix) 2.8.0", "Nix 2.8"),
        ("nix (Nix) 2.34.1", "Nix 2.34"),
        ("nix (Lix, like Nix) 2.91.0", "Lix 2.91"),
        ("nix (Determinate Nix 3.5.2) 2.28.3", "Determinate Nix 2.28"),
    ],
)
def test_the_row_names_the_version_and_who_builds(stage, version, shown):
    program = stage.nix(version)
    single = f"{shown} in {program}, ann builds without the daemon"
    assert nix.check(stage.machine()) == Row("Nix", "ok", single)
    stage.file("etc/NIXOS")
    machine = stage.machine(NIX_REMOTE="daemon")
    assert nix.check(machine) == Row("Nix", "ok", f"{shown} in {program}, through the daemon, on NixOS")


def test_an_older_nix_cannot_build(stage):
    program = stage.nix("nix (Nix) 2.6.0")
    assert nix.check(stage.machine()) == Row(
        "Nix",
        "wrong",
        f"Nix 2.6 in {program}, ann builds without the daemon",
        "kernel-builder needs Nix 2.8 or newer",
        "remove this Nix with the tool that installed it, then run kernel-builder's install.sh",
    )
