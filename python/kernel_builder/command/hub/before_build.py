"""Refuse an upload before its build, if the upload would be refused afterwards. Nothing is sent to the Hub."""

from kernel_builder.builder.card import card_of
from kernel_builder.builder.errors import UserError
from kernel_builder.command.git import git_lines, listed, repository_of
from kernel_builder.command.hub.client import Client
from kernel_builder.command.hub.preflight import check_library, check_pull_request, check_repository, check_token
from kernel_builder.command.hub.request import Request
from kernel_builder.command.nix.flake_lock import LOCK, names_builder_by_path


def check_committed(request: Request) -> None:
    """Refuse sources that are in no commit, since the upload of their build would be refused."""
    if request.allow_dirty:
        return
    remedy = "or upload it anyway with --allow-dirty"
    if repository_of(request.folder) is None:
        raise UserError(
            f"{request.folder} is in no git repository, so others could not find the sources of the build",
            "make one: git init, git add, git commit",
            remedy,
        )
    changed = [line[3:] for line in git_lines(request.folder, "status", "--porcelain", "-z", "--untracked-files=no")]
    if changed:
        raise UserError(
            f"changed files are in no commit: {listed(changed)}",
            "commit them, so that others can find the sources of the build: git commit --all",
            remedy,
        )
    # Nix writes a missing lock file and adds it to git, and the sources are then in no commit.
    is_locked = not names_builder_by_path(request.folder)
    if is_locked and not git_lines(request.folder, "ls-files", "-z", "--", LOCK):
        raise UserError(
            f"git does not track {LOCK}, which Nix writes when it builds",
            f"run `nix flake lock`, then git add {LOCK}, and commit it",
            remedy,
        )


def check_before_build(client: Client, request: Request) -> None:
    """Check the sources, the card, the token and the repository. Raises UserError if the upload would be refused."""
    check_committed(request)
    card_of(request.folder, [], request.repo_id)
    check_library(request.repo_type)
    check_token(client, request.create_pr)
    heads = client.heads() if check_repository(client) else {}
    check_pull_request(request, heads.get(request.branch))
