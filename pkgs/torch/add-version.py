#!/usr/bin/env python3
"""Add Torches to the matrix: `update-pins torch 2.16`, or `update-pins torch new` for all newer ones that PyPI has.

For each it writes the pins, the row of versions.nix, the toolkit and the capabilities of a CUDA that is new here, and
the range in README.md. It reads in Torch's headers what kernels depend on, evaluates the matrix and builds one kernel.
Commit the difference then. Needs the same as pkgs/python/update-lock.py, and Nix.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from typing import Any

from kernel_builder.builder.errors import UserError
from kernel_builder.command.pip_report import PIP, tags
from kernel_builder.command.wheels import SYSTEMS, lock, write

ROOT = pathlib.Path(__file__).resolve().parents[2]
TORCH = ROOT / "pkgs/torch"
CUDA = ROOT / "pkgs/cuda"
# The system whose wheels are read, and the Torch and the kernel that are built.
SYSTEM = "x86_64-linux"
KERNEL = "examples/relu"
NIX = ["nix", "--extra-experimental-features", "nix-command flakes"]
OVERLAYS = f'import {ROOT}/overlays {{ system = "{SYSTEM}"; }}'


def package_set(overlays: str) -> str:
    """An expression of Nix's language: the package set that overlays make, which are an expression too."""
    return f"((import {ROOT}/lib {{ builder = {{ }}; }}).makePackageSet ({overlays}))"


