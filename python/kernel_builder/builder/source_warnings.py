"""Lines about a kernel's Python that a build reports and that stop nothing: code that may fail when it is called."""

import pathlib

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.extension_folder import extension_folder
from kernel_builder.builder.module_imports import ModuleImports
from kernel_builder.builder.naming import module_name
from kernel_builder.builder.ops_by_name import lookups


def _numpy_lines(module: ModuleImports) -> list[str]:
    places = [f"{file}:{line}" for file, line, package in module.imports if package == "numpy"]
    return [f"{places[0]}: it imports numpy, which not every installation of Torch has"] if places else []


def _ops_lines(module: ModuleImports) -> list[str]:
    return [
        f"{module.place(path, line)}: it calls torch.ops.{namespace}, but the ops of each build have a namespace of "
        "their own; write `from ._ops import ops`, and call `ops.NAME`"
        for path in module.files()
        for line, namespace in sorted(set(lookups(module.tree(path))))
    ]


def source_warnings(folder: pathlib.Path, config: KernelConfig) -> list[str]:
    """The lines about the module of the kernel in a folder. Raises CheckError for imports that fail on load."""
    name = module_name(config.general.name)
    extension = f"{extension_folder(folder, config)}/{name}"
    module = ModuleImports(folder / extension, name, f"{extension}/")
    return [*_numpy_lines(module), *module.later_failures(), *_ops_lines(module)]
