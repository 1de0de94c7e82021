import pytest

from kernel_builder.command.doctor.checks import older_settings
from kernel_builder.command.doctor.row import Row

BLOCK = """substituters =
# >>> kernel-builder >>>
sandbox = relaxed
# This machine cannot reach cache.nixos.org.
{lines}
# <<< kernel-builder <<<
"""


@pytest.mark.parametrize(
    "lines, value",
    [
        ("substituters =", "`substituters =` in /etc/nix/nix.conf"),
        (
            "substituters =\nflake-registry = /etc/nix/kernel-builder-registry.json",
            "`substituters =` and `flake-registry = /etc/nix/kernel-builder-registry.json` in /etc/nix/nix.conf",
        ),
    ],
)
def test_lines_of_an_older_install_are_reported(stage, lines, value):
    stage.file("etc/nix/nix.conf", BLOCK.format(lines=lines))
    assert older_settings.check(stage.machine()) == Row(
        "older settings",
        "note",
        value,
        "an older install.sh wrote this for good: Nix uses no cache, or `nix run nixpkgs#…` finds kernel-builder",
        "run kernel-builder's ./install.sh again: it takes these lines out",
    )


@pytest.mark.parametrize("lines", ["", "max-jobs = auto\nextra-substituters = https://a"])
def test_a_users_own_lines_stay(stage, lines):
    stage.file("etc/nix/nix.conf", BLOCK.format(lines=lines))
    assert older_settings.check(stage.machine()) == Row("older settings", "ok", "none")


def test_a_machine_without_settings_has_no_older_ones(stage):
    assert older_settings.check(stage.machine()) == Row("older settings", "ok", "none")
