import shutil
import subprocess

import pytest

from kernel_builder.builder.checks.backends.xpu import listed

pytestmark = pytest.mark.skipif(not shutil.which("g++"), reason="needs a C++ compiler")
MAGIC = "0x07230203"


def library(folder, assembly):
    """A library with this assembly."""
    (folder / "a.s").write_text(assembly)
    subprocess.run(["g++", "-shared", "-nostdlib", folder / "a.s", "-o", folder / "a.so"], check=True)
    return folder / "a.so"


@pytest.mark.parametrize("before", ["", ".long 1\n.p2align 4\n"])
def test_a_module_of_spirv_is_found_at_a_multiple_of_16_bytes(tmp_path, before):
    assembly = f'.section .sycl_device_code,"a"\n.p2align 4\n{before}.long {MAGIC}, 1\n'
    assert listed(library(tmp_path, assembly)) == {"SPIR-V"}


@pytest.mark.parametrize(
    "assembly", [f".data\n.long {MAGIC}\n", f'.section .sycl_device_code,"a"\n.p2align 4\n.long 1, {MAGIC}\n']
)
def test_a_library_without_a_module_has_no_device_code(tmp_path, assembly):
    assert listed(library(tmp_path, assembly)) == set()
