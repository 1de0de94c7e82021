"""Published variants: a repository on the Hub, downloaded into a folder."""

import pathlib
import re

from kernel_builder.builder.errors import UserError
from kernel_builder.command.hub.errors import hub_errors

REPOSITORY = re.compile(r"(?P<id>[\w.-]+/[\w.-]+)(@(?P<revision>[\w./-]+))?")


def download(name: str, names: tuple[str, ...], target: pathlib.Path) -> pathlib.Path:
    """Download variants of `owner/name[@revision]` and their attestations; returns the folder with them.

    names: of the variants; none downloads all. Raises UserError if there is no such repository.
    """
    from huggingface_hub import HfApi, get_token

    match = REPOSITORY.fullmatch(name)
    if match is None:
        raise UserError(f"{name} is no folder, and no repository on the Hub", "name a folder, or OWNER/NAME@REVISION")
    token = get_token()
    api = HfApi()
    with hub_errors(match["id"], token):
        kinds = [kind for kind in ("kernel", "model") if api.repo_exists(match["id"], repo_type=kind)]
    if not kinds:
        raise UserError(f"{match['id']} does not exist on the Hub, or the token may not see it", "check the name")
    with hub_errors(match["id"], token):
        refs = api.list_repo_refs(match["id"], repo_type=kinds[0])
        branches = {branch.name: branch.target_commit for branch in refs.branches}
        # A version of a kernel is a branch `v1`, `v2` and so on; without a revision, the newest one counts.
        versions = sorted((branch for branch in branches if re.fullmatch(r"v\d+", branch)), key=lambda b: int(b[1:]))
        revision = match["revision"] or (versions[-1] if versions else "main")
        commit = branches.get(revision, revision)
        files = api.list_repo_files(match["id"], revision=commit, repo_type=kinds[0])
        wanted = [file for file in files if _is_wanted(file, names)]
        for file in wanted:
            api.hf_hub_download(match["id"], file, revision=commit, repo_type=kinds[0], local_dir=target)
    return target / "build"


def _is_wanted(file: str, names: tuple[str, ...]) -> bool:
    """Whether a file of a repository is a part of the variants, or an attestation of one."""
    parts = file.split("/")
    if ".." in parts or len(parts) < 2 or parts[0] != "build":
        return False
    return not names or any(parts[1] == name or parts[1].startswith((f"{name}-", f"{name}.")) for name in names)
