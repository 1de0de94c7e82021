"""The sending of a planned upload: at most one commit for each branch."""

from kernel_builder.command.hub.client import Client
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
    addresses = []
    for branch, change in plan.changes.items():
        if change.paths:
            message = "Update the card" if change.paths == {CARD} else f"Upload {', '.join(plan.variants)}"
            # A new branch has a first commit, which the plan does not know.
            parent = plan.heads[branch] or client.heads().get(branch)
            addresses.append(client.commit(branch, parent, plan.contents, change, message, request.create_pr))
    return addresses
