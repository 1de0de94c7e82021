"""The project files of a kernel: what CMake and pip need to build it, made from build.toml."""

import json
import pathlib
import re
import shlex
import sys

from jinja2 import Environment, PackageLoader, StrictUndefined

from kernel_builder.builder.config.model import Build
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.naming import module_name
from kernel_builder.builder.project.clang_flags import PRECISE_ROOT, translate

# What build.toml calls otherwise than PyPI does (python_depends.json of `kernels`).
PYTHON_DISTRIBUTIONS = {"tvm-ffi": "apache-tvm-ffi"}
# The oldest C++ standard that Torch's headers compile with (ATen/ATen.h); a kernel raises it by `cxx-flags`.
CXX_STANDARD = 17


def cmake_quoted(value: str) -> str:
    """A CMake argument that means this text and nothing else (cmake-language(7), bracket argument)."""
    if re.fullmatch(r"[A-Za-z0-9_./+-]+", value):
        return value
    level = 0
    while "]" + "=" * level + "]" in value + "]":
        level += 1
    return f"[{'=' * level}[{value}]{'=' * level}]"


# What CMake makes `$<` of, which alone begins a generator expression (cmake-generator-expressions(7)).
DOLLAR_ANGLE = "$<1:$><"


def option(flag: str) -> str:
    """A compile option that means its text and nothing else."""
    return cmake_quoted(flag.replace("$<", DOLLAR_ANGLE))


def only_for(language: str, flag: str, compiler: str = "") -> str:
    """A compile option of one language; compiler: of one compiler (CMAKE_<LANG>_COMPILER_ID) alone."""
    text = DOLLAR_ANGLE.join(part.replace(">", "$<ANGLE-R>") for part in flag.split("$<"))
    condition = f"COMPILE_LANG_AND_ID:{language},{compiler}" if compiler else f"COMPILE_LANGUAGE:{language}"
    return cmake_quoted(f"$<$<{condition}>:{text}>")


def only_for_clang(words: list[str]) -> str:
    """Words that belong together, for clang where it compiles CUDA (target_compile_options, SHELL:)."""
    return only_for("CUDA", f"SHELL:{' '.join(shlex.quote(word) for word in words)}", "Clang")


def cmake_architecture(capability: str) -> str:
    """CMake's form of a compute capability (CUDA_ARCHITECTURES): `9.0a` → `90a-real`, `8.0+PTX` → `80`."""
    number, _, ptx = capability.replace(".", "").partition("+")
    return number if ptx else f"{number}-real"


def target_version(abi: str) -> str:
    """Torch's number for a version (TORCH_TARGET_VERSION): `2.11` → `0x020b000000000000`."""
    major, minor = map(int, abi.split("."))
    return f"0x{major << 56 | minor << 48:016x}"


def development_metadata(build: Build) -> str:
    """metadata.json as far as it can be known before a build, for CMake to fill in."""
    general = build.general
    document = {
        "id": "@OPS_ID@",
        "name": general.name,
        "version": general.version,
        "license": general.license,
        "python-depends": build.python_depends(None),
        "backend": {"type": "@KERNEL_BACKEND@"},
    }
    return json.dumps(document, indent=2) + "\n"


def header_folders(build: Build) -> list[str]:
    """Where the headers of a kernel are: beside its sources, and in the folders that it includes from."""
    tables = [build.framework[1], *build.kernel.values()]
    beside = {str(pathlib.PurePosixPath(file).parent) for table in tables for file in getattr(table, "src", [])}
    included = {folder.rstrip("/") for table in tables for folder in getattr(table, "include", [])}
    return sorted(({"torch-ext"} | beside | included) - {"."})


