"""Migration of the text of build.toml from an older edition to the current one. Comments and the order of keys stay."""

from typing import Optional

import tomlkit
from tomlkit.exceptions import TOMLKitError

from kernel_builder.builder.config.migrate import Table, migrate_table
from kernel_builder.builder.config.model import EDITION
from kernel_builder.builder.config.toml_file import FILE
from kernel_builder.builder.errors import ConfigError


def migrate(text: str, license: Optional[str]) -> tuple[str, list[str]]:
    """The text of build.toml in the current edition, and a line about each change. No lines: the text was up to date.

    license: the license for a file that names none. Raises ConfigError for a text that cannot be migrated.
    """
    try:
        document: Table = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigError(f"{FILE}: {error}", "correct the line") from None
    general: Table = document.setdefault("general", tomlkit.table())
    if not isinstance(general, dict):
        raise ConfigError(f"{FILE}: general: it is not a table", "write [general] and its keys under it")
    edition = general.get("edition")
    if edition == EDITION:
        return text, []
    if edition is not None and not (isinstance(edition, int) and 1 <= edition < EDITION):
        raise ConfigError(
            f"{FILE}: general.edition: unknown edition {edition}",
            f"this kernel-builder knows editions up to {EDITION}: correct the number, or update kernel-builder",
        )
    changes = migrate_table(document, tomlkit.table)
    if "license" not in general:
        if license is None:
            raise ConfigError(
                f"{FILE}: general.license: missing", "pass an SPDX identifier, for example --license Apache-2.0"
            )
        general["license"] = license
        changes.append(f'added general.license = "{license}"')
        # The edition stays the last key.
        general["edition"] = general.pop("edition")
    return tomlkit.dumps(document), [*changes, f"added general.edition = {EDITION}"]
