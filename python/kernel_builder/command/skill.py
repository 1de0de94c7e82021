"""A guide for coding agents, made of the documents: a folder with SKILL.md and the pages that it points to.

The form is that of Agent Skills (https://agentskills.io): front matter with name and description, then Markdown.
"""

import os
import pathlib

from kernel_builder.builder.errors import UserError

NAME = "kernel-builder"
TEMPLATES = pathlib.Path(__file__).resolve().parent / "templates"
# The pages that are about kernels, in the order in which they are listed. The others are about kernel-builder itself.
# Each has the subject with which it is listed.
PAGES = {
    "first-kernel.md": "every step from an empty folder to a published kernel",
    "build-toml.md": "the keys of build.toml",
    "commands.md": "every command with its options",
    "develop.md": "development and test shells, incremental builds, packages for tests",
    "cpp.md": "ops in C++ and CUDA: schemas, torch.compile, gradients, streams, half types",
    "triton.md": "kernels in Triton",
    "checks.md": "the checks that a build must pass",
    "troubleshooting.md": "error messages, and how to solve them",
    "hub-kernels.md": "kernels that were written for the Hub's own builder",
    "migrating.md": "commands of the Hub's own builder, and kernels with a setup.py",
    "upload.md": "how to publish a kernel",
    "ci.md": "builds and uploads in continuous integration",
    "nix.md": "the few words of Nix that matter, disk space, upgrades",
}
# Links to files outside of docs/ lead to the published repository.
REPOSITORY = "https://github.com/huggingface/kernel-builder/blob/main/"


def documents() -> pathlib.Path:
    """The folder of the documents. Raises UserError if this installation does not have them."""
    flake = os.environ.get("KERNEL_BUILDER_FLAKE")
    # The second is for a working tree of kernel-builder.
    folder = pathlib.Path(flake) / "docs" if flake else pathlib.Path(__file__).resolve().parents[3] / "docs"
    if not (folder / "build-toml.md").is_file():
        raise UserError(
            "this installation of kernel-builder has no documents",
            "install the command with install.sh, and run it outside of a kernel's shells",
        )
    return folder


def skill_files() -> dict[str, str]:
    """The files of the guide: path in its folder → content."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = documents()
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    text = environment.get_template("SKILL.md.jinja").render(pages=PAGES)
    pages = {f"references/{name}": (folder / name).read_text().replace("](../", f"]({REPOSITORY}") for name in PAGES}
    return {"SKILL.md": text, **pages}


def write_skill(folder: pathlib.Path, files: dict[str, str], force: bool) -> pathlib.Path:
    """Write the guide below a folder of skills, and return its own folder. Raises UserError if it exists, unless force.

    The guide of another version is replaced as a whole; nothing else is.
    """
    target = folder / NAME
    marker = target / "SKILL.md"
    if target.exists() and not force:
        raise UserError(f"{target} exists", "replace it with --force")
    if target.exists() and not (marker.is_file() and f"name: {NAME}" in marker.read_text(errors="replace")):
        raise UserError(f"{target} is no guide of kernel-builder", "move it elsewhere, or name another folder: --dest")
    for old in sorted(target.rglob("*")):
        if old.is_file():
            old.unlink()
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return target
