"""Errors of the Hub and of the connection to it, as messages that tell whom to ask for which right."""

import contextlib
from collections.abc import Iterator
from typing import Optional

from kernel_builder.builder.errors import UserError

# Exceptions of the system and of HTTP libraries before a connection exists.
UNREACHABLE = {"ConnectError", "ConnectTimeout", "ConnectionRefusedError", "ProxyError", "gaierror"}
TOKENS = "https://huggingface.co/settings/tokens"


class HubError(UserError):
    """The Hub refuses a request, or cannot be reached."""


def _by_status(status: Optional[int], repo_id: str, reply: str) -> HubError:
    if status == 401:
        return HubError(
            "the Hub does not accept the token: it is wrong or has expired",
            f"make a token at {TOKENS}",
            "then run `hf auth login`, or set HF_TOKEN",
        )
    if status == 403:
        return HubError(
            f"the token has no right to do this to {repo_id}: {reply}",
            f"give the token write access to {repo_id} at {TOKENS}",
            "or ask the repository's owner for the role `write` in the organization",
        )
    if status == 404:
        return HubError(
            f"{repo_id} does not exist, or the token has no right to see it",
            "check --repo-id and --repo-type, and the rights of the token",
        )
    if status in (409, 412):
        return HubError(
            f"somebody else changed {repo_id} during the upload", "look at the change, then run this command again"
        )
    if status == 429:
        return HubError("the Hub accepts no more requests for now", "run this command again in some minutes")
    return HubError(
        f"the Hub replied with an error{f' ({status})' if status else ''}: {reply}",
        "run this command again; it does not send again what the Hub already has",
    )


@contextlib.contextmanager
def hub_errors(repo_id: str, token: Optional[str]) -> Iterator[None]:
    """Turn errors of the Hub's client into HubError. No message has the token in it."""
    from huggingface_hub import constants
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, OfflineModeIsEnabled, RevisionNotFoundError

    def without_token(text: str) -> str:
        return text.replace(token, "***") if token else text

    try:
        yield
    except GatedRepoError:
        raise HubError(
            f"{repo_id} is gated, and the token has no access to it",
            f"ask for access at https://huggingface.co/{repo_id}",
        ) from None
    except RevisionNotFoundError:
        raise HubError(
            f"a branch of {repo_id} is gone: somebody renamed or removed it during the upload",
            "look at the repository's branches, then run this command again",
        ) from None
    except OfflineModeIsEnabled:
        raise HubError(
            f"HF_HUB_OFFLINE is set, so nothing is asked of the Hub at {constants.ENDPOINT}",
            "run the command without it: HF_HUB_OFFLINE=0 kernel-builder upload",
        ) from None
    except HfHubHTTPError as error:
        status = error.response.status_code if error.response is not None else None
        reply = error.server_message or str(error).strip().splitlines()[0]
        raise _by_status(status, repo_id, without_token(reply)) from None
    except ValueError as error:
        # huggingface_hub raises ValueError for a card or a name that the Hub does not accept.
        raise HubError(without_token(str(error)).strip(), "correct it, and run this command again") from None
    except Exception as error:
        if not _is_of_the_network(error):
            raise
        if type(error).__name__ in UNREACHABLE:
            raise HubError(
                f"the Hub at {constants.ENDPOINT} cannot be reached: {without_token(str(error)) or 'no answer'}",
                "check the network and its proxy (HTTPS_PROXY), or the address in HF_ENDPOINT",
            ) from None
        raise HubError(
            f"the connection to the Hub at {constants.ENDPOINT} broke: {type(error).__name__}",
            "run this command again; each branch is in its old or its new state, and the command does not send again"
            " what the Hub already has",
        ) from None


def _is_of_the_network(error: Exception) -> bool:
    """Whether an error is from the system or from an HTTP library; the library depends on the client's version."""
    library = type(error).__module__.split(".")[0]
    return isinstance(error, OSError) or library.startswith(("httpx", "httpcore", "requests", "urllib3"))
