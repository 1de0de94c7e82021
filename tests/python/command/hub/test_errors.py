import re

import hub_server
import pytest
from huggingface_hub import constants
from huggingface_hub.errors import OfflineModeIsEnabled

from kernel_builder.builder.errors import UserError
from kernel_builder.command.hub.errors import TOKENS, HubError, hub_errors

AGAIN = "run this command again"
# Refusal of the Hub: a pattern of requests, the reply, and the whole message.
REFUSALS = {
    "a wrong token": (
        "whoami",
        (401, "", "Invalid credentials"),
        [
            "error: the Hub does not accept the token: it is wrong or has expired",
            f"  make a token at {TOKENS}",
            "  then run `hf auth login`, or set HF_TOKEN",
        ],
    ),
    "a token without the right": (
        "/commit/",
        (403, "", "no write access"),
        [
            "error: the token has no right to do this to me/small: no write access",
            f"  give the token write access to me/small at {TOKENS}",
            "  or ask the repository's owner for the role `write` in the organization",
        ],
    ),
    "a repository that the token cannot see": (
        "/branch/",
        (404, "RepoNotFound", "Repository not found"),
        [
            "error: me/small does not exist, or the token has no right to see it",
            "  check --repo-id and --repo-type, and the rights of the token",
        ],
    ),
    "a gated repository": (
        "/refs",
        (403, "GatedRepo", "gated"),
        [
            "error: me/small is gated, and the token has no access to it",
            "  ask for access at https://huggingface.co/me/small",
        ],
    ),
    "a repository that somebody changed": (
        "/commit/",
        (412, "", "changed"),
        [
            "error: somebody else changed me/small during the upload",
            f"  look at the change, then {AGAIN}",
        ],
    ),
    "too many requests": (
        "/commit/",
        (429, "", "slow down"),
        ["error: the Hub accepts no more requests for now", f"  {AGAIN} in some minutes"],
    ),
    "an error of the Hub with the token in it": (
        "/commit/",
        (400, "", f"odd {hub_server.TOKEN}"),
        [
            "error: the Hub replied with an error (400): odd ***",
            f"  {AGAIN}; it does not send again what the Hub already has",
        ],
    ),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=list(REFUSALS))
def test_a_refusal_tells_what_to_do_and_never_the_token(hub, built, upload, refusal):
    pattern, reply, lines = refusal
    hub.repositories["kernel", "me/small"] = hub_server.Repository()
    hub.refusals[pattern] = reply
    result = upload(built)
    assert isinstance(result.exception, UserError) and str(result.exception).splitlines() == lines
    assert hub_server.TOKEN not in result.output


def test_a_branch_that_is_gone_is_named_as_such(hub, built, upload):
    upload(built)
    hub.refusals["/tree/"] = (404, "RevisionNotFound", "Invalid rev id")
    assert str(upload(built).exception).splitlines() == [
        "error: a branch of me/small is gone: somebody renamed or removed it during the upload",
        f"  look at the repository's branches, then {AGAIN}",
    ]


def test_a_hub_that_cannot_be_reached_is_named_with_its_address(hub, built, upload):
    hub.shutdown()
    hub.server_close()
    message, *remedies = str(upload(built).exception).splitlines()
    assert message.startswith(f"error: the Hub at {hub.url} cannot be reached: ")
    assert remedies == ["  check the network and its proxy (HTTPS_PROXY), or the address in HF_ENDPOINT"]


def test_offline_is_another_error_than_a_broken_connection():
    with pytest.raises(HubError) as caught, hub_errors("a/b", None):
        raise OfflineModeIsEnabled
    assert str(caught.value) == (
        f"error: HF_HUB_OFFLINE is set, so nothing is asked of the Hub at {constants.ENDPOINT}\n"
        "  run the command without it: HF_HUB_OFFLINE=0 kernel-builder upload"
    )


def test_a_broken_connection_is_an_error_of_the_user():
    with pytest.raises(HubError) as caught, hub_errors("a/b", None):
        raise ConnectionResetError
    assert str(caught.value) == (
        f"error: the connection to the Hub at {constants.ENDPOINT} broke: ConnectionResetError\n"
        f"  {AGAIN}; each branch is in its old or its new state, and the command does not send again"
        " what the Hub already has"
    )


def test_a_value_that_the_client_refuses_is_an_error_of_the_user():
    with pytest.raises(HubError) as caught, hub_errors("a/b", "secret"):
        raise ValueError("a card with secret in it\n")
    assert str(caught.value) == f"error: a card with *** in it\n  correct it, and {AGAIN}"


def test_a_bug_stays_a_bug():
    with pytest.raises(KeyError), hub_errors("a/b", None):
        raise KeyError("a bug")


def test_every_message_has_a_remedy():
    for _, _, lines in REFUSALS.values():
        assert len(lines) >= 2 and re.match("error: ", lines[0])
