"""With `sandbox = true`, nothing leaves the sandbox: the command fetches pinned files before Nix builds."""

import json
import os
import subprocess

import pytest
from shared import REPOSITORY, VARIANT, as_root

pytestmark = as_root
OUTSIDE = REPOSITORY / "pkgs/base/fetchers/outside.sh"
SETTINGS = {"strict": "sandbox = true", "relaxed": "sandbox = relaxed"}
REFUSED = "has '__noChroot' set, but that's not allowed when 'sandbox' is 'true'"
# Looks for a Python package.
LOOK = "python -c 'import importlib.metadata as m; m.version(\"{}\")'"
# The kernel's extension, which asks to leave the sandbox and copies a file of the machine.
LEAVES = """\
    let
      outputs = kernel-builder.lib.genKernelFlakeOutputs { inherit self; path = ./.; };
      extension = outputs.packages.x86_64-linux.VARIANT;
    in
    {
      packages.x86_64-linux.default = derivation (removeAttrs extension.drvAttrs [ "outputs" "stdenv" ] // {
        __noChroot = true;
        args = [ "-c" "PATH=/bin:/usr/bin cat /etc/passwd; echo done >$out" ];
        nonce = "NONCE";
      });
    };
}
"""


def environment(sandbox, others=os.environ):
    return {**others, "NIX_CONFIG": SETTINGS[sandbox]}


@pytest.fixture
def with_a_new_wheel(quick, index, change):
    """A kernel whose tests need a wheel that no store has."""
    row = {"version": index.version, "file": index.wheel, "sha256": index.sha256, "requires": []}
    (quick / "python-check.lock").write_text(json.dumps({"x86_64-linux": {index.distribution: row}}))
    change(quick / "flake.nix", "path = ./.;", f"path = ./.;\n pythonCheckInputs = ps: [ ps.{index.distribution} ];")
    return quick


def test_a_kernel_whose_flake_asks_to_leave_the_sandbox_is_refused_and_relaxed_lets_it_read_the_machine(
    nix, quick, index
):
    head, mark, _ = (quick / "flake.nix").read_text().partition("{ self, kernel-builder }:")
    assert mark
    (quick / "flake.nix").write_text(
        f"{head}{mark}\n{LEAVES.replace('VARIANT', VARIANT).replace('NONCE', index.sha256)}"
    )
    words = ["build", "--no-write-lock-file", "--no-link", "-L", f"path:{quick}"]
    refused = nix(*words, check=False, env=environment("strict"))
    assert refused.returncode == 1 and REFUSED in refused.stderr and "root:x:0" not in refused.stderr
    assert "root:x:0" in nix(*words, env=environment("relaxed")).stderr


def test_a_plain_nix_build_works_after_a_fetch(nix, kernel_builder, with_a_new_wheel, index):
    kernel = with_a_new_wheel
    strict = environment("strict", index.environment)
    words = ["build", "--no-write-lock-file", "--no-link", f"path:{kernel}#testShells.{VARIANT}"]
    refused = nix(*words, check=False, env=strict)
    assert refused.returncode == 1 and REFUSED in refused.stderr
    shown = kernel_builder("fetch", "--variant", VARIANT, kernel, env=strict)
    assert shown.stdout == "fetched: 1\n"
    nix(*words, env=environment("strict"))
    shown = kernel_builder("fetch", "--variant", VARIANT, kernel, env=strict)
    assert shown.stdout == "nothing to fetch: the store has all pinned files\n"


def test_the_command_fetches_by_itself(kernel_builder, with_a_new_wheel, index):
    strict = environment("strict", index.environment)
    words = ["testshell", with_a_new_wheel, "--variant", VARIANT, "-c", LOOK.format(index.distribution)]
    kernel_builder(*words, env=strict)


def test_a_file_with_another_hash_is_refused(kernel_builder, with_a_new_wheel, index):
    lock = with_a_new_wheel / "python-check.lock"
    lock.write_text(lock.read_text().replace(index.sha256, "0" * 64))
    failed = kernel_builder(
        "fetch", "--variant", VARIANT, with_a_new_wheel, check=False, env=environment("strict", index.environment)
    )
    assert failed.returncode == 1 and f"error: pip could not download {index.wheel} from its index" in failed.stderr


@pytest.mark.parametrize(
    "attribute, value",
    [("requirement", "x @ file:///tmp/x"), ("requirement", "--index-url=x"), ("file", "-r.whl"), ("file", "../x.whl")],
)
def test_a_requirement_that_is_none_never_reaches_pip(nix, builder, tmp_path, index, attribute, value):
    arguments = f'{{ name = "x"; version = "{index.version}"; file = "x.whl"; sha256 = "{index.sha256}"; }}'
    fetcher = f'(builtins.getFlake "path:{builder}").legacyPackages.x86_64-linux.fetchDistribution {arguments}'
    changed = f'(derivation (({fetcher}).drvAttrs // {{ {attribute} = "{value}"; }})).drvPath'
    derivation = nix("eval", "--impure", "--raw", "--expr", changed).stdout
    made = tmp_path / "python3"
    made.write_text(f"#!/bin/sh\ntouch {tmp_path}/called\n")
    made.chmod(0o755)
    process = subprocess.run(
        ["sh", OUTSIDE, "fetch", derivation],
        capture_output=True,
        text=True,
        env={**index.environment, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    assert process.returncode == 1 and process.stderr.startswith(f"error: {derivation} asks for ")
    assert not (tmp_path / "called").exists()


def test_a_source_archive_never_reaches_pip_since_pip_may_run_its_code(nix, builder, tmp_path, index):
    arguments = f'{{ name = "x"; version = "{index.version}"; file = "x-1.tar.gz"; sha256 = "{index.sha256}"; }}'
    fetcher = f'(builtins.getFlake "path:{builder}").legacyPackages.x86_64-linux.fetchDistribution {arguments}'
    derivation = nix("eval", "--impure", "--raw", "--expr", f"({fetcher}).drvPath").stdout
    process = subprocess.run(
        ["sh", OUTSIDE, "fetch", derivation], capture_output=True, text=True, env=index.environment
    )
    assert process.returncode == 1
    assert process.stderr.startswith("error: x-1.tar.gz is a source archive, and pip may run its code")


def test_the_script_of_a_derivation_is_never_run(nix, builder, tmp_path, index):
    scripts = tmp_path / "fetchers"
    scripts.mkdir()
    (scripts / "fetch-distribution.sh").write_text(f"touch {tmp_path}/called\n")
    arguments = (
        f'{{ name = "faulty"; version = "{index.version}"; file = "{index.wheel}"; sha256 = "{index.sha256}"; }}'
    )
    fetcher = f'(builtins.getFlake "path:{builder}").legacyPackages.x86_64-linux.fetchDistribution {arguments}'
    changed = f'(derivation (({fetcher}).drvAttrs // {{ args = [ "${{{scripts}}}/fetch-distribution.sh" ]; }})).drvPath'
    derivation = nix("eval", "--impure", "--raw", "--expr", changed).stdout
    subprocess.run(["sh", OUTSIDE, "fetch", derivation], check=True, env=index.environment)
    assert not (tmp_path / "called").exists()
