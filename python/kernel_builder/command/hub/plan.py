"""The plan of an upload: the differences between the local files and the branches. Nothing is sent."""

import dataclasses
import pathlib
from typing import Optional, Union

from kernel_builder.builder.card import card_of
from kernel_builder.command.hub.client import Client
from kernel_builder.command.hub.files import Difference, difference, local_files, merged, variants_of
from kernel_builder.command.hub.preflight import (
    check_builds,
    check_ignored,
    check_library,
    check_pull_request,
    check_repository,
    check_token,
)
from kernel_builder.command.hub.request import Request

MAIN = "main"
CARD = "README.md"


@dataclasses.dataclass(frozen=True)
class UploadPlan:
    """The changes of an upload.

    exists: whether the repository exists. branch: the branch of the variants. heads: the newest commit of this branch
    and of `main`, None for a branch that does not exist. changes: branch → changes. contents: path in the repository →
    path of a local file, or content. variants: the variants to upload. kept: other variants of the branch.
    """

    exists: bool
    branch: str
    heads: dict[str, Optional[str]]
    changes: dict[str, Difference]
    contents: dict[str, Union[str, bytes]]
    variants: list[str]
    kept: list[str]


def plan_upload(client: Client, request: Request, card_file: pathlib.Path) -> UploadPlan:
    """Compare the kernel with the Hub. Raises UserError if the upload would be refused.

    card_file: where to write the filled card, so that it can be compared as a file.
    """
    check_builds(request)
    card = card_of(request.folder, request.variants(), request.repo_id)
    card_file.write_text(card)
    check_library(request.repo_type)
    check_token(client, request.create_pr)
    exists = check_repository(client)
    commits = client.heads() if exists else {}
    head, main_head = commits.get(request.branch), commits.get(MAIN)
    check_pull_request(request, head)
    on_main = client.files(main_head) if main_head else {}
    # A new branch begins with the files of `main`.
    on_branch = client.files(head) if head else on_main
    files = local_files(request.folder, request.names)
    changes = {request.branch: difference(files, on_branch)}
    card_change = difference({CARD: card_file}, {CARD: on_main[CARD]} if CARD in on_main else {})
    changes[MAIN] = merged(changes[MAIN], card_change) if MAIN in changes else card_change
    contents: dict[str, Union[str, bytes]] = {**{name: str(path) for name, path in files.items()}, CARD: card.encode()}
    for branch, commit in ((request.branch, head), (MAIN, main_head)):
        sent = {name: contents[name] for name in changes[branch].added + changes[branch].changed}
        check_ignored(client, request, branch if commit else None, sent)
    return UploadPlan(
        exists=exists,
        branch=request.branch,
        heads={request.branch: head, MAIN: main_head},
        changes=changes,
        contents=contents,
        variants=variants_of(files),
        kept=sorted(set(variants_of(on_branch)) - set(variants_of(files))),
    )
