"""Kernels built by Nix in the sandbox, and their own tests in the test shell, as a user runs them."""

import json
import pathlib
import re
import shutil
import subprocess

import pytest
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/build.toml"))


def examples_with(backend):
    """Those with a variant for each Torch; the others are loaded with an old one, so `./run variants` builds them."""
    texts = {path: (path / "build.toml").read_text() for path in EXAMPLES}
    return [path for path, text in texts.items() if f'"{backend}"' in text and "stable-abi" not in text]


COMPILED_FOR_CUDA = [
    path for path in examples_with("cuda") if "[torch-noarch]" not in (path / "build.toml").read_text()
]
# This one of tests/kernels is to be built as well.
KERNELS = [*examples_with("cpu"), ROOT / "tests/kernels/cpp-runtime"]
# What CUDA 13 code is made for where a kernel does not say.
CUDA_DEFAULT = ["7.5", "8.0", "8.6", "8.7", "8.9", "9.0", "10.0", "11.0", "12.0", "12.1+PTX"]
VARIANT = "torch213-cxx11-cpu-x86_64-linux"


@pytest.mark.parametrize("folder", KERNELS, ids=lambda path: path.name)
def test_a_kernel_is_built_checked_copied_and_passes_its_tests(folder):
    shutil.rmtree(folder / "build", ignore_errors=True)
    command = [
        "nix",
        "run",
        f"{ROOT}#kernel-builder",
        "--",
        "build-and-copy",
        "--test",
        "--variant",
        VARIANT,
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:] + done.stdout[-4000:]
    row = re.search(rf"^{VARIANT}  (?:built|cached) +(\S+)  +\d+ KiB  9 passed  (\d+) passed$", done.stdout, re.M)
    assert row and int(row[2]) > 0, done.stdout
    assert (folder / "build" / VARIANT / row[1]).is_file()


def test_a_build_that_fails_is_said_with_the_line_to_begin_with(kernel):
    with (kernel / "binding.cpp").open("a") as file:
        file.write("this is not C++\n")
    words = ["nix", "run", f"{ROOT}#kernel-builder", "--", "build", str(kernel)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert re.search(rf"^{VARIANT}  failed", done.stdout, re.M), done.stdout
    shown = re.search(rf"^{VARIANT}: .*error: .*\n  all of it: (nix log /nix/store/\S+\.drv)$", done.stdout, re.M)
    assert "this is not C++" in subprocess.run(shown[1].split(), capture_output=True, text=True).stdout


def test_nothing_of_a_build_is_missing_offline(nix, offline):
    """What was fetched once is enough: each of these runs in a network namespace with nothing in it."""
    relu, small = ROOT / "examples/relu", ROOT / "tests/kernels/small"
    nix("build", "--no-write-lock-file", "--no-link", f"{small}#bundle", prefix=offline)
    nix("build", "--no-write-lock-file", "--no-link", f".#{VARIANT}", prefix=offline, cwd=relu)
    nix("build", "--no-write-lock-file", "--no-link", ".#torch213-cxx11-cpu", prefix=offline, cwd=relu)
    nix("flake", "check", "--no-write-lock-file", prefix=offline, cwd=small)
    shown = nix("flake", "show", "--no-write-lock-file", prefix=offline, cwd=relu).stdout
    assert "bundle" in shown and VARIANT in shown


def test_flake_update_works_offline(nix, offline, tmp_path):
    """In a copy, since it writes a lock."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "copy")], check=True)
    folder = tmp_path / "copy/examples/relu"
    nix("flake", "update", prefix=offline, cwd=folder)
    nodes = json.loads((folder / "flake.lock").read_text())["nodes"]
    assert sorted(nodes) == ["kernel-builder", "nixpkgs", "root"]
    nix("eval", ".#lib.variants", prefix=offline, cwd=folder)


def test_a_kernel_built_twice_is_the_same_bit_for_bit(nix):
    nix("build", "--no-write-lock-file", "--no-link", "--rebuild", f"{ROOT}/examples/relu#{VARIANT}")


def test_the_app_copies_the_bundle_to_the_current_folder(nix, tmp_path):
    nix("run", "--no-write-lock-file", f"{ROOT}/tests/kernels/small#build-and-copy", cwd=tmp_path)
    assert (tmp_path / "build" / VARIANT / "metadata.json").is_file()


def test_a_test_shell_has_the_kernel_and_runs_a_command(nix):
    code = "import relu, torch; print(relu.relu(torch.tensor([-1.0, 2.0])).tolist())"
    shell = f"{ROOT}/examples/relu#testShells.{VARIANT}"
    done = nix("develop", "--no-write-lock-file", shell, "--command", "python", "-c", code)
    assert done.stdout.strip() == "[0.0, 2.0]"


def test_a_shell_sees_no_python_package_of_the_machine(nix, tmp_path):
    (tmp_path / "of_the_machine.py").touch()
    shell = f"{ROOT}/examples/relu#testShells.torch213-cxx11-cpu"
    environment = {"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = nix(
        "develop",
        "--no-write-lock-file",
        shell,
        "--command",
        "python",
        "-c",
        "import of_the_machine",
        check=False,
        env=environment,
    )
    assert "No module named 'of_the_machine'" in done.stderr


def test_the_built_library_exports_nothing_but_its_entry():
    (library,) = (ROOT / "examples/relu/build" / VARIANT).glob("*.so")
    text = subprocess.run(["nm", "-D", "--defined-only", str(library)], capture_output=True, text=True).stdout
    assert [line.split()[-1] for line in text.splitlines()] == [f"PyInit_{library.name.partition('.')[0]}"]


def test_two_kernels_load_in_one_process(nix):
    code = f"""
import pathlib, torch
from kernels import get_local_kernel
a = get_local_kernel(pathlib.Path({str(ROOT / "examples/relu/build")!r}), backend="cpu")
b = get_local_kernel(pathlib.Path({str(ROOT / "examples/swiglu/build")!r}), backend="cpu")
print(a.relu(torch.ones(1)).item(), round(b.swiglu(torch.ones(1), torch.ones(1)).item(), 3))
"""
    shell = f"{ROOT}/examples/relu#testShells.{VARIANT}"
    done = nix("develop", "--no-write-lock-file", shell, "--command", "python", "-c", code)
    assert done.stdout.split() == ["1.0", "0.731"]


@pytest.mark.parametrize("folder", COMPILED_FOR_CUDA, ids=lambda path: path.name)
def test_a_cuda_kernel_is_built_with_code_for_each_architecture_and_loads_without_a_driver(folder, tmp_path):
    """Checks in the build open the library with cuobjdump, and load it with Torch's CUDA build."""
    command = ["nix", "run", f"{ROOT}#kernel-builder", "--", "build-and-copy", "--variant", "torch213-cxx11-cu130"]
    shutil.copytree(ROOT, tmp_path / "copy", ignore=shutil.ignore_patterns("build"), symlinks=True)
    folder = tmp_path / "copy/examples" / folder.name
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    assert "10 passed" in done.stdout
    metadata = json.loads((folder / "build/torch213-cxx11-cu130-x86_64-linux/metadata.json").read_text())
    assert metadata["backend"]["type"] == "cuda"
    kernels = tomllib.loads((folder / "build.toml").read_text())["kernel"].values()
    asked = {
        arch
        for kernel in kernels
        if kernel["backend"] == "cuda"
        for arch in kernel.get("cuda-capabilities", CUDA_DEFAULT)
    }
    assert set(metadata["backend"]["archs"]) == asked


def test_a_kernel_may_use_each_of_cudas_libraries():
    """Its own tests call each of them, which needs no GPU."""
    folder = ROOT / "tests/kernels/cuda-libraries"
    command = [
        "nix",
        "run",
        f"{ROOT}#kernel-builder",
        "--",
        "build-and-copy",
        "--test",
        "--variant",
        "torch213-cxx11-cu130",
    ]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:] + done.stdout[-4000:]
    assert re.search(r"10 passed  (7 passed, 1 skipped|8 passed)$", done.stdout, re.M), done.stdout


