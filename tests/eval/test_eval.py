"""Evaluation by Nix, without a build: the promises and refusals of lib/, and the answers to a wrong build.toml."""

import json
import os
import pathlib
import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

TESTS = pathlib.Path(__file__).resolve().parent.parent
EVAL = TESTS / "eval"
BAD_INPUT = sorted((TESTS / "bad-input").iterdir())
TESTED = sorted(path.relative_to(EVAL).as_posix().removesuffix(".test.nix") for path in EVAL.rglob("*.test.nix"))
REFUSALS = sorted(EVAL.rglob("*.refusals.nix"))


@pytest.fixture(scope="module")
def results(nix):
    """The value of tests/eval/default.nix."""
    return json.loads(nix("eval", "--json", "--file", str(EVAL)).stdout)


@pytest.mark.parametrize("path", TESTED)
def test_its_promises_hold(results, path):
    assert results["failures"].get(path, {}) == {} and results["counts"][path] > 0


def test_each_exported_name_of_lib_has_a_test(results):
    assert results["untested"] == {}


def test_each_tested_file_exists(repository):
    assert [path for path in TESTED if not (repository / f"{path}.nix").is_file()] == []


def message(stderr):
    """The lines of an error of Nix, without its hint about traces and its indentation.

    Nix 2.20 and later print a trace before the error.
    """
    *_, start = re.finditer(r"^ *error: ", stderr, re.M)
    lines = stderr[start.end() :].splitlines()
    lines = lines[: next((i for i, line in enumerate(lines) if not line.strip() or "--show-trace" in line), len(lines))]
    indent = len(lines[1]) - len(lines[1].lstrip()) - 2 if len(lines) > 1 else 0
    return [lines[0], *(line[indent:] for line in lines[1:])]


@pytest.mark.parametrize("file", REFUSALS, ids=lambda path: path.relative_to(EVAL).as_posix())
def test_each_refusal_is_reported_in_these_words(nix, file):
    """A file of refusals holds { name = { value; message; }; }: evaluating the value fails with the message."""
    messages = json.loads(
        nix("eval", "--impure", "--json", "--expr", f"builtins.mapAttrs (_: r: r.message) (import {file})").stdout
    )

    def refusal(name):
        expression = f"builtins.deepSeq (import {file}).{json.dumps(name)}.value true"
        return nix("eval", "--impure", "--expr", expression, check=False)

    with ThreadPoolExecutor(2) as pool:
        results = dict(zip(messages, pool.map(refusal, messages)))
    assert messages
    for name, expected in messages.items():
        assert results[name].returncode == 1, name
        assert message(results[name].stderr) == expected.splitlines(), name


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda path: path.name)
def test_bad_input_is_answered_with_file_key_and_remedy(nix, kernel, case):
    (kernel / "build.toml").unlink()
    shutil.copytree(case, kernel, dirs_exist_ok=True, symlinks=True)
    expression = f"builtins.deepSeq (import {TESTS.parent}/lib/kernel-config {kernel}) true"
    result = nix("eval", "--impure", "--expr", expression, check=False)
    assert result.returncode == 1
    lines = message(result.stderr)
    assert lines == (case / "expected.txt").read_text().splitlines()
    assert len(lines) <= 5


def test_the_whole_matrix_evaluates(nix):
    folder = TESTS / "kernels/all-backends"
    variants = json.loads(nix("eval", "--no-write-lock-file", "--json", f"{folder}#lib.variants").stdout)
    counts = {system: len(records) for system, records in variants.items()}
    rows = json.loads(nix("eval", "--json", "--file", str(TESTS.parent / "versions.nix")).stdout)
    assert counts == {system: sum(system in row["systems"] for row in rows) for system in counts}


def test_a_variant_without_a_toolchain_has_the_reason_each_time(nix, copy_kernel, change, tmp_path):
    kernel = copy_kernel("all-backends")
    newer = '{ torch = "2.11"; backend = "xpu"; version = "2099.1"; systems = [ "x86_64-linux" ]; }'
    change(kernel / "flake.nix", "path = ./.;", f"path = ./.;\n      torchVersions = known: known ++ [ {newer} ];")
    # Nix caches evaluations, also failed ones: the second build of each name reads the cache of the first.
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    nix("eval", "--no-write-lock-file", "--json", f"path:{kernel}#lib.variants", env=environment)
    full = "torch211-cxx11-xpu20991-x86_64-linux"
    for name in ["torch211-cxx11-xpu20991", full] * 2:
        result = nix("build", "--no-write-lock-file", f"path:{kernel}#{name}", check=False, env=environment)
        assert result.returncode == 1
        assert message(result.stderr) == [f"{full} cannot be built: oneAPI 2099.1 has no toolchain here"]


def test_a_wrong_build_toml_fails_before_anything_is_fetched(nix, kernel):
    shutil.copy(TESTS / "bad-input/unknown-key/build.toml", kernel)
    result = nix("build", "--no-write-lock-file", f"path:{kernel}#bundle", check=False)
    assert result.returncode == 1 and "building '" not in result.stderr
    assert message(result.stderr) == (TESTS / "bad-input/unknown-key/expected.txt").read_text().splitlines()


def test_neither_nixpkgs_nor_a_gpus_wheels_are_needed_for_the_cpu(nix, repository):
    """A CPU kernel evaluates with GitHub out of reach, and none of its derivations names NVIDIA's wheels."""
    outputs = "(import ./lib { builder = { }; }).genKernelFlakeOutputs { self = { }; path = ./examples/swiglu; }"
    expression = f"({outputs}).packages.x86_64-linux.torch213-cxx11-cpu.drvPath"
    drv = nix("eval", "--impure", "--raw", "--expr", expression, cwd=repository).stdout.strip()
    closure = nix("path-info", "--recursive", "--derivation", drv).stdout
    assert "torch-2.13.0" in closure and "nvidia" not in closure
