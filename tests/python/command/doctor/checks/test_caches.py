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


def test_a_cache_that_does_not_answer(stage, web, silent):
    stage.nix(substituters=f"{web.address} {silent}")
    assert caches.check(stage.machine()) == Row(
        "caches",
        "note",
        ", ".join(sorted([web.address, silent])),
        f"no answer, so Nix waits some seconds at each call ({silent}: the connection is refused)",
        "builds need no cache; while this lasts: NIX_CONFIG='substituters =' kernel-builder build",
    )
