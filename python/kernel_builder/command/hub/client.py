"""The requests to the Hub that an upload needs. Each raises HubError if the Hub refuses."""

from __future__ import annotations

import base64
import pathlib
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, Optional, Union

from kernel_builder.command.hub.errors import TOKENS, HubError, hub_errors
from kernel_builder.command.hub.files import Difference, RemoteFile

if TYPE_CHECKING:
    from huggingface_hub import HfApi


# The Hub looks at the first bytes of a file, of at most so many files in one request.
SAMPLE = 512
MOST_FILES = 256


class Commit(NamedTuple):
    """A commit that was made. address: of the commit or its pull request. revision: has the files of the commit."""

    address: str
    revision: str


class Client:
    """One repository on the Hub.

    api: the client of huggingface_hub. token: the token that it uses. repo_id: `owner/name`. repo_type: `kernel` or
    `model`.
    """

    def __init__(self, api: HfApi, token: Optional[str], repo_id: str, repo_type: str):
        self.repo_id = repo_id
        self.repo_type = repo_type
        self._api = api
        self._token = token

    def _errors(self) -> AbstractContextManager[None]:
        return hub_errors(self.repo_id, self._token)

    def user(self) -> dict[str, Any]:
        """The owner of the token, as the Hub describes them. Raises HubError if there is no token."""
        if not self._token:
            raise HubError(
                "no token for the Hub", f"make a token at {TOKENS}", "then run `hf auth login`, or set HF_TOKEN"
            )
        with self._errors():
            user: dict[str, Any] = self._api.whoami()
        return user

    def exists(self, repo_type: Optional[str] = None) -> bool:
        """Whether the repository exists. repo_type: look for one of this type instead."""
        with self._errors():
            return bool(self._api.repo_exists(self.repo_id, repo_type=repo_type or self.repo_type))

    def heads(self) -> dict[str, str]:
        """The newest commit of each branch."""
        with self._errors():
            refs = self._api.list_repo_refs(self.repo_id, repo_type=self.repo_type)
        return {branch.name: branch.target_commit for branch in refs.branches}

    def files(self, commit: str) -> dict[str, RemoteFile]:
        """The files of a commit, by path."""
        from huggingface_hub.hf_api import RepoFile

        with self._errors():
            entries = list(
                self._api.list_repo_tree(self.repo_id, recursive=True, revision=commit, repo_type=self.repo_type)
            )
        files = [entry for entry in entries if isinstance(entry, RepoFile)]
        return {file.path: RemoteFile(file.blob_id, file.lfs.sha256 if file.lfs else "") for file in files}

    def ignored(self, revision: str, files: Mapping[str, Union[str, bytes]], create_pr: bool) -> list[str]:
        """The files that a commit would leave out, since the repository's .gitignore lists them.

        files: path in the repository → path of a local file, or content. Nothing is sent but their first bytes.
        """
        from huggingface_hub import constants
        from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status  # type: ignore[attr-defined]

        address = f"{constants.ENDPOINT}/api/{self.repo_type}s/{self.repo_id}/preupload/{quoted(revision)}"
        ignored: list[str] = []
        with self._errors():
            for names in _chunks(sorted(files), MOST_FILES):
                reply = get_session().post(
                    address,
                    headers=build_hf_headers(token=self._token),
                    params={"create_pr": "1"} if create_pr else None,
                    json={"files": [_described(name, files[name]) for name in names]},
                )
                hf_raise_for_status(reply)
                ignored += [file["path"] for file in reply.json()["files"] if file.get("shouldIgnore")]
        return ignored

    def create(self, private: bool) -> None:
        """Make the repository, unless it exists."""
        with self._errors():
            self._api.create_repo(self.repo_id, repo_type=self.repo_type, private=private, exist_ok=True)

    def create_branch(self, branch: str) -> None:
        """Make a branch that begins where the main branch is, unless it exists."""
        with self._errors():
            self._api.create_branch(self.repo_id, branch=branch, repo_type=self.repo_type, exist_ok=True)

    def commit(
        self,
        branch: str,
        parent: Optional[str],
        files: Mapping[str, Union[str, bytes]],
        change: Difference,
        message: str,
        create_pr: bool,
    ) -> Commit:
        """Change a branch in one commit, or open a pull request with it.

        parent: the commit that the change was computed for; the Hub refuses the commit if the branch has moved on.
        files: path in the repository → path of a local file, or content.
        """
        from huggingface_hub import CommitOperationAdd, CommitOperationDelete

        removals = [CommitOperationDelete(path_in_repo=name, is_folder=False) for name in change.removed]
        additions = [
            CommitOperationAdd(path_in_repo=name, path_or_fileobj=files[name]) for name in change.added + change.changed
        ]
        with self._errors():
            info = self._api.create_commit(
                self.repo_id,
                [*removals, *additions],
                commit_message=message,
                repo_type=self.repo_type,
                revision=branch,
                parent_commit=parent,
                create_pr=create_pr,
            )
        return Commit(str(info.pr_url or info.commit_url), str(info.pr_revision or branch))


def quoted(revision: str) -> str:
    """A revision as a part of an address of the Hub."""
    from urllib.parse import quote

    return quote(revision, safe="")


def _chunks(names: list[str], size: int) -> Iterable[list[str]]:
    return (names[start : start + size] for start in range(0, len(names), size))


def _described(name: str, file: Union[str, bytes]) -> dict[str, Any]:
    """A file as the Hub wants to know it before an upload."""
    if isinstance(file, bytes):
        size, sample = len(file), file[:SAMPLE]
    else:
        path = pathlib.Path(file)
        with path.open("rb") as stream:
            size, sample = path.stat().st_size, stream.read(SAMPLE)
    return {"path": name, "size": size, "sample": base64.b64encode(sample).decode()}
