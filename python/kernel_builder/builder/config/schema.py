"""The JSON Schema of build.toml, for editors and for the Nix side: `python -m kernel_builder.builder.config.schema`."""

import json
import pathlib

from kernel_builder.builder.config.model import Build

PATH = pathlib.Path(__file__).with_name("build.schema.json")


def without_titles(node):
    """Drop pydantic's generated titles: they repeat the names of the keys."""
    if isinstance(node, dict):
        kept = {key: without_titles(value) for key, value in node.items() if key != "title" or isinstance(value, dict)}
        return kept
    return [without_titles(item) for item in node] if isinstance(node, list) else node


def text() -> str:
    """The schema as it stands in the repository."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": "made by schema.py"}
    schema.update(without_titles(Build.model_json_schema(by_alias=True)))
    return json.dumps(schema, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(text())
