"""A binary cache of the tests' own: a second, empty store builds an edited kernel from it, over HTTP on loopback."""

import contextlib
import functools
import http.server
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time

import pytest
from shared import NOBODY, SHORT, VARIANT, as_root, last_error

pytestmark = as_root
NIX_IS_IN_THE_STORE = os.path.realpath(shutil.which("nix")).startswith("/nix/")
# Runs Nix with an empty store in the place of /nix, in which no fetcher can run.
IN_EMPTY_STORE = 'mount --bind "$1" /nix; shift; NIX_REMOTE=local exec "$@"'
# Makes a damaged path of the store again, in a layer over /nix that ends with the command.
REPAIRED = """
mount -t overlay overlay -o lowerdir=/nix,upperdir="$1/upper",workdir="$1/work" /nix
nix-store --repair-path "$2"
shift 2
exec "$@"
"""
# What install.sh writes about caches.
PATIENCE = "connect-timeout = 3\ndownload-attempts = 2\nstalled-download-timeout = 10\nfallback = true\n"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(folder):
    """Serve a folder on loopback; returns its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def scratch():
    """A folder for stores and caches, which take gigabytes: it is removed at once."""
    with tempfile.TemporaryDirectory(prefix="cache-") as folder:
        yield pathlib.Path(folder)
        subprocess.run(["chmod", "-R", "u+w", folder], check=True)


@pytest.fixture(scope="module")
def key(scratch):
    secret, public = scratch / "cache.key", scratch / "cache.pub"
    subprocess.run(["nix-store", "--generate-binary-cache-key", "test-1", secret, public], check=True)
    return secret


def quick_kernel(folder, repository, builder):
    """A copy of the kernel `quick`, which names the builder's copy."""
    kernel = folder / "kernel"
    shutil.copytree(repository / "tests/kernels/quick", kernel)
    (kernel / "expected.txt").unlink(missing_ok=True)
    flake = (kernel / "flake.nix").read_text()
    (kernel / "flake.nix").write_text(re.sub(r'"path:[./]+"', f'"path:{builder}"', flake))
    return kernel


@pytest.fixture(scope="module")
def kernel(scratch, repository, builder):
    return quick_kernel(scratch, repository, builder)


@pytest.fixture(scope="module")
def pushed(scratch, key, kernel, kernel_builder):
    """The finished push of the kernel's variant to a cache in a folder; returns what it printed, and the folder."""
    words = ["push-cache", f"file://{scratch}/cache", "--folder", kernel, "--variant", SHORT, "--key", key]
    process = kernel_builder(*words, check=False)
    damaged = re.search(r"nix-store --repair-path (\S+)", process.stderr)
    if damaged:
        # Programs of root have changed this machine's store, which other processes use.
        for name in ("upper", "work"):
            (scratch / name).mkdir()
        layer = ["unshare", "--mount", "sh", "-eu", "-c", REPAIRED, "_", str(scratch), damaged[1]]
        process = kernel_builder(*words, prefix=layer)
    assert process.returncode == 0, process.stderr
    return process.stdout, scratch / "cache"


@pytest.fixture
def in_empty_store(scratch):
    """Run Nix with an empty store and a cache at an address; returns the finished process."""
    store = scratch / "store"
    store.mkdir()

    def run(address, public_key, *words, **settings):
        lines = ["build-users-group =", "sandbox = true", f"substituters = {address}", PATIENCE]
        config = "\n".join([*lines, f"trusted-public-keys = {public_key}"])
        # No registry can be asked.
        variables = {"NIX_CONFIG": config, "PIP_INDEX_URL": NOBODY, "KERNEL_BUILDER_DEBIAN_MIRROR": NOBODY}
        features = ["nix", "--extra-experimental-features", "nix-command flakes"]
        command = ["unshare", "--mount", "sh", "-eu", "-c", IN_EMPTY_STORE, "_", store, *features, *words]
        return subprocess.run(
            command, capture_output=True, text=True, errors="replace", env={**os.environ, **variables}, **settings
        )

    yield run
    subprocess.run(["chmod", "-R", "u+w", store], check=True)
    shutil.rmtree(store)


def public(key):
    return key.with_suffix(".pub").read_text().strip()


def test_the_push_tells_what_users_add_to_their_settings(pushed, key):
    shown, cache = pushed
    first, *settings = shown.splitlines()
    assert re.fullmatch(rf"sent \d+ paths, [\d.]+ GB before compression, to file://{cache}", first)
    assert settings == [
        "users add to Nix's settings:",
        f"  extra-substituters = file://{cache}",
        f"  extra-trusted-public-keys = {public(key)}",
    ]


