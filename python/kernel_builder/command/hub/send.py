"""The sending of a planned upload: at most one commit for each branch."""

import pathlib

from kernel_builder.command.hub.client import Client
from kernel_builder.command.hub.errors import HubError
from kernel_builder.command.hub.files import Difference, is_same
from kernel_builder.command.hub.plan import CARD, MAIN, UploadPlan
from kernel_builder.command.hub.request import Request


def check_sent(client: Client, plan: UploadPlan, change: Difference, revision: str) -> None:
    """Compare a revision of the repository with the plan, file by file. Raises HubError for a difference."""
    commits = client.heads()
    remote = client.files(commits.get(revision, revision))
    contents = {name: plan.contents[name] for name in change.added + change.changed}
    files = {name: text if isinstance(text, bytes) else pathlib.Path(text) for name, text in contents.items()}
    missing = [name for name in files if name not in remote]
    other = [name for name in files if name in remote and not is_same(files[name], remote[name])]
    left = [name for name in change.removed if name in remote]
    problems = [("lacks", missing), ("has other content of", other), ("still has", left)]
    lines = [f"{revision} {problem} {', '.join(names)}" for problem, names in problems if names]
    if lines:
        raise HubError(
            f"after the upload, {client.repo_id} is not as planned: {lines[0]}",
            *lines[1:],
            "look at the repository, then run this command again: it sends what is missing",
        )


def send(client: Client, plan: UploadPlan, request: Request) -> list[str]:
    """Send the changes of a plan. Returns the addresses of the commits or pull requests; none if nothing changed.

    After each commit the branch is compared with the plan. Raises HubError. Each branch is then in its old or its new
    state.
    """
    if not plan.exists:
        client.create(request.private)
    if plan.heads[plan.branch] is None and plan.branch != MAIN:
        client.create_branch(plan.branch)
    addresses = []
    for branch, change in plan.changes.items():
        if change.paths:
            message = "Update the card" if change.paths == {CARD} else f"Upload {', '.join(plan.variants)}"
            # A new branch has a first commit, which the plan does not know.
            parent = plan.heads[branch] or client.heads().get(branch)
            commit = client.commit(branch, parent, plan.contents, change, message, request.create_pr)
            check_sent(client, plan, change, commit.revision)
            addresses.append(commit.address)
    return addresses
