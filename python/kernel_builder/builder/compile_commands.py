"""The commands that compile a table of build.toml, taken from CMake, which is run on a kernel with placeholders.

    python -m kernel_builder.builder.compile_commands prepare REQUEST FOLDER    write the kernel
    python -m kernel_builder.builder.compile_commands collect REQUEST FOLDER TORCH OUT    read CMake's commands

lib/objects/commands.nix writes REQUEST and runs CMake in between. OUT gets, for each ending of a source, such as `cu`,
`command.cu`, `object.cu` and `compiled.cu`: the command for the shell, the object's path in CMake's build folder, and
the path of the file that is compiled, both from the kernel's folder. @STEM@ stands for the source without its ending,
@ROOT@ for the kernel's folder, @TORCH@ for Torch's. OUT/files has the project's own headers and scripts.
"""

import json
import pathlib
import shutil
import sys
from typing import Any, Optional, TypedDict

from kernel_builder.builder.errors import UserError

STEM = "kernel_builder_source"
BINDING = "kernel_builder_binding.cpp"
# Kinds of project files that sources include, or that objects are made with.
USED = [".h", ".py"]


class Request(TypedDict):
    """config: build.toml with nothing but what commands depend on. target: of CMake, None for the binding.

    extensionFolder: the folder of the module. endings: of the sources. instantiates: whether one of several sources
    instantiates a template explicitly.
    """

    config: dict[str, Any]
    target: Optional[str]
    extensionFolder: str
    endings: list[str]
    instantiates: bool


def sources_of(request: Request) -> dict[str, str]:
    """The placeholders of the sources: path → text."""
    sources = {f"{STEM}.{ending}": "" for ending in request["endings"]}
    if request["instantiates"] and "cu" in request["endings"]:
        # See share_instantiations in templates/backends/cuda.cmake: it looks for the text, in two sources at least.
        sources[f"{STEM}_instantiates.cu"] = "template void instantiation();\n"
    return sources


def prepare(request: Request, folder: pathlib.Path) -> None:
    """Write the placeholders and the project files. Raises ConfigError for flags that no build can take."""
    from kernel_builder.builder.config.model import KernelConfig
    from kernel_builder.builder.project.files import project_files
    from kernel_builder.builder.project.write import write_project_files

    sources = sources_of(request)
    table: dict[str, Any] = request["config"]
    framework = next(name for name in ("torch", "tvm-ffi") if name in table)
    if request["target"] is None:
        table[framework]["src"] = list(sources)
    else:
        table[framework]["src"] = [BINDING]
        (kernel,) = table["kernel"].values()
        kernel["src"] = list(sources)
        sources[BINDING] = ""
    for path, text in sources.items():
        (folder / path).write_text(text)
    config = KernelConfig.model_validate(table)
    write_project_files(folder, project_files(config, request["extensionFolder"]), force=True)


def collect(request: Request, folder: pathlib.Path, torch: str, out: pathlib.Path) -> None:
    """Write the commands of a kernel for which CMake has run. folder, torch: as CMake knows them."""
    out.mkdir()
    root = folder.resolve()
    for entry in json.loads((root / "build/compile_commands.json").read_text()):
        compiled = pathlib.Path(entry["file"])
        if compiled.stem != STEM:
            continue
        # hipify makes a.hip of a.cu, in a folder of its own.
        ending = "cu" if compiled.suffix == ".hip" and compiled.parent != root else compiled.suffix[1:]
        texts = {
            # CMake's flags have `$$` for `$`, as Ninja reads them (see shell_words in project/cmake.py).
            "command": entry["command"].replace("$$", "$"),
            "object": str(pathlib.Path(entry["output"]).relative_to(root)),
            "compiled": str(compiled.relative_to(root)),
        }
        for name, text in texts.items():
            text = text.replace(str(root), "@ROOT@").replace(torch, "@TORCH@").replace(STEM, "@STEM@")
            (out / f"{name}.{ending}").write_text(text)
    files = out / "files" / request["extensionFolder"]
    files.mkdir(parents=True)
    for path in (root / request["extensionFolder"]).iterdir():
        if path.suffix in USED:
            shutil.copyfile(path, files / path.name)


if __name__ == "__main__":
    _step, _request, _folder, *_rest = sys.argv[1:]
    try:
        _record: Request = json.loads(pathlib.Path(_request).read_text())
        if _step == "prepare":
            prepare(_record, pathlib.Path(_folder))
        else:
            collect(_record, pathlib.Path(_folder), _rest[0], pathlib.Path(_rest[1]))
    except UserError as error:
        sys.exit(str(error))
