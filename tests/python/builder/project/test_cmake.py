import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel_builder.builder.project.cmake import Reference, add_flags, command, literal, quoted


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


def test_a_literal_has_nothing_that_begins_or_ends_a_generator_expression():
    assert literal("-DA=$<X>") == "-DA=$<1:$><X$<ANGLE-R>"


def test_a_call_that_is_too_long_has_one_argument_per_line():
    assert command("add_kernel", "kernel_a", "a.cu") == "add_kernel(kernel_a a.cu)"
    assert command("add_kernel", "kernel_a", "a" * 60, "b" * 60) == f"add_kernel(kernel_a\n  {'a' * 60}\n  {'b' * 60})"


def test_without_flags_there_is_no_call():
    assert add_flags("kernel_a", "cxx-flags", []) == []
    assert add_flags("kernel_a", "cxx-flags", ["-O3", "-DA=1>0"]) == [
        "add_flags(kernel_a cxx-flags -O3 [[-DA=1$<ANGLE-R>0]])"
    ]
