"""Upload of a kernel: a preflight that sends nothing, the difference, and one commit for each branch."""

import dataclasses
import pathlib
from typing import Any, Optional

from kernel_builder.builder.card import card_of
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.variants import built_variants, metadata_of
from kernel_builder.command.hub.failure import TOKENS, HubError, hub_errors
from kernel_builder.command.hub.files import Difference, Remote, difference, local_files

MAIN = "main"
CARD = "README.md"


@dataclasses.dataclass
class Request:
    """What a person asks for. repo_id and branch: None for what build.toml says."""

    folder: pathlib.Path
    repo_id: Optional[str] = None
    branch: Optional[str] = None
    repo_type: str = "kernel"
    private: bool = False
    create_pr: bool = False
    allow_dirty: bool = False


@dataclasses.dataclass
class Plan:
    """What an upload will do. heads: commit that each branch is at, None where it is to be made."""

    repo_id: str
    repo_type: str
    branch: str
    exists: bool
    heads: dict[str, Optional[str]]
    files: dict[str, pathlib.Path]
    card: str
    kernel: Difference
    main: Difference
    # Variants that the branch has and that are not uploaded.
    kept: list[str]


def _check_builds(request: Request, name: str, version: int) -> None:
    """Refuse what must not be published: nothing built, another kernel's builds, sources that no commit has."""
    variants = built_variants(request.folder / "build")
    if not variants:
        raise UserError(
            f"{request.folder / 'build'}: no built variant is in it", "`kernel-builder build-and-copy` makes some"
        )
    for variant in variants:
        metadata = metadata_of(variant)
        if (metadata["name"], metadata["version"]) != (name, version):
            raise UserError(
                f"{variant.name} is {metadata['name']} {metadata['version']}, and build.toml says {name} {version}",
                "build it again, or remove it",
            )
        origin = metadata.get("provenance", {}).get("kernel")
        if not request.allow_dirty and (origin is None or origin["dirty"]):
            raise UserError(
                f"{variant.name} was built from sources that no commit has",
                "commit them and build again, so that others can see what it was made of",
                "or pass --allow-dirty",
            )


