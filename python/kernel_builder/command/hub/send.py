"""The sending of a planned upload: at most one commit for each branch."""

from collections.abc import Mapping
from typing import Union

from kernel_builder.command.hub.client import Client
from kernel_builder.command.hub.files import Difference, variants_of
from kernel_builder.command.hub.plan import CARD, MAIN, UploadPlan
from kernel_builder.command.hub.request import Request


def send(client: Client, plan: UploadPlan, request: Request) -> list[str]:
    """Send the changes of a plan. Returns the addresses of the commits or pull requests; none if nothing changed.

    Raises HubError. Each branch is then in its old or its new state.
    """
    if not plan.exists:
        client.create(request.private)
    if plan.heads[plan.branch] is None and plan.branch != MAIN:
        client.create_branch(plan.branch)

    def commit(branch: str, files: Mapping[str, Union[str, bytes]], change: Difference, message: str) -> str:
        # A new branch has a first commit, which the plan does not know.
        parent = plan.heads[branch] or client.heads().get(branch)
        return client.commit(branch, parent, files, change, message, request.create_pr)

    addresses = []
    if plan.variants:
        files = {name: str(path) for name, path in plan.files.items()}
        message = f"Upload {', '.join(variants_of(plan.files))}"
        addresses.append(commit(plan.branch, files, plan.variants, message))
    if plan.main:
        addresses.append(commit(MAIN, {CARD: plan.card.encode()}, plan.main, "Update the card"))
    return addresses
