"""Which files of a kernel's Python module are installed: those whose extensions `pyext` in build.toml lists."""

import json
import pathlib
import re
from collections import defaultdict

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.extension_folder import extension_folder
from kernel_builder.builder.naming import module_name

# The build makes these files of the variant itself.
GENERATED = ["_ops.py", "metadata.json"]


def _ending(name: str) -> str:
    """The extension by which `pyext` can name a file: `json` for `h100.json`; "" if the name has none."""
    _, _, ending = name.rpartition(".") if "." in name else ("", "", "")
    return ending if re.fullmatch(r"[A-Za-z0-9_]+", ending) else ""


def _files(module: pathlib.Path) -> list[pathlib.PurePosixPath]:
    """The files below the module's folder, without bytecode, which a build never takes."""
    paths = (path.relative_to(module) for path in sorted(module.rglob("*")) if path.is_file())
    return [pathlib.PurePosixPath(path) for path in paths if "__pycache__" not in path.parts and path.suffix != ".pyc"]


def left_out(folder: pathlib.Path, config: KernelConfig) -> list[str]:
    """A line for each kind of file in the module's folder that is not installed. folder: the kernel's."""
    framework, table = config.framework
    module = pathlib.PurePosixPath(extension_folder(folder, config), module_name(config.general.name))
    by_ending = defaultdict(list)
    lines = []
    for path in _files(folder / module):
        if str(path) in GENERATED:
            lines.append(f"{module / path} is not installed: the build makes a file of this name")
        elif not any(path.name.endswith(f".{extension}") for extension in table.pyext):
            by_ending[_ending(path.name)].append(module / path)
    for ending, paths in by_ending.items():
        if ending:
            more = f" and {len(paths) - 1} more *.{ending}" if len(paths) > 1 else ""
            which = f"{paths[0]}{more} {'are' if more else 'is'} not installed"
            extensions = json.dumps([*table.pyext, ending])
            lines.append(f"{which}: to install *.{ending}, write `pyext = {extensions}` in [{framework}]")
        else:
            lines += [
                f"{path} is not installed: to install it, give its name an ending and add the ending to `pyext` in "
                f"[{framework}]"
                for path in paths
            ]
    return lines