def test_an_architecture_that_cuda_does_not_have_is_refused_before_anything_is_fetched(nix, kernel):
    with (kernel / "build.toml").open("a") as file:
        file.write(
            '[kernel.k]\nbackend = "cuda"\ndepends = ["torch"]\nsrc = ["binding.cpp"]\ncuda-capabilities = ["7.0"]\n'
        )
    text = (kernel / "build.toml").read_text()
    (kernel / "build.toml").write_text(text.replace('["cpu"]', '["cuda"]'))
    done = nix("build", "--no-write-lock-file", "--no-link", f"path:{kernel}#torch213-cxx11-cu130", check=False)
    assert done.returncode == 1 and "building '" not in done.stderr
    assert "kernel.k.cuda-capabilities: CUDA 13.0 has none of 7.0" in done.stderr


def test_a_committed_kernel_names_its_revision_and_the_builders(nix, kernel, tmp_path, change):
    """Outside of this repository: kernel-builder by git, and a lock that is committed."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "builder")], check=True)
    change(kernel / "flake.nix", f"path:{ROOT}", f"git+file://{tmp_path}/builder")
    git = ["git", "-C", str(kernel), "-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    nix("flake", "lock", cwd=kernel)
    subprocess.run([*git, "add", "flake.lock"], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "a kernel"], check=True)
    nix("build", "--out-link", str(tmp_path / "result"), ".#torch213-cxx11-cpu", cwd=kernel)

    def revision(folder):
        return subprocess.run(["git", "-C", folder, "rev-parse", "HEAD"], capture_output=True, text=True).stdout.strip()

    metadata = json.loads((tmp_path / "result/metadata.json").read_text())
    assert metadata["id"] == f"_small_cpu_{revision(kernel)[:7]}"
    assert metadata["provenance"]["kernel"] == {"commit": revision(kernel), "dirty": False}
    assert metadata["provenance"]["kernel-builder"]["git"] == {"commit": revision(tmp_path / "builder"), "dirty": False}
