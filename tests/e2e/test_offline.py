"""After one build with a network, kernel-builder works without: each command runs in a network namespace of its own."""

import json

from shared import SHORT, VARIANT


def test_a_second_build_needs_no_network(build, nix, offline, kernel, relu):
    outputs = [(kernel, "bundle"), (relu, VARIANT), (relu, SHORT)]
    for folder, output in outputs:
        build(folder, output)
    for folder, output in outputs:
        build(folder, output, prefix=offline)
    nix("flake", "check", "--no-write-lock-file", prefix=offline, cwd=kernel)
    shown = nix("flake", "show", "--no-write-lock-file", prefix=offline, cwd=relu).stdout
    assert "bundle" in shown and VARIANT in shown


def test_flake_update_needs_no_network(nix, offline, relu):
    nix("flake", "update", prefix=offline, cwd=relu)
    nodes = json.loads((relu / "flake.lock").read_text())["nodes"]
    assert sorted(nodes) == ["kernel-builder", "nixpkgs", "root"]
    nix("eval", ".#lib.variants", prefix=offline, cwd=relu)
