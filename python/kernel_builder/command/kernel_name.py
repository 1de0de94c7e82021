"""The repository and the name of a new kernel."""

import re
from typing import Callable, NamedTuple, Optional

from kernel_builder.builder.errors import UserError

NAME = re.compile(r"[a-z][-a-z0-9]*[a-z0-9]")
OWNER = re.compile(r"[A-Za-z0-9][-A-Za-z0-9._]*")
NO_OWNER = 'no token tells the owner: before an upload, add `repo-id = "owner/name"` to [general.hub] in build.toml'
# How long to wait for the Hub, in seconds.
TIMEOUT = 5


class KernelName(NamedTuple):
    """owner: None if it is unknown. notes: lines about how the name came about."""

    owner: Optional[str]
    name: str
    notes: list[str]


def user_of_the_hub() -> Optional[str]:
    """The name of the token's owner on the Hub; None without a token, or if the Hub does not answer."""
    from huggingface_hub import constants, get_token
    from huggingface_hub.utils import build_hf_headers, get_session  # type: ignore[attr-defined]

    token = get_token()
    if token is None:
        return None
    try:
        address = f"{constants.ENDPOINT}/api/whoami-v2"
        reply = get_session().get(address, headers=build_hf_headers(token=token), timeout=TIMEOUT)
        name = reply.json().get("name") if reply.status_code == 200 else None
    except Exception:
        # Whatever a library for HTTP raises: the name is a convenience.
        return None
    return name if isinstance(name, str) else None


def normalized(text: str) -> str:
    """A text in the form of a kernel's name: `my-kernel` of `My_Kernel`."""
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9]+", "-", text.lower())).strip("-")


def kernel_name(wanted: str, user: Callable[[], Optional[str]] = user_of_the_hub) -> KernelName:
    """The repository of a kernel, of the form `owner/name` or `name`. user: the owner if the text names none.

    Raises UserError if no name can be made of the text.
    """
    owner, slash, written = wanted.rpartition("/")
    name = normalized(written)
    if not NAME.fullmatch(name) or (slash and not OWNER.fullmatch(owner)):
        raise UserError(
            f"--name {wanted}: it is not owner/name, where the name begins with a letter and has letters, digits and "
            "dashes, two at least",
            "pass another one: --name my-org/my-kernel",
        )
    notes = [] if name == written else [f"{written} becomes {name}, since names on the Hub have this form"]
    if not slash:
        owner = user() or ""
        notes.append(f"its repository is {owner}/{name}, of your token's owner" if owner else NO_OWNER)
    return KernelName(owner or None, name, notes)
