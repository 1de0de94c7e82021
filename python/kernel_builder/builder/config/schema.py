"""The JSON Schema of build.toml, for editors and for the Nix side: `python -m kernel_builder.builder.config.schema`."""

import json
import pathlib
from typing import Any

from kernel_builder.builder.config.model import KernelConfig

PATH = pathlib.Path(__file__).with_name("build.schema.json")


def without_titles(node: Any) -> Any:
    """A schema without pydantic's generated titles, which only repeat the names of the keys."""
    if isinstance(node, dict):
        # A table's key may itself be called `title`; then its value is a schema.
        return {key: without_titles(value) for key, value in node.items() if key != "title" or isinstance(value, dict)}
    return [without_titles(item) for item in node] if isinstance(node, list) else node


def text() -> str:
    """The content of build.schema.json."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": "made by schema.py"}
    schema.update(without_titles(KernelConfig.model_json_schema(by_alias=True)))
    return json.dumps(schema, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(text())
