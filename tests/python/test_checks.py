"""Each check on a variant made by hand: what passes, and the words when one thing is wrong."""

import json
import struct
import subprocess

import pytest

from kernel_builder.builder.checks import (
    CHECKS,
    abi,
    device_code,
    hip_code,
    imports,
    layout,
    libraries,
    metadata,
    ops,
    rocm_release,
    run,
    stable_abi,
    store_paths,
    symbols,
)
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.metadata import provenance, write_metadata

ID = "_small_cpu_0123456"


def compile_library(target, source, *flags):
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-x", "c", "-", "-x", "none", "-o", target, *flags],
        input=source,
        text=True,
        check=True,
    )


@pytest.fixture
def variant(tmp_path, kernel):
    folder = tmp_path / "torch213-cxx11-cpu-x86_64-linux"
    (folder / "small").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "small/__init__.py").touch()
    compile_library(folder / f"{ID}.abi3.so", "int one(void) { return 1; }")
    seal(folder, kernel)
    return folder


def seal(folder, kernel):
    write_metadata(folder, read_config(kernel), ID, "cpu", None, provenance(None, None))


def refused(check, variant):
    with pytest.raises(CheckError) as caught:
        check.check(variant)
    return str(caught.value)


def test_a_right_variant_passes_all(variant):
    for check in CHECKS.values():
        assert run(check, variant)


def test_a_refusal_says_the_rule_and_where_it_is_from(variant):
    (variant / "__init__.py").unlink()
    with pytest.raises(CheckError, match="has no __init__.py\n(?s:.*)\n  rule: the layout that `kernels` loads"):
        run(layout, variant)


def test_a_missing_init_is_refused(variant):
    (variant / "__init__.py").unlink()
    assert "the variant has no __init__.py" in refused(layout, variant)


def test_bytecode_is_refused(variant):
    (variant / "__pycache__").mkdir()
    assert "__pycache__: bytecode belongs to one Python version" in refused(layout, variant)


def test_a_link_is_refused(variant):
    (variant / "link.py").symlink_to("__init__.py")
    assert "link.py: a link would lead nowhere" in refused(layout, variant)


def test_a_second_library_is_refused(variant):
    compile_library(variant / "other.abi3.so", "int two;")
    assert "a variant has one library, this one: _small_cpu_0123456.abi3.so, other.abi3.so" in refused(layout, variant)


@pytest.mark.parametrize("line", ["import yaml", "from yaml import load", "class A:\n    import yaml"])
def test_an_import_that_is_not_declared_is_refused(variant, line):
    (variant / "__init__.py").write_text(line + "\n")
    assert "it imports yaml, which build.toml does not declare" in refused(imports, variant)


@pytest.mark.parametrize(
    "line",
    [
        "import torch, json",
        "from . import yaml",
        "def f():\n    import yaml",
        "try:\n    import yaml\nexcept ImportError:\n    pass",
    ],
)
def test_an_import_that_is_there_or_may_fail_is_not(variant, line):
    (variant / "__init__.py").write_text(line + "\n")
    assert imports.check(variant)


def test_the_stable_abi_is_asked_of_its_variants_alone_and_ends_at_names_of_cpp(variant):
    source = "void _ZN3c108demangleB5cxx11EPKc(void); void aoti_torch_f(void); void f(void) { aoti_torch_f(); %s }"
    assert not stable_abi.applies(variant)
    variant = variant.rename(variant.with_name("torch-stable-abi213-cpu-x86_64-linux"))
    assert stable_abi.applies(variant)
    compile_library(variant / f"{ID}.abi3.so", source % "")
    assert stable_abi.check(variant) == "1 names of Torch, all in its stable ABI"
    compile_library(variant / f"{ID}.abi3.so", source % "_ZN3c108demangleB5cxx11EPKc();")
    assert "of Torch, which is not in its stable ABI" in refused(stable_abi, variant)


def test_a_runpath_is_refused(variant):
    compile_library(variant / f"{ID}.abi3.so", "int one;", "-Wl,-rpath,/opt/lib")
    assert f"{ID}.abi3.so: it carries a RUNPATH, /opt/lib" in refused(libraries, variant)


