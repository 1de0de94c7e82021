"""The compiler of builds and shells: Debian's GCC in a wrapper, which does what GCC does in every mode."""

import pathlib
import subprocess

import pytest

SOURCE = '#include <vector>\n#include "own.h"\nint answer() { return std::vector<int>(OWN).size(); }\n'
MAIN = "int answer();\nint main() { return answer() == 42 ? 0 : 1; }\n"


@pytest.fixture(scope="session")
def compilers(nix, builder, tmp_path_factory):
    """The wrapper, and the program that it wraps with the flags that every call gets."""
    link = tmp_path_factory.mktemp("compiler") / "cc"
    nix("build", "--out-link", str(link), f"path:{builder}#legacyPackages.x86_64-linux.cc")
    wrapper = (link / "bin/g++").read_text()
    root, sysroot = (
        next(line.partition("=")[2] for line in wrapper.splitlines() if line.startswith(f"{name}="))
        for name in ("root", "sysroot")
    )
    plain = [f"{root}/bin/g++", f"--sysroot={root}", f"-B{root}/bin", "-isystem", f"{sysroot}/include"]
    return [str(link / "bin/g++")], plain


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "own.h").write_text("#define OWN 42\n")
    (tmp_path / "a.cpp").write_text(SOURCE)
    (tmp_path / "main.cpp").write_text(MAIN)
    (tmp_path / "text").write_text(SOURCE)
    return tmp_path


def run(compiler, words, folder):
    process = subprocess.run([*compiler, *words], cwd=folder, capture_output=True, text=True)
    return process.returncode, process.stdout, process.stderr


# Calls that link nothing, `FILE` is where they write.
MODES = [
    ["-x", "c++-header", "own.h", "-o", "FILE"],
    ["own.h", "-o", "FILE"],
    ["-E", "a.cpp"],
    ["-E", "-dM", "-x", "c++", "own.h"],
    ["-M", "a.cpp"],
    ["-MM", "-MT", "-c", "a.cpp"],
    ["-S", "a.cpp", "-o", "FILE"],
    ["-c", "a.cpp", "-o", "FILE"],
    ["-c", "-x", "c++", "text", "-o", "FILE"],
    ["-fsyntax-only", "a.cpp"],
    ["--version"],
    ["-dumpversion"],
    ["-dumpmachine"],
    ["-print-file-name=libc.a"],
    ["-print-search-dirs"],
    ["-v"],
    ["--help"],
    [],
    ["-c", "absent.cpp"],
    ["--no-such-option", "a.cpp"],
]


@pytest.mark.parametrize("words", MODES, ids=" ".join)
@pytest.mark.parametrize("by_response_file", [False, True])
def test_a_call_that_links_nothing_is_the_same_as_without_the_wrapper(compilers, sources, words, by_response_file):
    results = []
    for compiler in compilers:
        file = sources / "out"
        call = [word.replace("FILE", "out") for word in words]
        if by_response_file:
            (sources / "words").write_text("\n".join(call))
            call = ["@words"]
        status, output, errors = run(compiler, call, sources)
        content = file.read_bytes() if file.exists() else b""
        # A precompiled header holds addresses of the process that made it.
        content = b"a precompiled header" if content.startswith(b"gpch") else content
        file.unlink(missing_ok=True)
        results.append((status, output, errors, content))
    assert results[0] == results[1]


def test_values_of_options_are_no_modes(compilers, sources):
    wrapper, _ = compilers
    for value in (["-Xlinker", "-E"], ["-o", "-S"], ["-D", "-c"], ["-I", "-M"]):
        words = ["a.cpp", "main.cpp", *value, *([] if value[0] == "-o" else ["-o", "program"])]
        status, _, errors = run(wrapper, words, sources)
        if value[0] == "-D":
            assert status, "GCC refuses the macro -c"
            continue
        assert status == 0, errors
        program = pathlib.Path(sources, "-S" if value[0] == "-o" else "program")
        assert subprocess.run([program]).returncode == 0
        program.unlink()


@pytest.mark.parametrize("by_response_file", [False, True])
@pytest.mark.parametrize("kind", ["program", "library", "object", "static"])
def test_what_is_linked_runs_or_names_no_folder(compilers, sources, kind, by_response_file):
    wrapper, _ = compilers
    flags = {"program": [], "library": ["-shared", "-fPIC"], "object": ["-r", "-nostdlib"], "static": ["-static"]}[kind]
    words = [*flags, "a.cpp", *(["main.cpp"] if kind in ("program", "static") else []), "-o", "out"]
    if by_response_file:
        (sources / "words").write_text("\n".join(words))
        words = ["@words"]
    status, _, errors = run(wrapper, words, sources)
    assert status == 0, errors
    headers = subprocess.run(["readelf", "-dlh", sources / "out"], capture_output=True, text=True).stdout
    if kind in ("program", "static"):
        assert subprocess.run([sources / "out"]).returncode == 0
    if kind == "library":
        assert "/nix/store" not in headers and "DYN" in headers
    if kind == "object":
        assert "REL (Relocatable" in headers


def test_no_bytecode_of_the_root_can_be_stale(compilers):
    """Bytecode with the time of its source is stale in the store. A Python that may write there would make it anew."""
    _, (program, *_) = compilers
    library = pathlib.Path(program).parents[1] / "usr/lib/python3.11"
    # PEP 552: the second word tells what the bytecode is compared with; 1 is a hash that is not checked.
    kinds = {file.read_bytes()[4:8] for file in library.rglob("*.pyc")}
    assert kinds == {(1).to_bytes(4, "little")}
    assert len(list(library.rglob("*.pyc"))) == len(list(library.rglob("*.py")))
