import random
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel_builder.builder.project.cmake import Reference, add_flags, command, quoted, shell_words


@pytest.mark.parametrize(
    "value", ["plain.cpp", "a b", "a;b", "$(touch x)", "${HOME}", '"', "]]", "]=]", "\\n", "#", "-O3", "]", "a=b,c:d"]
)
def test_a_quoted_argument_means_itself_to_cmake(tmp_path, value):
    script = tmp_path / "script.cmake"
    script.write_text(f'file(WRITE "{tmp_path}/out" {quoted(value)})\n')
    subprocess.run(["cmake", "-P", script], check=True)
    assert (tmp_path / "out").read_text() == value


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_quoted_argument_closes_only_at_its_end(value):
    argument = quoted(value)
    if argument != value:
        level = argument.index("[", 1) - 1
        assert argument.index(f"]{'=' * level}]") == len(argument) - level - 2


def test_a_reference_is_left_for_cmake_to_resolve():
    assert quoted(Reference("${OPS_ID}")) == "${OPS_ID}" and quoted("${OPS_ID}") == "[[${OPS_ID}]]"


def test_words_pass_through_a_shell_that_expands_braces():
    """bash expands braces, and is the shell of many machines. Make and Ninja turn `$$` into `$`."""
    characters = [chr(code) for code in range(ord(" "), ord("~") + 1)] + ["{a,b}", "$(true)", "$$"]
    generator = random.Random(0)
    lists = [["".join(generator.choices(characters, k=8)) for _ in range(5)] for _ in range(1000)] + [["", "-DA={1,2}"]]
    lines = [f"printf '%s\\0' {shell_words(words)}; echo\n" for words in lists]
    assert not any("$" in line.replace("$$", "") for line in lines)
    script = "".join(lines).replace("$$", "$")
    done = subprocess.run(["bash"], input=script, capture_output=True, text=True, check=True)
    assert [line.split("\0")[:-1] for line in done.stdout.splitlines()] == lists


def test_a_call_that_is_too_long_has_one_argument_per_line():
    assert command("add_kernel", "kernel_a", "a.cu") == "add_kernel(kernel_a a.cu)"
    assert command("add_kernel", "kernel_a", "a" * 60, "b" * 60) == f"add_kernel(kernel_a\n  {'a' * 60}\n  {'b' * 60})"


def test_without_flags_there_is_no_call():
    assert add_flags("kernel_a", "cxx_flags", []) == []
    assert add_flags("kernel_a", "cxx_flags", ["-O3", "-DA=${B}"]) == [
        "add_flags(kernel_a cxx_flags [[-O3 '-DA=$${B}']])"
    ]
