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

    folder: the kernel's. name, version: of the kernel, from build.toml. names: full names of the variants to upload;
    none uploads all in `build`.
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
    names: tuple[str, ...] = ()

    def variants(self) -> list[pathlib.Path]:
        """The folders of the variants to upload."""
        built = built_variants(self.folder / "build")
        return [path for path in built if not self.names or path.name in self.names]


def request_for(
    folder: pathlib.Path,
    repo_id: Optional[str] = None,
    branch: Optional[str] = None,
    repo_type: str = "kernel",
    private: bool = False,
    create_pr: bool = False,
    allow_dirty: bool = False,
    names: tuple[str, ...] = (),
) -> Request:
    """The request to upload a kernel. Values of None come from build.toml. names: of variants, with or without
    their system.

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
    build = folder / "build"
    full = tuple(name if (build / name).is_dir() else f"{name}-{current_system()}" for name in names)
    return Request(
        folder, general.name, general.version, repo_id, branch, repo_type, private, create_pr, allow_dirty, full
    )
