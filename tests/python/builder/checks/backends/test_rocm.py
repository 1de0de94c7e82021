import struct
import subprocess

import pytest

from kernel_builder.builder.checks import device_code


def bundle(*archs):
    """A code object bundle as clang writes it, with empty code objects."""
    names = ["host-x86_64-unknown-linux-gnu-", *(f"hipv4-amdgcn-amd-amdhsa--{arch}" for arch in archs)]
    table = b"".join(struct.pack("<QQQ", 4096, 0, len(name)) + name.encode() for name in names)
    return (b"__CLANG_OFFLOAD_BUNDLE__" + struct.pack("<Q", len(names)) + table).ljust(4096, b"\0")


@pytest.fixture
def add_section(library, tmp_path):
    """Put bytes into the section for device code of the variant's library."""

    def add(content):
        (tmp_path / "fatbin").write_bytes(content)
        subprocess.run(["objcopy", "--add-section", f".hip_fatbin={tmp_path}/fatbin", library], check=True)

    return add


def test_code_in_the_bundles_of_all_sources_is_listed(variant, add_section):
    add_section(bundle("gfx90a", "gfx1100") + bundle("gfx942"))
    line = device_code.check(variant, backend="rocm", archs=["gfx1100", "gfx90a", "gfx942"], compiler="clang")
    assert line == "gfx1100, gfx90a, gfx942 by clang"


@pytest.mark.parametrize(
    "archs, problem",
    [
        (["gfx90a", "gfx942"], "device code for gfx942 is missing"),
        ([], "it contains device code for gfx90a, which was not requested"),
    ],
)
def test_code_for_other_architectures_is_refused(variant, library, add_section, refusal, archs, problem):
    add_section(bundle("gfx90a"))
    assert refusal(device_code, variant, backend="rocm", archs=archs, compiler="clang") == (
        f"error: {library.name}: {problem}\n"
        "  list the architectures in rocm-archs in build.toml, and pass no architecture in hip-flags"
    )


def test_a_library_without_device_code_is_refused(variant, library, refusal):
    assert refusal(device_code, variant, backend="rocm", archs=["gfx90a"], compiler="clang") == (
        f"error: {library.name}: device code for gfx90a is missing\n"
        "  list the architectures in rocm-archs in build.toml, and pass no architecture in hip-flags"
    )


def test_compressed_device_code_is_refused_with_the_flag_that_compresses_it(variant, library, add_section, refusal):
    add_section(b"CCOB" + bytes(60))
    assert refusal(device_code, variant, backend="rocm", archs=["gfx90a"], compiler="clang") == (
        f"error: {library.name}: its device code is compressed\n  remove --offload-compress from hip-flags"
    )