def project_files(build: Build) -> dict[pathlib.PurePosixPath, str]:
    """Path in the kernel's folder → content, for each file that is made."""
    framework, table = build.framework
    environment = Environment(
        loader=PackageLoader("kernel_builder.builder.project", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(cmake=cmake_quoted, option=option, only_for=only_for, only_for_clang=only_for_clang)
    values = {
        "name": build.general.name,
        "module": module_name(build.general.name),
        "version": build.general.version,
        "metadata": development_metadata(build),
        "framework": framework,
        # The Python package that it is compiled against and imports.
        "package": "tvm_ffi" if framework == "tvm-ffi" else "torch",
        "frameworks": [PYTHON_DISTRIBUTIONS["tvm-ffi"] if framework == "tvm-ffi" else "torch"],
        "python_depends": [PYTHON_DISTRIBUTIONS.get(name, name) for name in build.general.python_depends],
        "patterns": [f"*.{extension}" for extension in table.pyext],
        "backends": build.general.backends,
        "default_backend": build.general.backends[0],
        "cxx_standard": CXX_STANDARD,
        # Of kernels that are compiled.
        "src": getattr(table, "src", []),
        "include": getattr(table, "include", []),
        "cxx_flags": getattr(table, "cxx_flags", []),
        "stable_abi": {backend: target_version(abi) for backend, abi in build.stable_abi().items()},
        "stable_abi_names": {backend: abi.replace(".", "") for backend, abi in build.stable_abi().items()},
        "pyext": table.pyext,
        "precise_root": PRECISE_ROOT,
        "header_folders": header_folders(build),
        "kernels": [
            # CMake's name of the kernel: the library's own begins with another character.
            {
                "name": name,
                "target": f"kernel_{name}",
                "architectures": [cmake_architecture(c) for c in getattr(kernel, "cuda_capabilities", None) or []],
                **kernel.model_dump(),
                "clang": translate(getattr(kernel, "cuda_flags", [])),
            }
            for name, kernel in sorted(build.kernel.items())
        ],
    }
    compiled_for = set(build.general.backends) if framework != "torch-noarch" else set()
    uses_cutlass = any(library.startswith("cutlass_") for kernel in build.kernel.values() for library in kernel.depends)
    targets = {
        "CMakeLists.txt.jinja": "CMakeLists.txt",
        "registration.h": "torch-ext/registration.h",
        "_ops.py.in.jinja": "torch-ext/_ops.py.in",
        "compat_init.py": "torch-ext/compat_init.py",
        "pyproject.toml.jinja": "pyproject.toml",
        "setup.py.jinja": "setup.py",
        **({"hipify_sources.py": "torch-ext/hipify_sources.py"} if "rocm" in compiled_for else {}),
        **({"cuda_for_clang.h": "torch-ext/cuda_for_clang.h"} if "cuda" in compiled_for else {}),
        **({"cutlass_for_clang.h": "torch-ext/cutlass_for_clang.h"} if uses_cutlass else {}),
    }
    return {
        pathlib.PurePosixPath(target): environment.get_template(name).render(values) for name, target in targets.items()
    }


def is_ours(path: pathlib.Path) -> bool:
    """Whether a file is one that kernel-builder made: its first line says so."""
    return "kernel-builder" in path.read_text(errors="replace").partition("\n")[0]


def check_ours(folder: pathlib.Path, files: dict[pathlib.PurePosixPath, str], force: bool) -> None:
    """Raise UserError where a file is there that differs and is not ours, unless such are to be replaced."""
    for name, content in files.items():
        path = folder / name
        if force or not path.exists():
            continue
        if path.read_text(errors="replace") != content and not is_ours(path):
            raise UserError(f"{name} is there already and is not one of kernel-builder's", "pass -f to replace it")


def write_project_files(folder: pathlib.Path, files: dict[pathlib.PurePosixPath, str], force: bool) -> None:
    """Write the files; raises UserError, with nothing written, where one is there that differs and is not ours."""
    check_ours(folder, files, force)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


if __name__ == "__main__":
    try:
        _folder = pathlib.Path(sys.argv[1])
        write_project_files(_folder, project_files(read_config(_folder)), force=True)
    except UserError as _error:
        sys.exit(str(_error))
