import pathlib
import re

from kernel_builder.command.doctor.checks import environment
from kernel_builder.command.doctor.row import Row

FETCHERS = pathlib.Path(__file__).parents[5] / "pkgs/base/fetchers/environment.nix"


def test_without_the_daemon_fetchers_read_the_variables(stage):
    assert environment.check(stage.machine(PIP_CERT="")) == Row("variables", "ok", "none that fetchers read")
    machine = stage.machine(https_proxy="http://p", PIP_INDEX_URL="https://i", KERNEL_BUILDER_MIRROR="/m")
    value = "fetchers read KERNEL_BUILDER_MIRROR, PIP_INDEX_URL, https_proxy"
    assert environment.check(machine) == Row("variables", "ok", value)


def test_the_daemon_does_not_have_them(stage):
    assert environment.check(stage.machine(NIX_REMOTE="daemon", PIP_NO_INDEX="1")) == Row(
        "variables",
        "note",
        "the daemon does not have PIP_NO_INDEX from this shell",
        "Nix's daemon fetches with its own environment: these variables count only if the daemon has them too",
        "set pip's in /etc/pip.conf, DEBIAN_MIRROR and MIRROR in /etc/kernel-builder/settings, and the others with"
        " `systemctl edit nix-daemon` as Environment=",
    )


def test_the_pattern_matches_the_variables_of_fetchers():
    block = FETCHERS.read_text().partition("impureEnvVars = [")[2].partition("]")[0]
    names = re.findall(r'"(\w+)"', block)
    assert len(names) > 20 and [name for name in names if not environment.READ.fullmatch(name)] == []
