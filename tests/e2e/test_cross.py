"""Variants for aarch64-linux, built and loaded on this x86_64 machine. No aarch64 processor and no binfmt is needed."""

import json
import platform
import re
import subprocess

import pytest
from shared import SHORT

# PyPI's Torch 2.10 for aarch64 is a build for the CPU: 146 MB. Later ones are for CUDA and need NVIDIA's libraries.
VARIANT = "torch210-cxx11-cpu-aarch64-linux"
pytestmark = pytest.mark.skipif(platform.machine() != "x86_64", reason="x86_64 machines build for aarch64")


def elf(*words: str) -> str:
    return subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True).stdout


def test_a_variant_for_another_machine_is_built_checked_and_passes_its_tests_under_emulation(kernel_builder, relu):
    shown = kernel_builder("build-and-copy", "--test", "--variant", VARIANT, relu).stdout
    row = re.search(rf"^{VARIANT}  (?:built|cached) +(\S+)  +\d+ KiB  9 passed  (\d+) passed$", shown, re.M)
    assert row and int(row[2]) > 0, shown
    library = relu / "build" / VARIANT / row[1]
    assert re.search(r"Machine: +AArch64$", elf("readelf", "--file-header", str(library)), re.M)
    assert "SHA" not in elf("readelf", "--dynamic", str(library)) and b"/nix/store" not in library.read_bytes()


def test_the_report_names_the_emulator_that_loaded_it(build_report, relu):
    report = build_report(relu, f"legacyPackages.x86_64-linux.{VARIANT}")
    assert report["loaded"] and report["checks"]["load"].startswith("with torch 2.10")
    under = re.compile(r"loaded under emulation: QEMU \S+ runs the Python and the Torch of aarch64-linux")
    assert any(under.fullmatch(note) for note in report["notes"])


def test_another_machines_shell_compiles_and_runs_for_that_machine(in_shell, relu):
    (relu / "seven.cpp").write_text("int main() { return 7; }\n")
    # A Python that starts a Python.
    (relu / "start.py").write_text(
        "import subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', 'import platform; print(platform.machine())'], check=True)\n"
    )
    # pytest is a script whose first line names the Python.
    script = "g++ seven.cpp -o seven && python3 start.py && pytest --version"
    finished = in_shell(relu, VARIANT, "bash", "-euc", script, cwd=relu)
    assert finished.stdout.splitlines()[0] == "aarch64"
    assert "AArch64" in elf("readelf", "--file-header", str(relu / "seven"))
    assert "runs the Python of this shell, for aarch64-linux: slowly, and without a GPU" in finished.stderr


def test_the_machines_own_variants_stay_as_they_are(kernel_builder, quick):
    listed = json.loads(kernel_builder("list-variants", "--json", quick).stdout)
    assert {record["system"] for record in listed} == {"x86_64-linux"}
    other = json.loads(kernel_builder("list-variants", "--system", "aarch64-linux", "--json", quick).stdout)
    assert {record["system"] for record in other} == {"aarch64-linux"} and SHORT in {r["short"] for r in other}