def nix(*words: str) -> str:
    """The output of Nix, whose messages the user sees. Exits with Nix's status if it fails."""
    process = subprocess.run([*NIX, *words], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    if process.returncode:
        sys.exit(process.returncode)
    return process.stdout.strip()


def build(expression: str) -> str:
    """Build what an expression of Nix's language stands for; returns the path. Nix 2.8 prints paths only as JSON."""
    outputs: dict[str, str] = json.loads(nix("build", "--impure", "--no-link", "--json", "--expr", expression))[0][
        "outputs"
    ]
    return outputs["out"]


def number(version: str) -> list[int]:
    """`2.16` as numbers that can be compared."""
    return [int(part) for part in version.split(".")]


def releases() -> dict[str, str]:
    """Torch → its newest release on the index, for example 2.14 → 2.14.1."""
    words = ["index", "versions", "torch", "--only-binary", ":all:", *tags(SYSTEMS[SYSTEM])]
    text = subprocess.run([*PIP, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    found = re.search(r"^Available versions: (.*)$", text, re.M)
    # A local version such as 2.13.0+cpu is no file of PyPI.
    versions = re.findall(r"(?:^|\s)(\d+\.\d+\.\d+)(?=,|$)", found[1]) if found else []
    newest: dict[str, str] = {}
    for version in sorted(versions, key=number):
        newest[version.rpartition(".")[0]] = version
    return newest


def wanted(words: list[str], available: dict[str, str], known: list[str]) -> list[str]:
    """The Torches to add, oldest first. known: the ones of the matrix. Raises UserError for one that PyPI lacks."""
    if words == ["new"]:
        latest = max(known, key=number)
        return sorted((torch for torch in available if number(torch) > number(latest)), key=number)
    for word in words:
        if word not in available:
            raise UserError(
                f"PyPI has no Torch {word} for Python 3.11 on {SYSTEM}",
                f"it has {', '.join(sorted(available, key=number)) or 'none: see whether pip reaches its index'}",
            )
    return sorted(words, key=number)


def pins_of(release: str, system: str) -> dict[str, Any]:
    """The pins of PyPI's wheel of a release and of what it requires."""
    # `===`: not 2.16.0+cpu, which a folder of pip's settings may have.
    try:
        return lock(system, [f"torch==={release}"])
    except UserError as error:
        raise UserError(
            error.message,
            *error.remedies,
            "if pip's settings on this machine limit Torch's version (`pip config list`: constraint), they decide",
        ) from None


def wheel(name: str, pin: dict[str, Any]) -> pathlib.Path:
    """Fetch a pinned wheel to the store as a build would do; returns its path."""
    arguments = "".join(f'{key} = "{pin[key]}"; ' for key in ("version", "file", "sha256"))
    call = f'{package_set(OVERLAYS)}.fetchDistribution {{ name = "{name}"; {arguments} size = {pin.get("size", 0)}; }}'
    return pathlib.Path(build(call))


def cxx_standard(header: str) -> int:
    """The C++ standard that ATen.h asks for, as in `__cplusplus < 202002L`. Kernels are compiled with 17 at least."""
    asked = re.search(r"__cplusplus < 20(\d\d)\d\dL", header)
    return max(17, int(asked[1]) if asked else 17)


def quirks(headers: zipfile.ZipFile) -> list[str]:
    """Names of headers with the id of a kernel's ops: an object depends on the id only if its own text has it."""
    names = [name for name in headers.namelist() if name.startswith("torch/include/") and name.endswith(".h")]
    return [name for name in names if b"TORCH_EXTENSION_NAME" in headers.read(name)]


def with_row(matrix: str, torch: str, cuda: str) -> str:
    """The text of versions.nix with a row for a Torch, unless it has one: the CPU, and the CUDA of its wheel."""
    rows = list(re.finditer(r'^    "(\d+\.\d+)" = \{.*\n', matrix, re.M))
    if any(row[1] == torch for row in rows):
        return matrix
    before = [row for row in rows if number(row[1]) < number(torch)]
    place = before[-1].end() if before else rows[0].start()
    return f'{matrix[:place]}    "{torch}" = {{ cpu = true; cuda = [ "{cuda}" ]; }};\n{matrix[place:]}'


def wrapped(words: list[str]) -> str:
    """A sorted list as JSON, with several words in a line."""
    text = ", ".join(json.dumps(word) for word in sorted(words))
    return "[\n" + textwrap.fill(text, 120, initial_indent="  ", subsequent_indent="  ") + "\n]\n"


def add_namespaces(torch: str) -> None:
    """Add the namespaces of a Torch's own ops, which it names when it is loaded."""
    pins = f"(builtins.fromJSON (builtins.readFile {TORCH}/lock/{SYSTEM}/{torch}.json))"
    packages = package_set(f"{OVERLAYS} ++ [ (import {ROOT}/overlays/torch.nix {{ pins = {pins}; }}) ]")
    python = build(f"{packages}.python3.withPackages (ps: [ ps.torch ])")
    script = (ROOT / "python/kernel_builder/builder/update_torch_namespaces.py").read_text()
    with tempfile.TemporaryDirectory() as folder:
        words = [f"{python}/bin/python3", "-W", "ignore", "-c", script]
        printed = subprocess.run(words, stdout=subprocess.PIPE, text=True, cwd=folder, check=True).stdout
    path = ROOT / "python/kernel_builder/builder/torch_namespaces.json"
    known = json.loads(path.read_text())
    added = sorted(set(json.loads(printed)) - set(known))
    if added:
        path.write_text(wrapped([*known, *added]))
        print(f"namespaces of ops that are new: {', '.join(added)}")


def with_capabilities(table: str, cuda: str, gpus: list[str]) -> str:
    """The text of capabilities.json with a row for a CUDA.

    gpus: the GPUs that its nvcc lists, such as sm_90. The default is the default of the newest CUDA, without GPUs that
    this nvcc no longer has, and with PTX for the newest: a new GPU gets code of its own once somebody writes it there.
    """
    rows = json.loads(table)
    toolkit = sorted({f"{gpu[3:-1]}.{gpu[-1]}" for gpu in gpus}, key=number)
    newest = rows[max(rows, key=number)]

    def still_there(default: list[str]) -> list[str]:
        left = [gpu for gpu in (gpu.removesuffix("+PTX") for gpu in default) if gpu in toolkit]
        return [*left[:-1], f"{left[-1]}+PTX"]

    rows[cuda] = {"toolkit": toolkit, "default": still_there(newest["default"])}
    if "default-of-system" in newest:
        of_system = newest["default-of-system"].items()
        rows[cuda]["default-of-system"] = {system: still_there(default) for system, default in of_system}
    return indented(dict(sorted(rows.items(), key=lambda item: number(item[0])))) + "\n"


def indented(value: Any, indent: str = "") -> str:
    """JSON with each list on one line."""
    if not isinstance(value, dict):
        return json.dumps(value)
    lines = [f'{indent}  "{key}": {indented(inner, indent + "  ")}' for key, inner in value.items()]
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def with_torches(readme: str, torches: list[str]) -> str:
    """The text of README.md with the oldest and the newest Torch, which the section on backends has."""
    return re.sub(r"(for each Torch) \([\d.]+ to [\d.]+\)", rf"\1 ({torches[0]} to {torches[-1]})", readme)


def add_cuda(cuda: str, pins: dict[str, Any]) -> None:
    """Add the toolkit of a Torch's CUDA, if it is new here."""
    toolkits = json.loads((CUDA / "toolkits.json").read_text())
    if cuda in toolkits:
        return
    toolkits[cuda] = {
        "release": pins["cuda-toolkit"]["version"],
        "cusparselt": pins[f"nvidia-cusparselt-cu{cuda.partition('.')[0]}"]["version"],
        "compiler": None,
    }
    (CUDA / "toolkits.json").write_text(json.dumps(toolkits, indent=2) + "\n")
    subprocess.run([sys.executable, str(CUDA / "update-lock.py"), cuda], check=True)
    nvcc = json.loads((CUDA / f"lock/{SYSTEM}.json").read_text())[cuda]["nvidia-cuda-nvcc"]
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel("nvidia-cuda-nvcc", nvcc)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/bin/nvcc")]
        program = pathlib.Path(archive.extract(name, folder))
        program.chmod(0o755)
        gpus = subprocess.run([program, "--list-gpu-code"], stdout=subprocess.PIPE, text=True, check=True).stdout
    table = CUDA / "capabilities.json"
    table.write_text(with_capabilities(table.read_text(), cuda, gpus.split()))
    print(f"CUDA {cuda} is new here: GPUs {', '.join(json.loads(table.read_text())[cuda]['toolkit'])}")


def add(torch: str, release: str) -> None:
    """Add one Torch."""
    pins = {system: pins_of(release, system) for system in SYSTEMS}
    runtimes = [pins[SYSTEM][name]["version"] for name in pins[SYSTEM] if name.startswith("nvidia-cuda-runtime")]
    if not runtimes:
        raise UserError(
            f"PyPI's wheel of Torch {torch} for {SYSTEM} is a build without CUDA", "add its row to versions.nix by hand"
        )
    cuda = ".".join(runtimes[0].split(".")[:2])
    for system in SYSTEMS:
        write(TORCH / f"lock/{system}/{torch}.json", pins[system])
    with zipfile.ZipFile(wheel("torch", pins[SYSTEM]["torch"])) as archive:
        cxx = cxx_standard(archive.read("torch/include/ATen/ATen.h").decode())
        if quirks(archive):
            raise UserError(
                f"headers of Torch {torch} have the id of a kernel's ops: {', '.join(quirks(archive))}",
                "make lib/objects/default.nix pass the id to each object that includes Torch's headers",
            )
    rows = json.loads((TORCH / "releases.json").read_text())
    rows[torch] = {"release": release, "cxx": cxx}
    ordered = sorted(rows.items(), key=lambda item: number(item[0]))
    lines = [f'  "{name}": {{ "release": "{row["release"]}", "cxx": {row["cxx"]} }}' for name, row in ordered]
    (TORCH / "releases.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    add_cuda(cuda, pins[SYSTEM])
    add_namespaces(torch)
    matrix, readme = ROOT / "versions.nix", ROOT / "README.md"
    matrix.write_text(with_row(matrix.read_text(), torch, cuda))
    readme.write_text(with_torches(readme.read_text(), [name for name, _ in ordered]))
    print(f"Torch {torch}: release {release}, CUDA {cuda}, C++{cxx}, Triton {pins[SYSTEM]['triton']['version']}")


def check(torches: list[str]) -> None:
    """Evaluate the whole matrix, and build one kernel for the CPU with the newest of the Torches."""
    newest = f"torch{torches[-1].replace('.', '')}-cxx11-cpu"
    # Only what git knows is in a flake.
    subprocess.run(["git", "-C", str(ROOT), "add", "--intent-to-add", "pkgs"], check=True)
    nix("eval", "--no-write-lock-file", "--json", "./tests/kernels/all-backends#lib.variants")
    failures = json.loads(nix("eval", "--json", "--file", "tests/eval"))["failures"]
    if failures:
        raise UserError(f"promises of the evaluation tests fail: {json.dumps(failures)}", "see tests/eval")
    print(f"building {KERNEL}: {newest}", flush=True)
    nix("build", "--no-write-lock-file", "--no-link", f"./{KERNEL}#{newest}")


def main() -> None:
    try:
        known = list(json.loads((TORCH / "releases.json").read_text()))
        available = releases()
        torches = wanted(sys.argv[1:], available, known)
        if not torches:
            print("PyPI has no newer Torch than the matrix")
            return
        for torch in torches:
            add(torch, available[torch])
        check(torches)
    except UserError as error:
        sys.exit(str(error))
    print("to commit:", flush=True)
    subprocess.run(["git", "-C", str(ROOT), "--no-pager", "diff", "--stat"], check=True)


if __name__ == "__main__":
    main()
