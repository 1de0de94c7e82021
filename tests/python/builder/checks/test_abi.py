import pytest

from kernel_builder.builder.checks import abi


def link_against_stub(compile_library, library, folder, soname, name, version):
    """Link the variant's library against a stub in which a symbol has the version."""
    (folder / "map").write_text(f"{version} {{ global: {name}; local: *; }};")
    flags = ["-nostdlib", f"-Wl,-soname,{soname},--version-script={folder}/map"]
    compile_library(folder / soname, f"int {name}(void) {{ return 1; }}", *flags)
    source = f"int {name}(void); int f(void) {{ return {name}(); }}"
    compile_library(library, source, "-nostdlib", str(folder / soname))


@pytest.mark.parametrize(
    "soname, name, version, ceiling",
    [
        ("libc.so.6", "stat", "GLIBC_2.33", "GLIBC_2.28"),
        ("libstdc++.so.6", "made_up", "GLIBCXX_3.4.25", "GLIBCXX_3.4.24"),
        ("libstdc++.so.6", "made_up", "CXXABI_1.3.12", "CXXABI_1.3.11"),
        ("libgcc_s.so.1", "made_up", "GCC_12.0.0", "GCC_7.0.0"),
        ("libc.so.6", "made_up", "GLIBC_PRIVATE", "GLIBC_2.28"),
    ],
)
def test_a_symbol_above_the_ceiling_is_refused(
    variant, library, compile_library, refusal, tmp_path, soname, name, version, ceiling
):
    link_against_stub(compile_library, library, tmp_path, soname, name, version)
    assert refusal(abi, variant) == (
        f"error: {library.name}: it uses {name} of {soname} in version {version}, "
        f"but manylinux_2_28 allows at most {ceiling}\n"
        "  remove `.symver` directives, and link with the compiler and the libraries of the build"
    )


@pytest.mark.parametrize(
    "soname, version, line",
    [
        ("libc.so.6", "GLIBC_2.17", "at most GLIBC 2.17"),
        # Versions that are no numbers have no order.
        ("libstdc++.so.6", "CXXABI_TM_1", "no library"),
        ("libcudart.so.13", "libcudart.so.13", "no library"),
    ],
)
def test_a_symbol_below_the_ceiling_or_of_another_family_is_accepted(
    variant, library, compile_library, tmp_path, soname, version, line
):
    link_against_stub(compile_library, library, tmp_path, soname, "made_up", version)
    assert abi.check(variant) == line


@pytest.mark.parametrize(
    "name, problem",
    [
        ("PyUnicode_AsUTF8AndSize", "was added to CPython's limited API in 3.10"),
        ("PyFrame_GetLasti", "is not in CPython's limited API"),
        ("_PyObject_GetDictPtr", "is not in CPython's limited API"),
    ],
)
def test_a_symbol_outside_the_limited_api_is_refused(variant, library, compile_library, refusal, name, problem):
    compile_library(library, f"int {name}(void); int f(void) {{ return {name}(); }}")
    assert refusal(abi, variant) == (
        f"error: {library.name}: {name} {problem}, but a kernel uses the limited API of 3.9\n"
        "  compile with Py_LIMITED_API=0x03090000, and use only functions that Python.h then declares "
        "(docs.python.org/3/c-api/stable.html)"
    )


def test_a_library_whose_name_does_not_end_in_abi3_so_is_refused(variant, library, refusal):
    library.rename(variant / "small.so")
    assert refusal(abi, variant) == (
        "error: small.so: the name of a kernel's library must end in .abi3.so\n  rename its target"
    )
