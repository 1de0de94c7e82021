"""Whether an address answers."""

import http.client
import pathlib
import re
import socket
import ssl
import threading
import urllib.error
import urllib.request
from typing import Callable, Optional, TypeVar

Value = TypeVar("Value")

# Seconds that an address has to answer.
TIMEOUT = 2.0
# Certificates of authorities, as the distributions place them: a packaged Python does not know the place.
BUNDLES = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
]


def within(seconds: float, function: Callable[[], Value]) -> Optional[Value]:
    """The value of a function; None if it takes longer. Python cannot interrupt a look-up of a host's name."""
    values: list[Value] = []
    thread = threading.Thread(target=lambda: values.append(function()), daemon=True)
    thread.start()
    thread.join(seconds)
    return values[0] if values else None


def without_password(address: str) -> str:
    """An address whose user and password are replaced by `***`."""
    return re.sub(r"//[^/@\s]*@", "//***@", address)


def certificates() -> ssl.SSLContext:
    """The authorities that this machine trusts."""
    context = ssl.create_default_context()
    for bundle in filter(lambda path: pathlib.Path(path).is_file(), BUNDLES):
        context.load_verify_locations(bundle)
        break
    return context


def _reason(address: str) -> str:
    try:
        request = urllib.request.Request(address, headers={"User-Agent": "kernel-builder"})
        with urllib.request.urlopen(request, timeout=TIMEOUT, context=certificates()):
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code < 500 and error.code not in (401, 403, 407) else f"it replies with status {error.code}"
    except urllib.error.URLError as error:
        return _of_connection(error.reason)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return _of_connection(error)


def _of_connection(error: object) -> str:
    if isinstance(error, socket.timeout):
        return f"no answer within {TIMEOUT:g} s"
    if isinstance(error, socket.gaierror):
        return "its name is unknown here"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "this machine does not trust its certificate"
    if isinstance(error, ConnectionRefusedError):
        return "the connection is refused"
    return str(error) or type(error).__name__


def no_answer(address: str) -> str:
    """Why an http address does not answer; empty if it does, were it with `404 Not Found`."""
    reason = within(TIMEOUT + 0.5, lambda: _reason(address))
    return f"no answer within {TIMEOUT:g} s" if reason is None else reason
