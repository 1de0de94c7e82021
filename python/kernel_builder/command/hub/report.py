"""The text and the JSON that an upload prints."""

from collections.abc import Iterator
from typing import Any

from kernel_builder.command.hub.files import Difference
from kernel_builder.command.hub.plan import UploadPlan
from kernel_builder.command.hub.preflight import revisions
from kernel_builder.command.hub.request import Request


def _changes(branch: str, change: Difference) -> Iterator[str]:
    for sign, names in (("+", change.added), ("~", change.changed), ("-", change.removed)):
        for name in names:
            yield f"  {sign} {branch}: {name}"


def plan_lines(plan: UploadPlan, request: Request) -> list[str]:
    """The changes of a plan, a line for each file: + added, ~ changed, - removed."""
    lines = [f"{request.repo_id} ({request.repo_type}{'' if plan.exists else ', new'})"]
    lines += [line for branch, change in plan.changes.items() for line in _changes(branch, change)]
    commits = revisions(request)
    if len(commits) > 1:
        built = "; ".join(f"{commit[:7]}: {', '.join(names)}" for commit, names in commits.items())
        lines.append(f"  note: built from several commits: {built}")
    if plan.kept:
        lines.append(f"  unchanged on {plan.branch}: {', '.join(plan.kept)}")
    return lines


def result_text(addresses: list[str], dry_run: bool) -> str:
    """The last lines of an upload. addresses: of the commits or pull requests."""
    if dry_run:
        return "dry run: nothing was sent"
    return "\n".join(addresses) or "up to date: the Hub has all these files"


def result_record(plan: UploadPlan, request: Request, addresses: list[str], dry_run: bool) -> dict[str, Any]:
    """The result of an upload for a script."""
    return {
        "repo-id": request.repo_id,
        "repo-type": request.repo_type,
        "branch": plan.branch,
        "dry-run": dry_run,
        "commits": addresses,
        "changes": {branch: change._asdict() for branch, change in plan.changes.items()},
        "kept-variants": plan.kept,
    }