def test_a_foreign_library_is_refused(variant, tmp_path):
    compile_library(tmp_path / "libforeign.so.3", "int f(void) { return 1; }", "-Wl,-soname,libforeign.so.3")
    compile_library(
        variant / f"{ID}.abi3.so", "int f(void); int g(void) { return f(); }", str(tmp_path / "libforeign.so.3")
    )
    assert f"{ID}.abi3.so: it needs libforeign.so.3" in refused(libraries, variant)


@pytest.mark.parametrize(
    "library, name, version, words",
    [
        ("libc.so.6", "stat", "GLIBC_2.33", "manylinux_2_28 ends at GLIBC_2.28"),
        ("libstdc++.so.6", "made_up", "GLIBCXX_3.4.25", "manylinux_2_28 ends at GLIBCXX_3.4.24"),
        ("libstdc++.so.6", "made_up", "CXXABI_1.3.12", "manylinux_2_28 ends at CXXABI_1.3.11"),
        ("libgcc_s.so.1", "made_up", "GCC_12.0.0", "manylinux_2_28 ends at GCC_7.0.0"),
    ],
)
def test_a_symbol_above_the_ceiling_is_refused(variant, tmp_path, library, name, version, words):
    """A stub with the newer version stands in for the newer library."""
    (tmp_path / "map").write_text(f"{version} {{ global: {name}; local: *; }};")
    stub = tmp_path / library
    compile_library(
        stub, f"int {name}(void) {{ return 1; }}", "-nostdlib", f"-Wl,-soname,{library},--version-script={tmp_path}/map"
    )
    source = f"int {name}(void); int f(void) {{ return {name}(); }}"
    compile_library(variant / f"{ID}.abi3.so", source, "-nostdlib", str(stub))
    assert f"{name} asks for {version} of {library}; {words}" in refused(abi, variant)


@pytest.mark.parametrize(
    "name, words",
    [
        ("PyUnicode_AsUTF8AndSize", "came to CPython's limited API with 3.10"),
        ("PyFrame_GetLasti", "is not in CPython's limited API"),
        ("_PyObject_GetDictPtr", "is not in CPython's limited API"),
    ],
)
def test_a_symbol_outside_the_limited_api_is_refused(variant, name, words):
    compile_library(variant / f"{ID}.abi3.so", f"int {name}(void); int f(void) {{ return {name}(); }}")
    assert f"{name} {words}" in refused(abi, variant)


def test_a_store_path_is_refused(variant):
    path = "/nix/store/" + "a" * 32 + "-gcc"
    (variant / "paths.py").write_text(f"TOOL = '{path}/bin/gcc'\n")
    assert f"paths.py: it holds the store path {path}" in refused(store_paths, variant)


def test_a_changed_file_is_refused(variant):
    (variant / "__init__.py").write_text("# changed\n")
    assert "__init__.py" in refused(metadata, variant)


def test_an_added_file_is_refused(variant):
    (variant / "new.py").touch()
    assert "new.py" in refused(metadata, variant)


def test_metadata_that_cannot_be_read_is_refused(variant):
    (variant / "metadata.json").write_text("{}")
    assert "metadata.json: Cannot parse metadata" in refused(metadata, variant)


def test_a_library_of_another_name_is_refused(variant, kernel):
    (variant / f"{ID}.abi3.so").rename(variant / "_other.abi3.so")
    seal(variant, kernel)
    assert f"the id is {ID}, the library is _other.abi3.so" in refused(metadata, variant)


def test_a_file_that_is_no_library_is_refused(variant):
    (variant / f"{ID}.abi3.so").write_text("text")
    assert f"{ID}.abi3.so: not an ELF library" in refused(libraries, variant)


def test_provenance_names_both_revisions():
    commit = {"commit": "a" * 40, "dirty": False}
    found = provenance(commit, {**commit, "dirty": True})
    assert found["kernel-builder"]["git"] == commit and found["kernel"]["dirty"]


CUOBJDUMP = """#!/bin/sh
case $1 in
  --list-elf) echo "ELF file    1: relu.1.sm_80.cubin"; echo "ELF file    2: relu.2.sm_90a.cubin" ;;
  --list-ptx) echo "PTX file    1: relu.2.sm_90a.ptx" ;;
esac
"""


@pytest.fixture
def cuobjdump(tmp_path, monkeypatch):
    """Stands for NVIDIA's program, on a library with machine code for 8.0 and 9.0a and PTX for 9.0a."""
    program = tmp_path / "bin/cuobjdump"
    program.parent.mkdir()
    program.write_text(CUOBJDUMP)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")


