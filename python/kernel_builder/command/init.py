"""New kernels from the templates: each builds and passes its tests as it is."""

import json
import pathlib
from typing import Any, Optional

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.naming import module_name
from kernel_builder.command.builder_address import PUBLISHED

TEMPLATES = pathlib.Path(__file__).resolve().parent / "templates/init"
# This word in the name of a template stands for the kernel's Python module.
MODULE = "MODULE"
# Files with this ending are rendered; other files are copied as they are. The template of .gitignore has the ending
# too, since git would apply a file .gitignore among the templates.
RENDERED = ".jinja"

_data = json.loads((TEMPLATES.parent / "backends.json").read_text())
# The backends that the templates have sources for: backend → {sources, device, comment}. device: the sources that use
# no Torch, which have a table of their own; it and the comment may be absent.
BACKENDS: "dict[str, dict[str, Any]]" = _data["backends"]
DEFAULT_BACKENDS: "list[str]" = _data["default"]


def kernel_files(
    owner: Optional[str], name: str, backends: list[str], license: str, builder: str = PUBLISHED
) -> dict[str, str]:
    """The files of a new kernel: path in its folder → content.

    owner: of the repository on the Hub, None if it is unknown. backends: keys of BACKENDS. license: an SPDX identifier.
    builder: the flake that builds the kernel. Raises UserError for a name that hides another module.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from kernel_builder.builder.config.rules import name_problem

    for problem in name_problem(name):
        raise UserError(f"--name {name}: {problem.message}", problem.remedy)
    module = module_name(name)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        # Jinja's usual marks stay free: CARD.md uses them for its own placeholders.
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
    values = {
        "owner": owner,
        # Shells let `kernels` find a kernel without a repository under this name.
        "repo_id": f"{owner or 'local'}/{name}",
        "name": name,
        "module": module,
        "license": license,
        "builder": builder,
        "backends": {
            backend: {
                "sources": [file.replace(MODULE, module) for file in BACKENDS[backend]["sources"]],
                "device": [file.replace(MODULE, module) for file in BACKENDS[backend].get("device", [])],
                "comment": BACKENDS[backend].get("comment"),
            }
            for backend in backends
        },
    }
    source_folders = {BACKENDS[backend]["sources"][0].split("/")[0] for backend in backends}
    files = {}
    for path in sorted(path for path in TEMPLATES.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        template = path.relative_to(TEMPLATES).as_posix()
        folder = template.split("/")[0]
        if folder.startswith(f"{MODULE}_") and folder not in source_folders:
            continue
        rendered = path.suffix == RENDERED
        content = environment.get_template(template).render(values) if rendered else path.read_text()
        files[template.replace(MODULE, module).removesuffix(RENDERED)] = content
    return files


def write_kernel(folder: pathlib.Path, files: dict[str, str], overwrite: bool) -> None:
    """Write the files of a kernel. If one of them exists and may not be replaced, raise UserError and write nothing."""
    existing = [name for name in files if (folder / name).exists()]
    if existing and not overwrite:
        raise UserError(f"{folder / existing[0]} exists", "name another folder, or replace its files with --overwrite")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
