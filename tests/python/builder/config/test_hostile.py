"""A build.toml from an attacker: Python and Nix refuse it with a message, and nothing else happens."""

import pathlib
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kernels._rust import Build

from kernel_builder.builder.config.read import problems_of
from kernel_builder.builder.errors import ConfigError, UserError

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "tests/fuzz"))

from mutate import mutants  # noqa: E402

HOSTILE = {
    "10 MB in a value": (
        lambda text: text.replace(b"Apache-2.0", b"a" * 10_000_000),
        "10000112 bytes",
        "the file has 10000112 bytes",
    ),
    "a line of 10,000 values": (
        lambda text: text.replace(b'["binding.cpp"]', b"[" + b'"a",' * 10_000 + b"]"),
        '"a" does not exist',
        "the line has more than 8192 commas; break it",
    ),
    "keys of 3,000 levels": (lambda text: text + b"a." * 3_000 + b"a = 1", "nested too deeply", "nested too deeply"),
    "100,000 brackets": (lambda text: text + b"x = " + b"[" * 4_000, "nested too deeply", "nested too deeply"),
    "a byte that is not UTF-8": (lambda text: text.replace(b"Apache", b"\xffpache"), "is not UTF-8", None),
    "a NUL": (lambda text: text.replace(b"Apache", b"A\0pache"), "build.toml:5:", None),
    "a table with a name of two lines": (
        lambda text: text + b'[kernel."a\\nb"]\nbackend = "cpu"\n',
        'kernel."a\\nb"',
        'kernel."a\\nb"',
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_a_message(kernel, name, nix):
    change, in_python, in_nix = HOSTILE[name]
    file = kernel / "build.toml"
    file.write_bytes(change(file.read_bytes()))
    with pytest.raises(UserError) as caught:
        raise problems_of(kernel)[0].error()
    assert in_python in str(caught.value) and len(str(caught.value).splitlines()) <= 5
    result = nix(
        "eval", "--impure", "--expr", f"builtins.deepSeq (import {ROOT}/lib/kernel-config {kernel}) true", check=False
    )
    assert result.returncode == 1 and "error:" in result.stderr
    # Nix itself refuses a file that it cannot read at all.
    assert in_nix is None or in_nix in result.stderr


LARGE = {
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text,
    "a comment of a MiB": lambda text: text + b"#" + b"x" * 1_000_000,
    "a license of a MiB": lambda text: text.replace(b"Apache-2.0", b"a" * 1_000_000),
    "a flag of 100 KB": lambda text: text + b'cxx-flags = ["' + b"x" * 100_000 + b'"]',
    "a list in one line": lambda text: text.replace(b'["binding.cpp"]', b"[" + b'"binding.cpp", ' * 2_000 + b"]"),
    "many lines": lambda text: text + b"\n" * 500_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_what_the_hubs_parser_reads_is_read(kernel, name, nix):
    file = kernel / "build.toml"
    file.write_bytes(LARGE[name](file.read_bytes()))
    Build.open(kernel)
    assert problems_of(kernel) == []
    nix("eval", "--impure", "--expr", f"builtins.deepSeq (import {ROOT}/lib/kernel-config {kernel}) true")


def test_a_link_that_leads_to_itself_is_refused(kernel):
    (kernel / "loop.cpp").symlink_to("loop.cpp")
    file = kernel / "build.toml"
    file.write_text(file.read_text().replace("binding.cpp", "loop.cpp"))
    assert problems_of(kernel)[0].path == "torch.src[0]"


@given(seed=st.integers(0, 2**32))
@settings(max_examples=100, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
def test_a_mutated_file_is_accepted_or_refused_with_a_message(tmp_path_factory, seed):
    """`./run fuzz` tries more mutants, also in Nix."""
    seeds = [
        ROOT / "examples/relu/build.toml",
        ROOT / "tests/kernels/tvm-ffi/build.toml",
        ROOT / "examples/triton-softmax/build.toml",
    ]
    folder = tmp_path_factory.mktemp("mutant")
    for _, content in mutants(seeds, 1 + seed % 3, seed):
        (folder / "build.toml").write_bytes(content)
        try:
            problems = problems_of(folder)
        except ConfigError as error:
            assert len(str(error).splitlines()) <= 5
            continue
        assert all(len(str(problem.error()).splitlines()) <= 5 for problem in problems)
