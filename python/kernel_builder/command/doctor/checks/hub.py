"""The token for the Hub, and whose it is. The token itself is never shown."""

from typing import Any, Optional

from kernel_builder.builder.errors import UserError
from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.network import no_answer, within
from kernel_builder.command.doctor.row import Row

NAME = "Hub token"
SECONDS = 2.0


def _user(token: str) -> dict[str, Any]:
    """The owner of a token, or {"error": …}."""
    from huggingface_hub import HfApi

    from kernel_builder.command.hub.client import Client

    try:
        # No request names the repository.
        return Client(HfApi(token=token), token, "", "kernel").user()
    except UserError as error:
        return {"error": error}


def check(machine: Machine) -> Row:
    from huggingface_hub import constants, get_token

    token = get_token()
    if not token:
        return Row(NAME, "ok", "none (only uploads need one: hf auth login)")
    reason = no_answer(constants.ENDPOINT)
    if reason:
        return Row(NAME, "ok", f"there; whose is unknown, since the Hub does not answer: {reason}")
    user: Optional[dict[str, Any]] = within(SECONDS, lambda: _user(token))
    if user is None:
        return Row(NAME, "ok", f"there; whose is unknown, since the Hub does not answer within {SECONDS:g} s")
    if "error" in user:
        error: UserError = user["error"]
        return Row(NAME, "note", "there", error.message, "; ".join(error.remedies))
    role = user.get("auth", {}).get("accessToken", {}).get("role")
    return Row(NAME, "ok", f"{user['name']}'s" + (f", with the role {role}" if role else ""))
