"""A kernel to begin with, that builds and passes its tests as it is."""

import pathlib

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.naming import module_name

TEMPLATES = pathlib.Path(__file__).resolve().parent / "templates/init"
# Backends there is a source for. AMD's compiler takes the CUDA source, once it is translated.
SOURCES = {
    "cpu": "{module}_cpu/add_scaled.cpp",
    "cuda": "{module}_cuda/add_scaled.cu",
    "rocm": "{module}_cuda/add_scaled.cu",
    "xpu": "{module}_xpu/add_scaled.cpp",
}
# The ending of templates; other files are copied as they are.
TEMPLATE = ".jinja"
BUILDER = "github:huggingface/kernel-builder"


def kernel_files(repo_id: str, backends: list[str], license: str, builder: str = BUILDER) -> dict[str, str]:
    """Path in the kernel's folder → content.

    repo_id: `owner/name`; the kernel takes the name. backends: of SOURCES. builder: the flake that builds it.
    """
    name = repo_id.partition("/")[2]
    module = module_name(name)
    values = {
        "repo_id": repo_id,
        "name": name,
        "module": module,
        "license": license,
        "backends": backends,
        "builder": builder,
        "sources": {backend: source.format(module=module) for backend, source in SOURCES.items()},
    }
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    needed = {values["sources"][backend].split("/")[0] for backend in backends}
    files = {}
    for path in sorted(path for path in TEMPLATES.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        template = path.relative_to(TEMPLATES).as_posix()
        target = template.replace("MODULE", module).removesuffix(TEMPLATE)
        folder = target.split("/")[0]
        if folder.startswith(f"{module}_") and folder not in needed:
            continue
        rendered = path.suffix == TEMPLATE
        files[target] = environment.get_template(template).render(values) if rendered else path.read_text()
    return files


def write_kernel(folder: pathlib.Path, files: dict[str, str], overwrite: bool) -> None:
    """Write the files; raises UserError, with nothing written, where one of them is there already."""
    there = [name for name in files if (folder / name).exists()]
    if there and not overwrite:
        raise UserError(
            f"{folder / there[0]} is there already", "name another folder, or pass --overwrite to replace it"
        )
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