def test_device_code_for_all_that_was_asked_for_passes(variant, cuobjdump):
    assert device_code.check(variant, ["8.0", "9.0a+PTX"], "nvcc") == "8.0, 9.0a+PTX by nvcc"


@pytest.mark.parametrize(
    "archs, words",
    [
        (["8.0", "9.0", "9.0a+PTX"], "so: machine code for 90 is missing\n"),
        (["9.0a+PTX"], "so: it holds machine code for 80, which was not asked for\n"),
        (
            ["9.0", "9.0a+PTX"],
            "so: machine code for 90 is missing, and it holds machine code for 80, which was not asked for\n",
        ),
        (["8.0+PTX", "9.0a+PTX"], "PTX for 80 is missing"),
        ([], "it holds machine code for 80, 90a, which was not asked for"),
    ],
)
def test_device_code_that_is_missing_or_was_not_asked_for_is_refused(variant, cuobjdump, archs, words):
    with pytest.raises(CheckError, match=words):
        device_code.check(variant, archs, "nvcc")


def bundle(*archs):
    """A code object bundle as clang writes it, with empty code objects."""
    names = ["host-x86_64-unknown-linux-gnu-", *(f"hipv4-amdgcn-amd-amdhsa--{arch}" for arch in archs)]
    table = b"".join(struct.pack("<QQQ", 4096, 0, len(name)) + name.encode() for name in names)
    return (b"__CLANG_OFFLOAD_BUNDLE__" + struct.pack("<Q", len(names)) + table).ljust(4096, b"\0")


@pytest.fixture
def with_hip(variant, tmp_path):
    """Put bytes into the library's section for device code."""

    def put(content):
        (tmp_path / "fatbin").write_bytes(content)
        library = variant / f"{ID}.abi3.so"
        added = ["--add-section", f".hip_fatbin={tmp_path}/fatbin"]
        subprocess.run(["objcopy", *added, library], check=True)

    return put


def test_device_code_for_rocm_is_found_in_the_bundles_of_all_sources(variant, with_hip):
    with_hip(bundle("gfx90a", "gfx1100") + bundle("gfx942"))
    assert hip_code.check(variant, ["gfx1100", "gfx90a", "gfx942"], "clang") == "gfx1100, gfx90a, gfx942 by clang"


@pytest.mark.parametrize(
    "archs, words",
    [
        (["gfx90a", "gfx942"], "so: device code for gfx942 is missing\n"),
        ([], "so: it holds device code for gfx90a, which was not asked for\n"),
    ],
)
def test_device_code_for_rocm_that_is_missing_or_was_not_asked_for_is_refused(variant, with_hip, archs, words):
    with_hip(bundle("gfx90a"))
    with pytest.raises(CheckError, match=words):
        hip_code.check(variant, archs, "clang")


def test_a_library_without_any_device_code_for_rocm_is_refused(variant):
    with pytest.raises(CheckError, match="device code for gfx90a is missing"):
        hip_code.check(variant, ["gfx90a"], "clang")


def test_compressed_device_code_is_refused_with_the_flag_that_made_it(variant, with_hip):
    with_hip(b"CCOB" + bytes(60))
    with pytest.raises(CheckError, match="its device code is compressed\n  leave --offload-compress out of hip-flags"):
        hip_code.check(variant, ["gfx90a"], "clang")


@pytest.fixture
def hip_runtime(tmp_path):
    """A runtime in which one name is of ROCm 4.2 and one of 7.2, and the table that says so."""
    table = tmp_path / "symbols.json"
    table.write_text(
        json.dumps(
            {"libamdhip64.so.7": {"hip_4.2": ["hipOld"], "hip_7.2": ["hipNew"]}, "libhipblas.so.3": {"": ["hipblasX"]}}
        )
    )
    (tmp_path / "map").write_text("hip_4.2 { global: hipOld; local: *; }; hip_7.2 { global: hipNew; };")
    source = "int hipOld(void) { return 1; } int hipNew(void) { return 2; }"
    flags = ["-nostdlib", f"-Wl,-soname,libamdhip64.so.7,--version-script={tmp_path}/map"]
    compile_library(tmp_path / "libamdhip64.so", source, *flags)
    return table


