"""What the Hub refuses, or what happens on the way, as messages that say what to ask for and where."""

import contextlib
from collections.abc import Iterator
from typing import Optional

from kernel_builder.builder.errors import UserError

TOKENS = "https://huggingface.co/settings/tokens"


class HubError(UserError):
    """The Hub refuses, or cannot be reached."""


def _by_status(status: Optional[int], repo_id: str, said: str) -> HubError:
    if status == 401:
        return HubError(
            "the Hub does not accept the token: it is wrong, or has expired",
            f"make one at {TOKENS}",
            "then `hf auth login`, or set HF_TOKEN",
        )
    if status == 403:
        return HubError(
            f"the token may not do this to {repo_id}: {said}",
            f"give it write access to the contents of {repo_id} at {TOKENS}",
            "or ask its owner for the role `write` in the organization",
        )
    if status == 404:
        return HubError(
            f"{repo_id} is not there, or the token may not see it",
            "check --repo-id and --repo-type, and who may see it",
        )
    if status in (409, 412):
        return HubError(
            f"{repo_id} was changed by somebody else meanwhile", "look at what changed, then run this again"
        )
    if status == 429:
        return HubError("the Hub takes no more requests for now", "run this again in some minutes")
    return HubError(
        f"the Hub answers with an error{f' ({status})' if status else ''}: {said}",
        "run this again; what was sent is not sent twice",
    )


@contextlib.contextmanager
def hub_errors(repo_id: str, token: Optional[str]) -> Iterator[None]:
    """Raise HubError for what the client raises within. A token is never part of a message."""
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError

    try:
        yield
    except GatedRepoError:
        error = HubError(
            f"{repo_id} is gated, and the token has no access to it", f"ask for it at https://huggingface.co/{repo_id}"
        )
        raise error from None
    except HfHubHTTPError as failure:
        status = failure.response.status_code if failure.response is not None else None
        said = (failure.server_message or str(failure).strip().splitlines()[0]).replace(token or "\0", "***")
        raise _by_status(status, repo_id, said) from None
    except ValueError as failure:
        # The client's own, of a card or a name that the Hub does not take.
        raise HubError(str(failure).replace(token or "\0", "***").strip(), "correct it, and run this again") from None
    except Exception as failure:
        if not _is_network(failure):
            raise
        raise HubError(
            f"the connection to the Hub broke: {type(failure).__name__}",
            "run this again: the branch is as it was, or as it is to be, and what was sent is not sent twice",
        ) from None


def _is_network(failure: Exception) -> bool:
    """Whether it is of the client's HTTP library, whose name is not the same for each version of the client, or of the system."""
    return type(failure).__module__.split(".")[0].startswith(
        ("httpx", "httpcore", "requests", "urllib3")
    ) or isinstance(failure, OSError)
