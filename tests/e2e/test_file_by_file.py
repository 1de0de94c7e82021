"""Kernels are built file by file: an edit compiles the files that it may change, and the library stays the same."""

import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import time

import pytest
from shared import SHORT, VARIANT

# A variant as it would be without objects: the compilers are called where CMake calls them.
IN_ONE_GO = """
let
  variant = (builtins.getFlake "path:{kernel}").packages.x86_64-linux."{variant}";
  attributes = variant.drvAttrs;
  isLauncher = flag: builtins.match ".*COMPILER_LAUNCHER.*" flag != null;
in
derivation (attributes // {{
  name = "in-one-go";
  cmakeFlags = builtins.filter (flag: !(isLauncher flag)) attributes.cmakeFlags;
}})
"""


@pytest.fixture
def kernel(copy_kernel):
    """A kernel of several files that no earlier run has built."""
    folder = copy_kernel("file-by-file")
    for file in [*folder.glob("src/*.c*"), folder / "binding.cpp"]:
        file.write_text(f"{file.read_text()}\n// {time.time_ns()}\n")
    return folder


@pytest.fixture
def compiled(build, kernel):
    """Build the variant; returns the set of sources that were compiled for it, as the names of objects have them."""

    def run():
        process = build(kernel, SHORT)
        return set(re.findall(r"building '/nix/store/[^']*-file-by-file-object-([^']*)\.drv'", process.stderr))

    return run


def append(file, text="// edited\n"):
    file.write_text(file.read_text() + text)


def test_an_edit_compiles_what_it_may_change(kernel, compiled):
    # src/macro.cpp includes the value of a macro, so it may include everything. The id of the ops is a hash of the
    # sources here; binding.cpp and, by what it may include, src/macro.cpp can mention it.
    with_id = {"binding.cpp", "src-macro.cpp"}
    assert compiled() == {*with_id, "src-c.c", "src-none.cpp", "src-product.cpp", "src-scalar.cpp", "src-sum.cpp"}
    append(kernel / "src/sum.cpp")
    assert compiled() == {*with_id, "src-sum.cpp"}
    append(kernel / "include/deeper.h")
    assert compiled() == {*with_id, "src-product.cpp", "src-sum.cpp"}
    append(kernel / "src/forced.h")
    assert compiled() == {*with_id, "src-c.c", "src-scalar.cpp"}
    append(kernel / "torch-ext/file_by_file/__init__.py", "# edited\n")
    assert compiled() == with_id
    (kernel / "build.toml").write_text((kernel / "build.toml").read_text().replace("version = 1", "version = 2"))
    assert compiled() == with_id


@pytest.mark.parametrize(
    "name, variant", [("file-by-file", VARIANT), ("driver-api", "torch213-cxx11-cu130-x86_64-linux")]
)
def test_the_library_is_the_same_as_in_one_go(nix, build, copy_kernel, tmp_path, name, variant):
    kernel = copy_kernel(name)
    build(kernel, variant, to=tmp_path / "by-file")
    nix("flake", "lock", f"path:{kernel}")
    expression = IN_ONE_GO.format(kernel=kernel, variant=variant)
    nix("build", "--impure", "--out-link", str(tmp_path / "in-one-go"), "--expr", expression)
    (library,) = (tmp_path / "by-file").glob("*.so")
    assert library.read_bytes() == (tmp_path / "in-one-go" / library.name).read_bytes()


def test_each_file_that_does_not_compile_is_named_and_the_others_are_kept(kernel, kernel_builder, compiled):
    append(kernel / "src/sum.cpp", "int a() { return unknown_a; }\n")
    append(kernel / "src/c.c", "int b(void) { return unknown_b; }\n")
    failed = kernel_builder("build", kernel, "--variant", SHORT, "--keep-going", check=False)
    assert failed.returncode == 1
    assert re.search(rf"^{VARIANT}: src/sum.cpp:\d+:\d+: error: .unknown_a. was not declared", failed.stdout, re.M)
    assert re.search(rf"^{VARIANT}: src/c.c:\d+:\d+: error: .unknown_b. undeclared", failed.stdout, re.M)
    assert failed.stdout.count("full log: nix log /nix/store/") == 2
    for name in ("src/sum.cpp", "src/c.c"):
        (kernel / name).write_text(re.sub("unknown_.", "0", (kernel / name).read_text()))
    # The id of the ops has changed too.
    assert compiled() == {"binding.cpp", "src-c.c", "src-macro.cpp", "src-sum.cpp"}


