"""The values that the templates of the project files are filled with, from the config of a kernel."""

import json
import pathlib

from kernel_builder.builder.config.model import AnyKernel, KernelConfig, TorchNoarch
from kernel_builder.builder.extension_folder import DEFAULT
from kernel_builder.builder.naming import module_name
from kernel_builder.builder.project import cmake
from kernel_builder.builder.project.backends import NAMES, backend_named

# Python packages whose name in build.toml is not their name on PyPI (python_depends.json of `kernels`).
PYTHON_DISTRIBUTIONS = {"tvm-ffi": "apache-tvm-ffi"}
# The C++ standard of sources. Newer Torches raise it (frameworks/torch.cmake), and a kernel does by `cxx-flags`.
CXX_STANDARD = 17
# The target of the kernel's library.
LIBRARY = cmake.Reference("${OPS_ID}")
LIBRARIES = pathlib.Path(__file__).resolve().parent.parent / "libraries.json"


def target_version(abi: str) -> str:
    """Torch's number for a version (TORCH_TARGET_VERSION): `2.11` → `0x020b000000000000`."""
    major, minor = map(int, abi.split("."))
    return f"0x{major << 56 | minor << 48:016x}"


def development_metadata(config: KernelConfig) -> str:
    """The part of metadata.json that is known before a build. CMake replaces the names between `@`."""
    general = config.general
    document = {
        "id": "@OPS_ID@",
        "name": general.name,
        "version": general.version,
        "license": general.license,
        "python-depends": config.python_depends(None),
        "backend": {"type": "@KERNEL_BACKEND@"},
    }
    return json.dumps(document, indent=2) + "\n"


def header_folders(config: KernelConfig, extension: str = DEFAULT) -> list[str]:
    """The folders with a kernel's headers: the folders of its module, of its sources, and its include folders."""
    tables = [config.framework[1], *config.kernel.values()]
    source_folders = {str(pathlib.PurePosixPath(file).parent) for table in tables for file in getattr(table, "src", [])}
    included = {folder.rstrip("/") for table in tables for folder in getattr(table, "include", [])}
    return sorted(({extension} | source_folders | included) - {"."})


def backends_of(config: KernelConfig) -> list[str]:
    """The backends that a kernel is compiled for and that have a CMake file."""
    compiled = config.torch_noarch is None
    return [backend for backend in config.general.backends if compiled and backend in NAMES]


def _linked_name(soname: str) -> str:
    """The name by which a linker looks for a library: `cuda` for `libcuda.so.1`."""
    return soname.removeprefix("lib").partition(".so")[0]


def libraries_of(config: KernelConfig) -> dict[str, dict[str, list[str]]]:
    """The rows of libraries.json for the backends of a kernel, all by the names that a linker looks for."""
    table: dict[str, dict[str, list[str]]] = json.loads(LIBRARIES.read_text())
    return {
        backend: {**table[backend], "driver": [_linked_name(soname) for soname in table[backend]["driver"]]}
        for backend in backends_of(config)
    }


def languages_of(config: KernelConfig) -> list[str]:
    """CMake's names of the languages for the host that a kernel is written in."""
    if config.torch_noarch:
        return ["NONE"]
    tables = [config.framework[1], *config.kernel.values()]
    sources = [source for table in tables for source in getattr(table, "src", [])]
    return [*(["C"] if any(source.endswith(".c") for source in sources) else []), "CXX"]


def library_commands(config: KernelConfig) -> list[str]:
    """The calls that define how the sources of the binding are compiled."""
    table = config.framework[1]
    if isinstance(table, TorchNoarch):
        return []
    include = [cmake.command("add_include_folders", LIBRARY, *table.include)] if table.include else []
    return include + cmake.add_flags(LIBRARY, "binding_flags", table.cxx_flags)


def kernel_values(name: str, kernel: AnyKernel) -> dict[str, object]:
    """One table [kernel.NAME]: its arguments of begin_kernel(), and the calls that define how it is compiled."""
    # The name of the library begins with `_`, so no kernel's target has the same name.
    target = f"kernel_{name}"
    backend = backend_named(kernel.backend)
    include = [cmake.command("add_include_folders", target, *kernel.include)] if kernel.include else []
    commands = [
        cmake.command("add_kernel", target, *kernel.src),
        *include,
        *cmake.add_flags(target, "cxx_flags", kernel.cxx_flags),
        *backend.commands(name, target, kernel),
    ]
    return {
        "name": name,
        "target": target,
        "backend": kernel.backend,
        "arguments": backend.arguments(kernel),
        "commands": commands,
    }


def template_values(config: KernelConfig, extension: str = DEFAULT) -> dict[str, object]:
    """All values, by the names that the templates have for them. extension: see extension_folder.py."""
    framework, table = config.framework
    general = config.general
    stable_abi = config.stable_abi().items()
    return {
        "name": general.name,
        "module": module_name(general.name),
        "extension_folder": extension,
        "version": general.version,
        "metadata": development_metadata(config),
        "framework": framework,
        "frameworks": [PYTHON_DISTRIBUTIONS["tvm-ffi"] if framework == "tvm-ffi" else "torch"],
        "python_depends": [PYTHON_DISTRIBUTIONS.get(name, name) for name in general.python_depends],
        "python_extensions": table.pyext,
        "backends": general.backends,
        "libraries": libraries_of(config),
        # The values below are used only if the kernel is compiled.
        "compiled": not isinstance(table, TorchNoarch),
        "languages": languages_of(config),
        "cxx_standard": CXX_STANDARD,
        "header_folders": header_folders(config, extension),
        "stable_abi": {b: {"name": abi.replace(".", ""), "target": target_version(abi)} for b, abi in stable_abi},
        "src": [] if isinstance(table, TorchNoarch) else table.src,
        "library_commands": library_commands(config),
        "kernels": [kernel_values(name, kernel) for name, kernel in sorted(config.kernel.items())],
    }