@pytest.mark.parametrize("linked", [True, False], ids=["with a version", "without one"])
def test_what_came_with_a_later_rocm_is_refused_by_name(variant, hip_runtime, linked):
    source = "int hipOld(void), hipNew(void); int f(void) { return hipOld() + hipNew(); }"
    runtime = [str(hip_runtime.parent / "libamdhip64.so")] if linked else []
    compile_library(variant / f"{ID}.abi3.so", source, "-nostdlib", *runtime)
    with pytest.raises(CheckError) as caught:
        rocm_release.check(variant, "7.1", hip_runtime)
    assert "hipNew came with ROCm 7.2, and this variant is for ROCm 7.1" in str(caught.value)
    assert "#if HIP_VERSION >= 70200000" in str(caught.value)
    assert rocm_release.check(variant, "7.2", hip_runtime) == "at most hip_7.2"


@pytest.fixture
def others(tmp_path):
    """A folder with a library of Torch's and one of CUDA's, as far as their names go."""
    folder = tmp_path / "libraries"
    folder.mkdir()
    compile_library(folder / "libtorch_cpu.so", "int on_the_cpu(void) { return 1; }", "-nostdlib")
    compile_library(folder / "libtorch_cuda.so", "int _ZN2at4cuda3runEv(void) { return 1; }", "-nostdlib")
    return folder


def uses(variant, others, name, *flags):
    source = f"extern int {name}(void); int two(void) {{ return {name}(); }}"
    compile_library(variant / f"{ID}.abi3.so", source, "-nostdlib", f"-L{others}", "-ltorch_cpu", *flags)


def test_names_of_what_is_needed_are_right(variant, others):
    uses(variant, others, "on_the_cpu")
    assert symbols.check(variant, [others]) == "1 names of others, all of them in what is needed"


def test_a_name_of_torchs_cuda_library_is_refused_where_that_is_not_needed(variant, others):
    uses(variant, others, "_ZN2at4cuda3runEv", "-Wl,--as-needed")
    with pytest.raises(CheckError) as caught:
        symbols.check(variant, [others])
    assert "it uses at::cuda::run(), which none of the libraries has" in str(caught.value)
    assert "it is of libtorch_cuda.so" in str(caught.value)


def test_names_of_python_are_another_checks(variant, others):
    uses(variant, others, "PyModule_Create2", "-Wl,--no-as-needed")
    assert symbols.check(variant, [others])


def test_a_cuda_library_is_refused_in_a_cpu_variant(variant, others, kernel):
    uses(variant, others, "_ZN2at4cuda3runEv", "-ltorch_cuda")
    seal(variant, kernel)
    assert "it needs libtorch_cuda.so" in refused(libraries, variant)


@pytest.mark.parametrize("function", sorted(ops.NAMED))
@pytest.mark.parametrize("name", ['"small::f"', 'f"small::{x}"', '"small::" "f"'])
def test_a_literal_namespace_is_refused_with_file_and_line(variant, function, name):
    (variant / "__init__.py").write_text(f"import torch\nx = 1\n\n\n@torch.library.{function}({name})\ndef f(): ...\n")
    said = refused(ops, variant)
    assert f'__init__.py:5: torch.library.{function} names the namespace "small"' in said
    assert "add_op_namespace_prefix" in said


@pytest.mark.parametrize(
    "line",
    [
        'import torch; torch.library.Library("small", "FRAGMENT")',
        'from torch import library; library.register_fake("small::f")',
        'from torch.library import register_fake as fake; fake("small::f")',
    ],
)
def test_a_literal_namespace_is_found_however_it_is_imported(variant, line):
    (variant / "__init__.py").write_text(line + "\n")
    assert "__init__.py:1: torch.library." in refused(ops, variant)


@pytest.mark.parametrize(
    "line",
    [
        'torch.library.register_fake(add_op_namespace_prefix("f"))',
        'torch.library.register_kernel("aten::relu", "cpu")',
        'other.register_fake("small::f")',
        'torch.library.register_fake(f"{prefix}::f")',
    ],
)
def test_names_of_the_build_and_of_torch_are_right(variant, line):
    (variant / "__init__.py").write_text(line + "\n")
    assert ops.check(variant) == "no literal namespace in 2 Python files"
