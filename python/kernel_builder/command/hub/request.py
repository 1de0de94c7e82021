"""The request for an upload, from the command line and build.toml."""

import dataclasses
import pathlib
from typing import Optional

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.variants import built_variants
from kernel_builder.command.nix.program import current_system


@dataclasses.dataclass(frozen=True)
class Request:
    """An upload that a person asks for.

    folder: the kernel's. name, version: of the kernel, from build.toml. variant: the full name of the only variant to
    upload, None for all in `build`.
    """

    folder: pathlib.Path
    name: str
    version: int
    repo_id: str
    branch: str
    repo_type: str = "kernel"
    private: bool = False
    create_pr: bool = False
    allow_dirty: bool = False
    variant: Optional[str] = None

    def variants(self) -> list[pathlib.Path]:
        """The folders of the variants to upload."""
        return [path for path in built_variants(self.folder / "build") if self.variant in (None, path.name)]


def request_for(
    folder: pathlib.Path,
    repo_id: Optional[str] = None,
    branch: Optional[str] = None,
    repo_type: str = "kernel",
    private: bool = False,
    create_pr: bool = False,
    allow_dirty: bool = False,
    variant: Optional[str] = None,
) -> Request:
    """The request to upload a kernel. Values of None come from build.toml. variant: with or without its system.

    Raises ConfigError if build.toml is wrong, and UserError if nothing names a repository.
    """
    general = read_config(folder).general
    hub = general.hub
    repo_id = repo_id or (hub.repo_id if hub else None)
    if repo_id is None:
        raise UserError(
            "build.toml: general.hub.repo-id: missing",
            'add `repo-id = "owner/name"` to [general.hub], or pass --repo-id owner/name',
        )
    branch = branch or (hub.branch if hub else None) or f"v{general.version}"
    if variant is not None and not (folder / "build" / variant).is_dir():
        variant = f"{variant}-{current_system()}"
    return Request(
        folder, general.name, general.version, repo_id, branch, repo_type, private, create_pr, allow_dirty, variant
    )
