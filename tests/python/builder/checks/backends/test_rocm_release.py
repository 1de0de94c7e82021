import json

import pytest

from kernel_builder.builder.checks.backends import rocm_release


@pytest.fixture
def symbols(tmp_path, compile_library):
    """A table in which one symbol is of ROCm 4.2 and one of 7.2; a runtime that has both is in the same folder."""
    table = tmp_path / "symbols.json"
    versions = {"hip_4.2": ["hipOld"], "hip_7.2": ["hipNew"]}
    table.write_text(json.dumps({"libamdhip64.so.7": versions, "libhipblas.so.3": {"": ["hipblasX"]}}))
    (tmp_path / "map").write_text("hip_4.2 { global: hipOld; local: *; }; hip_7.2 { global: hipNew; };")
    source = "int hipOld(void) { return 1; } int hipNew(void) { return 2; }"
    flags = ["-nostdlib", f"-Wl,-soname,libamdhip64.so.7,--version-script={tmp_path}/map"]
    compile_library(tmp_path / "libamdhip64.so", source, *flags)
    return table


@pytest.mark.parametrize("linked", [True, False], ids=["with a version", "without one"])
def test_a_symbol_of_a_later_release_is_refused(variant, library, compile_library, refusal, symbols, linked):
    source = "int hipOld(void), hipNew(void); int f(void) { return hipOld() + hipNew(); }"
    runtime = [str(symbols.parent / "libamdhip64.so")] if linked else []
    compile_library(library, source, "-nostdlib", *runtime)
    assert refusal(rocm_release, variant, release="7.1", symbols=str(symbols)) == (
        f"error: {library.name}: it uses hipNew, which is new in ROCm 7.2, but the variant is for ROCm 7.1\n"
        "  use it only under `#if HIP_VERSION >= 70200000`"
    )
    assert rocm_release.check(variant, release="7.2", symbols=str(symbols)) == "at most hip_7.2"
    # Releases are numbers: 7.10 is later than 7.2.
    assert rocm_release.check(variant, release="7.10", symbols=str(symbols)) == "at most hip_7.2"


def test_a_library_without_hip_is_accepted(variant, symbols):
    assert rocm_release.check(variant, release="7.1", symbols=str(symbols)) == "no symbol of HIP"


def test_the_table_of_releases_has_variables_and_no_symbols_without_a_version():
    table = {"a.so": {"hip_6.0": ["function", "variable@"], "": ["other"]}}
    assert rocm_release.releases(table) == {"function": "6.0", "variable": "6.0"}
