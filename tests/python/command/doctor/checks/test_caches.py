import pytest

from kernel_builder.command.doctor.checks import caches
from kernel_builder.command.doctor.row import Row


def test_a_machine_without_caches(stage):
    assert caches.check(stage.machine()) == Row("caches", "ok", "none (builds need none)")
    stage.nix(substituters="")
    assert caches.check(stage.machine()) == Row("caches", "ok", "none (builds need none)")
    stage.nix(substituters="file:///cache")
    assert caches.check(stage.machine()) == Row("caches", "ok", "file:///cache")


def test_a_cache_that_answers(stage, web):
    stage.nix(substituters=f"{web.address}/?priority=10 file:///cache {web.address}")
    assert caches.check(stage.machine()) == Row("caches", "ok", f"{web.address}: each answers")
    assert web.paths == ["/nix-cache-info"]


@pytest.mark.parametrize("timeout", ["", "0", "60"])
def test_a_cache_that_does_not_answer_makes_nix_wait(stage, web, silent, timeout):
    stage.nix(substituters=f"{web.address} {silent}", connect_timeout=timeout)
    assert caches.check(stage.machine("root")) == Row(
        "caches",
        "note",
        ", ".join(sorted([web.address, silent])),
        f"no answer from {silent}: the connection is refused; builds need no cache, but Nix waits for one for minutes",
        "run kernel-builder's install.sh, or add the line `connect-timeout = 3` to /etc/nix/nix.conf",
    )


def test_with_a_short_timeout_a_silent_cache_costs_little(stage, silent):
    stage.nix(substituters=silent, connect_timeout="3")
    value = f"no answer from {silent}: the connection is refused; builds need no cache, and Nix soon gives up"
    assert caches.check(stage.machine()) == Row("caches", "ok", value)
