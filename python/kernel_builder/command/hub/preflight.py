"""Checks before an upload. Each raises UserError, and sends nothing to the Hub."""

from collections.abc import Mapping
from typing import Optional, Union

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.variants import metadata_of
from kernel_builder.command.digest import digest_of
from kernel_builder.command.hub.client import Client
from kernel_builder.command.hub.errors import TOKENS, HubError
from kernel_builder.command.hub.request import Request


def check_builds(request: Request) -> None:
    """Refuse missing builds, builds of another kernel, files that no build made, and builds of uncommitted sources."""
    build = request.folder / "build"
    variants = request.variants()
    missing = sorted(set(request.names) - {variant.name for variant in variants})
    if missing or not variants:
        what = f"no built variant {', '.join(missing)}" if missing else "no built variants"
        raise UserError(f"{build}: {what}", "build it: kernel-builder build-and-copy")
    for variant in variants:
        changed = digest_of(variant).changed
        if changed:
            raise UserError(
                f"{variant}: not as it was built: {', '.join(changed)}",
                "build it again: kernel-builder build-and-copy",
            )
        metadata = metadata_of(variant)
        if (metadata["name"], metadata["version"]) != (request.name, request.version):
            raise UserError(
                f"{variant} is of {metadata['name']} {metadata['version']},"
                f" but build.toml describes {request.name} {request.version}",
                "remove it, or build it again: kernel-builder build-and-copy",
            )
        revision = metadata.get("provenance", {}).get("kernel")
        if not request.allow_dirty and (revision is None or revision["dirty"]):
            raise UserError(
                f"{variant} was built from sources that are in no commit",
                "commit the sources and build again, so that others can find the sources of this build",
                "or upload it anyway with --allow-dirty",
            )


def revisions(request: Request) -> dict[str, list[str]]:
    """The commits from which the variants to upload were built: commit, or "unknown" → names of variants."""
    found: dict[str, list[str]] = {}
    for variant in request.variants():
        revision = metadata_of(variant).get("provenance", {}).get("kernel") or {}
        found.setdefault(revision.get("commit", "unknown"), []).append(variant.name)
    return found


def check_ignored(
    client: Client, request: Request, revision: Optional[str], files: Mapping[str, Union[str, bytes]]
) -> None:
    """Refuse files that the Hub would leave out. revision: of the branch before the upload, None for a new branch."""
    ignored = client.ignored(revision, files, request.create_pr) if revision and files else []
    if ignored:
        raise HubError(
            f"the .gitignore of {request.repo_id} lists {', '.join(ignored)}, so the Hub would leave out these files",
            "change the file .gitignore in that repository, then run this command again",
        )


def check_library(repo_type: str) -> None:
    """Refuse a huggingface_hub that is too old for the type of the repository."""
    from huggingface_hub import __version__, constants

    if repo_type == "kernel" and not hasattr(constants, "REPO_TYPE_KERNEL"):
        raise UserError(
            f"huggingface_hub {__version__} does not know kernel repositories",
            "upgrade it, with Python 3.10 or later: pip install --upgrade huggingface-hub",
            "or pass --repo-type model",
        )


def check_token(client: Client, create_pr: bool) -> None:
    """Refuse a token that cannot write to the repository. A pull request needs no right to write."""
    user = client.user()
    if create_pr:
        return
    owner = client.repo_id.split("/")[0]
    if user.get("auth", {}).get("accessToken", {}).get("role") == "read":
        raise HubError(
            f"the token of {user['name']} can only read",
            f"make a token that can write to {client.repo_id} at {TOKENS}",
        )
    roles = {organization["name"]: organization.get("roleInOrg") for organization in user.get("orgs", [])}
    if owner != user["name"] and roles.get(owner, "none") in ("none", "read"):
        raise HubError(
            f"{user['name']} has no right to write to {owner}",
            f"ask an administrator of https://huggingface.co/{owner} for the role `write`, or pass --create-pr",
        )


def check_repository(client: Client) -> bool:
    """Whether the repository exists. Refuses to make a kernel repository with the name of a model repository."""
    if client.exists():
        return True
    if client.repo_type == "kernel" and client.exists(repo_type="model"):
        raise HubError(
            f"{client.repo_id} is a model repository",
            "pass --repo-type model, or name another repository with --repo-id",
        )
    return False


def check_pull_request(request: Request, head: Optional[str]) -> None:
    """Refuse a pull request for a branch that does not exist. head: the newest commit of the branch."""
    if request.create_pr and head is None:
        raise HubError(
            f"{request.repo_id} has no branch {request.branch}, so it cannot get a pull request",
            "ask somebody with write access to make the branch, or upload without --create-pr",
        )