@pytest.mark.skipif(NIX_IS_IN_THE_STORE, reason="the test mounts an empty /nix, and Nix itself is in the store")
def test_an_empty_store_compiles_only_the_edited_file_and_fetches_nothing_from_a_registry(
    pushed, key, kernel, in_empty_store
):
    with (kernel / "binding.cpp").open("a") as file:
        file.write("// edited\n")
    with served(pushed[1]) as address:
        words = ["build", "--no-write-lock-file", "--no-link", "-L", f"path:{kernel}#{VARIANT}"]
        process = in_empty_store(address, public(key), *words)
    assert process.returncode == 0, process.stderr[-4000:]
    built = re.findall(r"building '/nix/store/[^-]+-([^']+)\.drv'", process.stderr)
    assert sorted(name for name in built if "object" in name) == ["quick-object-binding.cpp"]
    assert not [name for name in built if name.endswith((".whl", "-packages", "static", "root"))]


def realise(in_empty_store, key, folder, path):
    with served(folder) as address:
        words = ["build", "--no-link", "--max-jobs", "0", path]
        return in_empty_store(address, public(key), *words)


@pytest.mark.skipif(NIX_IS_IN_THE_STORE, reason="the test mounts an empty /nix, and Nix itself is in the store")
@pytest.mark.parametrize("kind", ["as it is", "unsigned", "altered"])
def test_an_unsigned_or_altered_path_is_refused(pushed, key, in_empty_store, tmp_path, kind):
    """With the smallest path of the cache, copied to a cache of its own."""
    infos = {}
    for file in pushed[1].glob("*.narinfo"):
        infos[file] = dict(line.split(": ", 1) for line in file.read_text().splitlines() if ": " in line)
    alone = [file for file, info in infos.items() if not info.get("References", "").strip() and "CA" not in info]
    smallest = min(alone, key=lambda file: int(infos[file]["FileSize"]))
    info = infos[smallest]
    folder = tmp_path / "cache"
    (folder / "nar").mkdir(parents=True)
    shutil.copy(pushed[1] / "nix-cache-info", folder)
    shutil.copy(pushed[1] / info["URL"], folder / "nar")
    text = smallest.read_text()
    if kind == "unsigned":
        text = re.sub(r"^Sig: .*\n", "", text, flags=re.M)
    if kind == "altered":
        # Another content, under the signature of the first: what is in the archive of another path.
        other = min((file for file in alone if file != smallest), key=lambda file: int(infos[file]["FileSize"]))
        shutil.copy(pushed[1] / infos[other]["URL"], folder / info["URL"])
        for name in ("FileHash", "FileSize"):
            text = text.replace(f"{name}: {info[name]}", f"{name}: {infos[other][name]}")
    (folder / smallest.name).write_text(text)
    process = realise(in_empty_store, key, folder, info["StorePath"])
    if kind == "as it is":
        assert process.returncode == 0, process.stderr
        return
    reason = {"unsigned": "is not signed by any of the keys in 'trusted-public-keys'", "altered": "hash mismatch"}[kind]
    assert process.returncode == 1 and re.search(reason, process.stderr), process.stderr


@contextlib.contextmanager
def silent():
    """A server that takes connections and never answers; returns its address."""
    connections = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept():
            with contextlib.suppress(OSError):
                while True:
                    connections.append(server.accept()[0])

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    for connection in connections:
        connection.close()


@pytest.mark.parametrize("kind", ["gone", "silent"])
def test_a_cache_that_does_not_answer_costs_one_line_and_no_minutes(command_folder, quick, kind):
    with (quick / "binding.cpp").open("a") as file:
        file.write(f"// {time.time_ns()}\n")
    # `nix run`, with which this test calls the command, would wait too.
    command = [command_folder / "kernel-builder", "build", "--variant", SHORT, quick]
    with silent() if kind == "silent" else contextlib.nullcontext(NOBODY) as address:
        config = f"{PATIENCE}sandbox = relaxed\nsubstituters = {address}"
        start = time.monotonic()
        process = subprocess.run(
            command, capture_output=True, text=True, env={**os.environ, "NIX_CONFIG": config}, check=True
        )
        seconds = time.monotonic() - start
    about = [line for line in process.stderr.splitlines() if address in line]
    assert about.count(f"no answer from {address}, going on without this binary cache") == 1
    assert seconds < 60


def test_nothing_to_sign_with_is_refused_before_a_build(kernel_builder, quick, tmp_path):
    refused = kernel_builder("push-cache", f"file://{tmp_path}/cache", "--folder", quick, check=False)
    assert last_error(refused.stderr) == (
        "error: nothing to sign with: Nix takes no unsigned path from a cache\n"
        "  make one: nix-store --generate-binary-cache-key NAME-1 cache.key cache.pub\n"
        "  then pass --key cache.key; or pass --unsigned, if the target signs what it serves, as nix-serve does\n"
    )
    assert not (tmp_path / "cache").exists()
