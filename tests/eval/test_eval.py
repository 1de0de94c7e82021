"""Evaluation by Nix, without a build: the tests of lib/, and what a wrong build.toml is answered with."""

import json
import os
import pathlib
import shutil

import pytest

HERE = pathlib.Path(__file__).resolve().parent.parent
BAD_INPUT = sorted((HERE / "bad-input").iterdir())
TESTED = sorted((HERE / "eval").glob("*.test.nix"))
# Derivations, which the end-to-end tests build.
BUILT = {"bundle", "ci-test", "default-ci-test", "default-shell", "extension", "own-flake-outputs", "shells", "summary"}


@pytest.fixture(scope="module")
def results(nix):
    done = nix("eval", "--json", "--file", str(HERE / "eval"))
    return json.loads(done.stdout)


@pytest.mark.parametrize("file", TESTED, ids=lambda path: path.name)
def test_promises_of_lib_hold(results, file):
    found = results[file.name]
    assert found["failures"] == {} and found["count"] > 0


def test_every_file_of_lib_is_tested(repository):
    files = list((repository / "lib").rglob("*.nix"))
    names = {path.parent.name if path.name == "default.nix" else path.stem for path in files} - {"lib"}
    assert names - BUILT == {path.name.removesuffix(".test.nix") for path in TESTED}


def message(stderr):
    """The lines of an error of Nix, without its own about traces, and what it indents them by."""
    lines = stderr[stderr.index("error: ") + len("error: ") :].splitlines()
    lines = lines[: next((i for i, line in enumerate(lines) if not line.strip() or "--show-trace" in line), len(lines))]
    indent = len(lines[1]) - len(lines[1].lstrip()) - 2 if len(lines) > 1 else 0
    return [lines[0], *(line[indent:] for line in lines[1:])]


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda path: path.name)
def test_bad_input_is_answered_with_file_key_and_remedy(nix, kernel, case):
    (kernel / "build.toml").unlink()
    shutil.copytree(case, kernel, dirs_exist_ok=True, symlinks=True)
    expression = f"builtins.deepSeq (import {HERE.parent}/lib/kernel-config {kernel}) true"
    done = nix("eval", "--impure", "--expr", expression, check=False)
    assert done.returncode == 1
    found = message(done.stderr)
    assert found == (case / "expected.txt").read_text().splitlines()
    assert len(found) <= 5


def test_the_whole_matrix_evaluates(nix):
    folder = HERE / "kernels/all-backends"
    variants = json.loads(nix("eval", "--no-write-lock-file", "--json", f"{folder}#lib.variants").stdout)
    assert {system: len(found) for system, found in variants.items()} == {"x86_64-linux": 17, "aarch64-linux": 11}


def test_a_variant_without_a_toolchain_says_what_is_missing_each_time(nix, copy_kernel, tmp_path):
    kernel = copy_kernel("all-backends")
    # Nix remembers evaluations, failed ones too: the last answers come out of what the first left.
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    nix("eval", "--no-write-lock-file", "--json", f"path:{kernel}#lib.variants", env=environment)
    for name in ["torch211-cxx11-xpu20253", "torch211-cxx11-xpu20253-x86_64-linux"] * 2:
        done = nix("build", "--no-write-lock-file", f"path:{kernel}#{name}", check=False, env=environment)
        assert done.returncode == 1
        full = name if name.endswith("linux") else f"{name}-x86_64-linux"
        found = message(done.stderr)
        assert found[0].startswith(f"{full} cannot be built: ") and "has no toolchain here" in found[0]


def test_a_wrong_build_toml_fails_before_anything_is_fetched(nix, kernel):
    shutil.copy(HERE / "bad-input/unknown-key/build.toml", kernel)
    done = nix("build", "--no-write-lock-file", f"path:{kernel}#bundle", check=False)
    assert done.returncode == 1
    assert "torch.inclde: unknown key" in done.stderr and "building '" not in done.stderr


def test_a_wrong_call_shows_the_right_one(nix, repository):
    call = "(import ./lib { builder = { }; }).genKernelFlakeOutputs { self = { }; pth = ./.; }"
    done = nix("eval", "--impure", "--expr", call, "packages", check=False, cwd=repository)
    assert message(done.stderr)[:2] == [
        "genKernelFlakeOutputs: unknown argument `pth`",
        "  call it as: genKernelFlakeOutputs { inherit self; path = ./.; }",
    ]


def test_neither_nixpkgs_nor_cuda_is_asked_for(nix, repository):
    """Evaluating a CPU kernel with GitHub out of reach works, and no derivation of it names CUDA's wheels."""
    expression = "(import ./lib { builder = { }; }).genKernelFlakeOutputs { self = { }; path = ./examples/swiglu; }"
    drv = nix(
        "eval",
        "--impure",
        "--raw",
        "--expr",
        f"({expression}).packages.x86_64-linux.torch213-cxx11-cpu.drvPath",
        cwd=repository,
    )
    closure = nix("path-info", "--recursive", "--derivation", drv.stdout.strip()).stdout
    assert "torch-2.13.0" in closure and "nvidia" not in closure
