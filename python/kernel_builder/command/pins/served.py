"""Whether registries still have pinned files. This machine's mirrors and indexes are asked; no file is downloaded."""

import functools
import http.client
import json
import pathlib
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Optional

from kernel_builder.command.doctor.network import certificates
from kernel_builder.command.pins.locks import DEBIAN, NVIDIA, PYPI, Pin

# Requests at a time, and seconds that each may take.
REQUESTS = 16
TIMEOUT = 20.0
# Seconds to wait before an address that did not answer is asked a second time: some networks drop one of many requests.
AGAIN = 2.0
# The index of a project in JSON, or as a page (PEP 691, PEP 503).
ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"
# The indexes that have what PyPI lacks: see fallbackIndex in pkgs/torch.
FURTHER = {"torch": "https://download.pytorch.org/whl/cpu"}
NVIDIA_ARCHIVES = "https://developer.download.nvidia.com/compute/cuda/redist"


# Reading the certificates takes longer than a request.
_certificates = functools.cache(certificates)


def ask(address: str, method: str = "GET") -> Optional[bytes]:
    """What an address answers; None for a status such as 404. Raises OSError if twice there is no other answer."""
    try:
        return _ask(address, method)
    except OSError:
        time.sleep(AGAIN)
        return _ask(address, method)


def _ask(address: str, method: str) -> Optional[bytes]:
    request = urllib.request.Request(address, method=method, headers={"User-Agent": "kernel-builder", "Accept": ACCEPT})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT, context=_certificates()) as answer:
            content: bytes = answer.read()
            return content
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return None
        raise
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error


def files_in(page: bytes) -> dict[str, str]:
    """The files of a project's index: name → sha256, empty if the index does not tell it."""
    if page.lstrip().startswith(b"{"):
        return {file["filename"]: file["hashes"].get("sha256", "") for file in json.loads(page)["files"]}
    links = re.findall(r'<a [^>]*href="([^"#]+)(?:#sha256=([0-9a-f]{64}))?[^"]*"', page.decode())
    return {urllib.parse.unquote(link.rpartition("/")[2]): digest for link, digest in links}


class Registries:
    """Where files are looked for.

    index: pip's, empty if it may use none. further: more indexes, and folders of files. mirrors: of Debian. nvidia: the
    folder of NVIDIA's archives.
    """

    def __init__(self, index: str, further: Sequence[str], mirrors: Sequence[str], nvidia: str):
        self.indexes = [place for place in [index, *further] if place.startswith(("http://", "https://"))]
        folders = [place.removeprefix("file://") for place in further if not place.startswith(("http://", "https://"))]
        self.local = {
            path.name for folder in folders if pathlib.Path(folder).is_dir() for path in pathlib.Path(folder).iterdir()
        }
        self.mirrors = mirrors
        self.nvidia = nvidia

    def _distribution(self, pins: list[Pin]) -> dict[Pin, str]:
        """Pin → why the file is not there, or an empty string, for the pins of one distribution."""
        name = pins[0].distribution
        known: dict[str, str] = {}
        reasons = []
        for index in [*self.indexes, *([FURTHER[name]] if name in FURTHER else [])]:
            if all(pin.name in known or pin.name in self.local for pin in pins):
                break
            try:
                page = ask(f"{index.rstrip('/')}/{name}/")
            except (OSError, ValueError) as error:
                reasons.append(f"?{error}")
                continue
            known.update({file: digest for file, digest in files_in(page or b"").items() if file not in known})
        answers = {}
        for pin in pins:
            if pin.name in self.local or known.get(pin.name) in ("", pin.sha256):
                answers[pin] = ""
            elif pin.name in known:
                answers[pin] = "another file has its name now"
            else:
                answers[pin] = reasons[0] if reasons else "gone"
        return answers

    def _path(self, pin: Pin) -> dict[Pin, str]:
        """The same for one file that a path names."""
        reasons = []
        for base in self.mirrors if pin.registry == DEBIAN else [self.nvidia]:
            try:
                if ask(f"{base.rstrip('/')}/{urllib.parse.quote(pin.name)}", "HEAD") is not None:
                    return {pin: ""}
            except (OSError, ValueError) as error:
                reasons.append(f"?{error}")
        return {pin: reasons[0] if reasons else "gone" if self.mirrors or pin.registry == NVIDIA else "?no mirror"}

    def check(self, pins: list[Pin]) -> dict[Pin, str]:
        """Pin → an empty string if the file is served, else the reason; a reason that begins with `?` is unknown."""
        by_distribution: dict[str, list[Pin]] = {}
        for pin in pins:
            if pin.registry == PYPI:
                by_distribution.setdefault(pin.distribution, []).append(pin)
        with ThreadPoolExecutor(REQUESTS) as pool:
            parts = [
                *pool.map(self._distribution, by_distribution.values()),
                *pool.map(self._path, [pin for pin in pins if pin.registry != PYPI]),
            ]
        return {pin: reason for part in parts for pin, reason in part.items()}
