"""A machine for the fetchers' scripts: a root with files of other distributions, and a PATH with few programs."""

import contextlib
import http.server
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import urllib.parse
import zipfile

import pip
from scripts import PKGS

FETCHERS = PKGS / "base/fetchers"
# Programs that the scripts need on every machine. Clients such as curl are added by name.
TOOLS = "sh sed tail head tr grep cat mktemp rm cp mv mkdir chmod cut dirname readlink sha256sum"
APT_HELPER = pathlib.Path("/usr/lib/apt/apt-helper")
SHELLS = [name for name in ("dash", "bash", "busybox") if shutil.which(name)]
CLIENTS = [
    name
    for name, program in {
        "curl": "curl",
        "wget": "wget",
        "busybox": "busybox",
        "python3": "python3",
        "apt-helper": APT_HELPER,
    }.items()
    if shutil.which(program)
]
PROBED = "dists/bookworm/Release.gpg"
REMEDY = """\
  add the line DEBIAN_MIRROR=ADDRESS to /etc/kernel-builder/settings, or set KERNEL_BUILDER_DEBIAN_MIRROR=ADDRESS:
  the address of a mirror of Debian, which is above its pool/ and dists/
"""
SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n"


def bundle_pip(folder: pathlib.Path) -> pathlib.Path:
    """Write a package ensurepip whose wheel is this Python's own pip; returns the wheel. Debian's Python has none."""
    bundled = folder / "ensurepip/_bundled"
    bundled.mkdir(parents=True)
    (bundled.parent / "__init__.py").touch()
    wheel = bundled / f"pip-{pip.__version__}-py3-none-any.whl"
    package = pathlib.Path(pip.__file__).parent
    # Files of the Nix store are from 1970, and a zip file's dates begin with 1980.
    with zipfile.ZipFile(wheel, "w", strict_timestamps=False) as file:
        for path in sorted(package.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                file.write(path, path.relative_to(package.parent))
    return wheel


class Machine:
    """A machine that names no mirror and has no pip. Methods add what names one."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.root = folder / "root"
        self.programs = folder / "bin"
        self.settings_file = folder / "settings"
        self.scratch = folder / "scratch"
        for path in (self.root, self.programs, self.scratch):
            path.mkdir(parents=True)
        for name in TOOLS.split():
            (self.programs / name).symlink_to(shutil.which(name))

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def program(self, name: str, script: str) -> None:
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def client(self, name: str) -> None:
        """Add a program that downloads."""
        if name == "python3":
            self.program("python3", f'exec {sys.executable} "$@"')
        elif name == "busybox":
            self.program("wget", f'exec {shutil.which("busybox")} wget "$@"')
        elif name == "apt-helper":
            (self.root / "usr/lib/apt").mkdir(parents=True)
            (self.root / "usr/lib/apt/apt-helper").symlink_to(APT_HELPER)
        else:
            (self.programs / name).symlink_to(shutil.which(name))

    def settings(self, **values: str) -> None:
        lines = ["# written by install.sh", *(f"{name}={value}" for name, value in values.items())]
        self.settings_file.write_text("\n".join(lines) + "\n")

    def apt(self, *sources: str) -> None:
        """Add apt with lists. Each source: `ADDRESS|ORIGIN|RELEASE|CODENAME`."""
        lines = "".join(f"{line}\n" for line in sources)
        self.program("apt-get", f"[ $1 != indextargets ] || cat <<'LINES'\n{lines}LINES")

    def apt_without_lists(self, *sources: tuple[str, str]) -> None:
        """Add apt before its first update. Each source: address and release."""
        uris = "".join(f"'{address}/dists/{release}/InRelease' name 0 \n" for address, release in sources)
        uris += "".join(f"'{address}/dists/{release}/main/Packages.xz' name 0 \n" for address, release in sources)
        self.program("apt-get", f"[ $1 = indextargets ] || cat <<'LINES'\n{uris}LINES")

    def debootstrap(self, address: str) -> None:
        self.write("usr/sbin/debootstrap", f'#!/bin/sh\nUSER_MIRROR=""\nDEF_MIRROR="{address}"\n')

    def python_apt(self, address: str) -> None:
        self.write(
            "usr/share/python-apt/templates/Debian.info",
            f"Suite: {{series}}\nBaseURI: {address}\n\nSuite: {{series}}-security\nBaseURI: {address}-security\n",
        )

    def distribution(self, **values: str) -> None:
        self.write("etc/os-release", "".join(f'{name}="{value}"\n' for name, value in values.items()))

    def run(self, script: str, *words: str, shell: str = "sh", **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a script of the fetchers."""
        program = [shutil.which("busybox"), "sh"] if shell == "busybox" else [shutil.which(shell)]
        environment = {
            "PATH": str(self.programs),
            "TMPDIR": str(self.scratch),
            "KERNEL_BUILDER_ROOT": str(self.root),
            "KERNEL_BUILDER_SETTINGS": str(self.settings_file),
            **variables,
        }
        command = [*program, str(FETCHERS / script), *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


class Server(contextlib.AbstractContextManager["Server"]):
    """A web server of loopback. Its files: path → content. It records the paths that it is asked for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        # Files of which only a part is sent.
        self.broken: set[str] = set()
        self.asked: list[str] = []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = urllib.parse.unquote(self.path.lstrip("/"))
                server.asked.append(path)
                if path not in server.files:
                    self.send_error(404, "Not Found")
                    return
                content = server.files[path]
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content[: len(content) // 2] if path in server.broken else content)

            def log_message(self, *_: object) -> None:
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self.http.shutdown()
        self.http.server_close()


def environment_of_pip(**variables: str) -> dict[str, str]:
    """Variables with which pip reads no settings of the machine, and no index."""
    return {"PIP_NO_INDEX": "1", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull, **variables}