def test_a_build_that_is_killed_keeps_the_objects_that_were_finished(kernel, command, compiled):
    append(kernel / "src/sum.cpp", '#include <c10/util/Half.h>\n#include "slow.h"\n')
    (kernel / "include/slow.h").write_text(
        "template <int n> struct Slow { static constexpr int value = Slow<n - 1>::value + Slow<n - 2>::value; };\n"
        "template <> struct Slow<0> { static constexpr int value = 0; };\n"
        "template <> struct Slow<1> { static constexpr int value = 1; };\n"
    )
    running = subprocess.Popen(
        [*command, "build", "--variant", SHORT, "--max-jobs", "1", "-L", str(kernel)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    begun = []
    for line in running.stderr:
        begun += re.findall(r"building '/nix/store/[^']*-file-by-file-object-([^']*)\.drv'", line)
        if len(begun) == 4:
            break
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    # With one job, three are finished when the fourth begins.
    assert not set(begun[:3]) & compiled()


def test_a_source_of_two_tables_is_compiled_with_the_flags_of_each(kernel, build, tmp_path):
    text = (kernel / "build.toml").read_text()
    (kernel / "src/twice.cpp").write_text(f"int NAME() {{ return 1; }} // {time.time_ns()}\n")
    for name in ("one", "two"):
        text += (
            f'[kernel.{name}]\nbackend = "cpu"\ndepends = []\nsrc = ["src/twice.cpp"]\ncxx-flags = ["-DNAME={name}"]\n'
        )
    (kernel / "build.toml").write_text(text)
    process = build(kernel, SHORT, to=tmp_path / "built")
    assert process.stderr.count("file-by-file-object-src-twice.cpp.drv'") == 2


def test_a_header_may_be_a_symbolic_link(build, copy_kernel, tmp_path):
    build(copy_kernel("linked-header"), SHORT, to=tmp_path / "built")
    assert list((tmp_path / "built").glob("_linked_header_cpu_*.abi3.so"))


# Prints, for each source, whether GCC takes a precompiled header, and the sum of its object.
COMPILE = """
import hashlib, json, pathlib, shlex, subprocess
for entry in json.load(open("build/compile_commands.json")):
    words = [*shlex.split(entry["command"]), "-H"]
    log = subprocess.run(words, cwd=entry["directory"], stderr=subprocess.PIPE, text=True, check=True).stderr
    is_precompiled = log.startswith("!") or "\\n!" in log
    object = pathlib.Path(entry["directory"], entry["output"]).read_bytes()
    print(pathlib.Path(entry["file"]).name, is_precompiled, hashlib.sha256(object).hexdigest())
"""
CONFIGURE = "kernel-builder create-pyproject . && cmake -B build"


def test_precompiled_headers_are_used_and_change_no_byte(copy_kernel, nix, build, in_shell):
    kernel = copy_kernel("precompiled")
    build(kernel, SHORT)
    script = f"({CONFIGURE}) >&2 && python -c '{COMPILE}' && unset CPATH && python -c '{COMPILE}'"
    printed = in_shell(kernel, SHORT, "bash", "-c", script, cwd=kernel).stdout.splitlines()
    sources = [line.rpartition(" ")[0] for line in printed]
    without = [f"{name}.cpp False" for name in ("binding", "defined", "one", "three", "two")]
    assert sorted(sources[:5]) == [
        "binding.cpp False",
        "defined.cpp False",
        *(f"{name}.cpp True" for name in ("one", "three", "two")),
    ]
    assert sorted(sources[5:]) == without
    sums = [line.split()[::2] for line in printed]
    assert sums[:5] == sums[5:]
    # The objects of the build.
    objects = 'objects: map (name: objects.${name}) [ "src/one.cpp" "src/three.cpp" "src/two.cpp" ]'
    folders = nix("eval", "--json", f"path:{kernel}#{SHORT}.objectsByFile", "--apply", objects).stdout
    for name, folder in zip(("one", "three", "two"), json.loads(folders)):
        built = hashlib.sha256(pathlib.Path(folder, "object.o").read_bytes()).hexdigest()
        assert [f"{name}.cpp", built] in sums


def test_precompiled_headers_can_be_turned_off(copy_kernel, nix):
    kernel = copy_kernel("precompiled")
    flake = kernel / "flake.nix"
    flake.write_text(flake.read_text().replace("path = ./.;", "path = ./.; precompiledHeaders = false;"))
    folders = nix("eval", "--json", "--no-write-lock-file", f"path:{kernel}#{SHORT}.precompiledFolders").stdout
    assert json.loads(folders) == []