class Uploader:
    """Upload by a client of the Hub. api: huggingface_hub.HfApi, which finds the token."""

    def __init__(self, api: Any, token: Optional[str]):
        self.api = api
        self.token = token

    def _errors(self, repo_id: str):
        return hub_errors(repo_id, self.token)

    def _check_token(self, repo_id: str, create_pr: bool) -> None:
        if not self.token:
            raise HubError(
                "there is no token for the Hub", f"make one at {TOKENS}", "then `hf auth login`, or set HF_TOKEN"
            )
        with self._errors(repo_id):
            who = self.api.whoami()
        owner = repo_id.split("/")[0]
        role = who.get("auth", {}).get("accessToken", {}).get("role")
        if role == "read" and not create_pr:
            raise HubError(
                f"the token of {who['name']} may only read", f"make one that may write to {repo_id} at {TOKENS}"
            )
        roles = {org["name"]: org.get("roleInOrg") for org in who.get("orgs", [])}
        if owner != who["name"] and not create_pr and roles.get(owner, "none") in ("none", "read"):
            raise HubError(
                f"{who['name']} may not write to {owner}",
                f"ask an administrator of https://huggingface.co/{owner} for the role `write`, or pass --create-pr",
            )

    def _repository(self, repo_id: str, repo_type: str) -> bool:
        """Whether the repository is there; refuses one of the other type."""
        with self._errors(repo_id):
            if self.api.repo_exists(repo_id, repo_type=repo_type):
                return True
            other = {"kernel": "model", "model": "kernel"}[repo_type]
            taken = self.api.repo_exists(repo_id, repo_type=other)
        if taken and repo_type == "kernel":
            raise HubError(
                f"{repo_id} is a model repository", "pass --repo-type model, or choose another with --repo-id"
            )
        return False

    def _heads(self, repo_id: str, repo_type: str) -> dict[str, str]:
        with self._errors(repo_id):
            refs = self.api.list_repo_refs(repo_id, repo_type=repo_type)
        return {branch.name: branch.target_commit for branch in refs.branches}

    def _remote(self, repo_id: str, repo_type: str, commit: Optional[str]) -> dict[str, Remote]:
        if commit is None:
            return {}
        with self._errors(repo_id):
            tree = list(self.api.list_repo_tree(repo_id, recursive=True, revision=commit, repo_type=repo_type))
        files = [entry for entry in tree if hasattr(entry, "blob_id")]
        return {file.path: Remote(file.blob_id, file.lfs.sha256 if file.lfs else "") for file in files}

    def plan(self, request: Request, card_file: pathlib.Path) -> Plan:
        """Look at what there is, here and on the Hub. Sends nothing; raises UserError with what is in the way.

        card_file: where the filled card is written, to be sent from.
        """
        general = read_config(request.folder).general
        hub = general.hub
        repo_id = request.repo_id or (hub.repo_id if hub else None)
        if repo_id is None:
            raise UserError(
                "build.toml does not say where to upload to", "add `repo-id` to [general.hub], or pass --repo-id"
            )
        branch = request.branch or (hub.branch if hub else None) or f"v{general.version}"
        _check_builds(request, general.name, general.version)
        card = card_of(request.folder, built_variants(request.folder / "build"), repo_id)
        card_file.write_text(card)
        self._check_token(repo_id, request.create_pr)
        exists = self._repository(repo_id, request.repo_type)
        found = self._heads(repo_id, request.repo_type) if exists else {}
        heads = {name: found.get(name) for name in (branch, MAIN)}
        if request.create_pr and (not exists or heads[branch] is None):
            raise HubError(
                f"{repo_id} has no branch {branch} that a pull request could be for",
                "ask somebody who may write to make it, or upload without --create-pr",
            )
        files = local_files(request.folder)
        # A branch that is not there yet begins where main is.
        remote = self._remote(repo_id, request.repo_type, heads[branch] or heads[MAIN])
        on_main = remote if heads[branch] is None else self._remote(repo_id, request.repo_type, heads[MAIN])
        variants = {name.split("/")[1] for name in files if name.startswith("build/")}
        there = {name.split("/")[1] for name in remote if name.startswith("build/") and name.count("/") > 1}
        return Plan(
            repo_id=repo_id,
            repo_type=request.repo_type,
            branch=branch,
            exists=exists,
            heads=heads,
            files=files,
            card=card,
            kernel=difference(files, remote),
            main=difference({CARD: card_file}, {CARD: on_main[CARD]} if CARD in on_main else {}),
            kept=sorted(there - variants),
        )

    def _commit(
        self, plan: Plan, branch: str, files: dict[str, Any], change: Difference, create_pr: bool, message: str
    ) -> str:
        """One commit with the change; returns its address, or that of its pull request."""
        from huggingface_hub import CommitOperationAdd, CommitOperationDelete

        additions = [
            CommitOperationAdd(path_in_repo=name, path_or_fileobj=files[name]) for name in change.added + change.changed
        ]
        removals = [CommitOperationDelete(path_in_repo=name, is_folder=False) for name in change.removed]
        with self._errors(plan.repo_id):
            head = plan.heads[branch] or self._heads(plan.repo_id, plan.repo_type).get(branch)
            info = self.api.create_commit(
                plan.repo_id,
                [*removals, *additions],
                commit_message=message,
                repo_type=plan.repo_type,
                revision=branch,
                # The commit is refused where somebody else was quicker.
                parent_commit=head,
                create_pr=create_pr,
            )
        return info.pr_url or info.commit_url

    def upload(self, plan: Plan, request: Request) -> list[str]:
        """Do what the plan says; returns the addresses of commits or pull requests. Nothing to change sends nothing."""
        with self._errors(plan.repo_id):
            if not plan.exists:
                self.api.create_repo(plan.repo_id, repo_type=plan.repo_type, private=request.private, exist_ok=True)
            if plan.heads[plan.branch] is None and plan.branch != MAIN:
                self.api.create_branch(plan.repo_id, branch=plan.branch, repo_type=plan.repo_type, exist_ok=True)
        done = []
        if plan.kernel:
            files = {name: str(path) for name, path in plan.files.items()}
            message = (
                f"Upload {', '.join(sorted({name.split('/')[1] for name in plan.files if name.startswith('build/')}))}"
            )
            done.append(self._commit(plan, plan.branch, files, plan.kernel, request.create_pr, message))
        if plan.main:
            done.append(
                self._commit(plan, MAIN, {CARD: plan.card.encode()}, plan.main, request.create_pr, "Update the card")
            )
        return done
