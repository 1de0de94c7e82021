from kernel_builder.command.doctor.checks import flakes
from kernel_builder.command.doctor.row import Row


def test_flakes_are_on(stage):
    stage.nix(experimental_features="flakes nix-command")
    assert flakes.check(stage.machine()) == Row("flakes", "ok", "on")


def test_flakes_are_off(stage):
    stage.nix(experimental_features="nix-command")
    assert flakes.check(stage.machine()) == Row(
        "flakes",
        "note",
        "off",
        "`nix build .#bundle` and other calls of `nix` ask for experimental features; `kernel-builder build` works",
        "run kernel-builder's install.sh, or add the line `extra-experimental-features = nix-command flakes` to"
        " ~/.config/nix/nix.conf",
    )


def test_without_nix_nothing_is_known(stage):
    assert flakes.check(stage.machine()) == Row("flakes", "ok", "unknown without Nix")
