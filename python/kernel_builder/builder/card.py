"""Fills the placeholders in a kernel's CARD.md: `python -m kernel_builder.builder.card FOLDER VARIANT...`

Placeholders are Jinja's and run in its sandbox: `{{ repo_id }}`, `{% for name in functions %}`.
"""

import pathlib
import sys
from typing import Any, Optional

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.extension_folder import extension_folder
from kernel_builder.builder.module import read_module
from kernel_builder.builder.naming import module_name
from kernel_builder.builder.text_file import decode_text
from kernel_builder.builder.variants import metadata_of

FILE = "CARD.md"


def placeholders(
    folder: pathlib.Path, config: KernelConfig, metadata: list[dict[str, Any]], repo_id: Optional[str] = None
) -> dict[str, Any]:
    """The values of the placeholders.

    metadata: of the built variants, for the architectures of each backend.
    repo_id: the repository of the card; by default the one in build.toml.
    """
    general = config.general
    names = read_module(folder / extension_folder(folder, config) / module_name(general.name))
    archs: dict[str, list[str]] = {backend: [] for backend in general.backends}
    for document in metadata:
        backend = document["backend"]
        known = archs.setdefault(backend["type"], [])
        known += [arch for arch in backend.get("archs", []) if arch not in known]
    return {
        "repo_id": repo_id or (general.hub and general.hub.repo_id) or f"local/{general.name}",
        "name": general.name,
        "module": module_name(general.name),
        "version": general.version,
        "license": general.license,
        "functions": names.functions,
        "layers": names.layers,
        "backends": [{"name": name, "archs": listed} for name, listed in archs.items()],
        "has_benchmark": (folder / "benchmarks").is_dir(),
        "upstream": general.upstream or "",
        "source": general.source or "",
    }


def _unknown(template: nodes.Template, known: dict[str, Any]) -> list[nodes.Name]:
    """The names that a template reads, but that neither the template nor kernel-builder sets."""
    names = list(template.find_all(nodes.Name))
    own = {name.name for name in names if name.ctx == "store"} | {"loop", "range"}
    return [name for name in names if name.ctx == "load" and name.name not in own | set(known)]


def fill_card(text: str, values: dict[str, Any]) -> str:
    """Fill the placeholders of a card; raises UserError with the line of a placeholder that cannot be filled."""
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    try:
        unknown = _unknown(environment.parse(text), values)
        if unknown:
            raise UserError(
                f"{FILE}:{unknown[0].lineno}: unknown placeholder `{unknown[0].name}`",
                f"known: {', '.join(sorted(values))}",
            )
        return environment.from_string(text).render(values)
    except TemplateSyntaxError as error:
        raise UserError(f"{FILE}:{error.lineno}: {error.message}", "write `{{ '{{' }}` for literal braces") from None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise UserError(f"{FILE}:{_line_of(error)}: {error}", f"known: {', '.join(sorted(values))}") from None


def _line_of(error: BaseException) -> int:
    """The line of the template that an error comes from, which Jinja puts into the traceback."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def card_of(folder: pathlib.Path, variants: list[pathlib.Path], repo_id: Optional[str] = None) -> str:
    """The filled card of a kernel; raises UserError if CARD.md is missing, or has a wrong placeholder."""
    config = read_config(folder)
    try:
        content = (folder / FILE).read_bytes()
    except OSError as error:
        raise UserError(f"{folder / FILE}: {error.strerror}", "`kernel-builder init` makes one") from None
    # The Hub would not read the card's first lines after a byte order mark.
    text = decode_text(content, FILE)
    return fill_card(text, placeholders(folder, config, [metadata_of(variant) for variant in variants], repo_id))


if __name__ == "__main__":
    try:
        sys.stdout.write(card_of(pathlib.Path(sys.argv[1]), [pathlib.Path(path) for path in sys.argv[2:]]))
    except UserError as _error:
        sys.exit(str(_error))
