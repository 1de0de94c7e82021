"""What goes wrong underneath: it is said, nothing half-made is left, and the next run works."""

import hashlib
import http.server
import io
import os
import pathlib
import re
import shutil
import signal
import subprocess
import threading
import time
import zipfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
VARIANT = "torch213-cxx11-cpu-x86_64-linux"
COMMAND = ["nix", "run", f"{ROOT}#kernel-builder", "--"]
# Enough for Nix's database, and not for the wheel of `index`.
SMALL_STORE = "2m"
as_root = pytest.mark.skipif(
    os.geteuid() != 0, reason="another user's fetches are the daemon's, with settings of its own"
)


class Index:
    """An index of wheels on loopback with one of them, of which it sends as many bytes as `sends`, all if None."""

    def __init__(self, name: str, content: bytes):
        self.name, self.content, self.sends = name, content, None
        index = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                page = f'<a href="/{index.name}#sha256={hashlib.sha256(index.content).hexdigest()}">{index.name}</a>'.encode()
                body = index.content if self.path.endswith(".whl") else page
                self.send_response(200)
                self.send_header("Content-Type", "application/zip" if body is index.content else "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: index.sends] if body is index.content else body)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.environment = {
            **os.environ,
            "PIP_INDEX_URL": f"http://127.0.0.1:{self.server.server_port}/simple",
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_RETRIES": "0",
            "PIP_FIND_LINKS": "",
            "PIP_EXTRA_INDEX_URL": "",
        }

    def expression(self, sha256: str) -> str:
        distribution, version = self.name.split("-")[:2]
        return f"""
          (builtins.getFlake "git+file://{ROOT}").legacyPackages.x86_64-linux.fetchWheel {{
            name = "{distribution}"; version = "{version}"; file = "{self.name}"; sha256 = "{sha256}";
          }}
        """

    def fetch(self, nix, sha256: str = ""):
        expression = self.expression(sha256 or hashlib.sha256(self.content).hexdigest())
        return nix("build", "--impure", "--no-link", "-L", "--expr", expression, check=False, env=self.environment)


@pytest.fixture
def index():
    """A wheel that no other run has fetched, so that the store does not have it."""
    version = f"1.{time.time_ns()}"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        folder = f"faulty-{version}.dist-info"
        wheel.writestr("faulty.py", os.urandom(2**20).hex())
        wheel.writestr(f"{folder}/METADATA", f"Metadata-Version: 2.1\nName: faulty\nVersion: {version}\n")
        wheel.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{folder}/RECORD", "")
    found = Index(f"faulty-{version}-py3-none-any.whl", content.getvalue())
    yield found
    found.server.shutdown()


@as_root
def test_a_fetch_that_is_cut_is_said_and_the_next_one_works(nix, index):
    index.sends = 100_000
    cut = index.fetch(nix)
    assert cut.returncode == 1 and f"error: pip found no {index.name}" in cut.stderr
    index.sends = None
    assert index.fetch(nix).returncode == 0


@as_root
def test_a_file_with_another_hash_is_refused(nix, index):
    done = index.fetch(nix, "0" * 64)
    assert done.returncode == 1 and "hash" in done.stderr.lower() and "0" * 64 in done.stderr
    assert index.fetch(nix).returncode == 0


@as_root
@pytest.mark.skipif(os.path.realpath(shutil.which("nix")).startswith("/nix/"), reason="Nix itself is in the store")
def test_a_full_store_is_said_and_the_next_run_works_once_there_is_room(index, tmp_path):
    """In a /nix of its own that is too small at first, so with the machine's programs alone."""
    distribution, version = index.name.split("-")[:2]
    # A fetch without the flake around it, whose copy alone would fill the store.
    shutil.copytree(ROOT / "pkgs/base/fetchers", tmp_path / "fetchers")
    (tmp_path / "fetchers/default.nix").write_text(
        f"""(import ./fetch-wheel.nix {{ system = builtins.currentSystem; pythonVersion = "3.11"; }}) {{
          name = "{distribution}"; version = "{version}"; file = "{index.name}";
          sha256 = "{hashlib.sha256(index.content).hexdigest()}";
        }}"""
    )
    build = f"nix-build --no-out-link {tmp_path}/fetchers"
    script = f"""
        mount -t tmpfs -o size={SMALL_STORE} tmpfs /nix
        {build} && exit 3
        ls /nix/store | grep -F {index.name} | grep -Ev 'drv|lock'
        mount -o remount,size=200m /nix
        {build}
    """
    environment = {**index.environment, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TMPDIR": "/tmp"}
    done = subprocess.run(
        ["/usr/bin/unshare", "--mount", "/bin/bash", "-c", script], capture_output=True, text=True, env=environment
    )
    assert f"error: {index.name} could not be written to the store" in done.stderr, done.stderr
    assert done.returncode == 0 and done.stdout.split() == [done.stdout.strip()], done.stderr + done.stdout
    assert done.stdout.strip().endswith(index.name)


@as_root
def test_nvidias_own_compiler_that_cannot_be_fetched_is_named(nix, copy_kernel, change):
    kernel = copy_kernel("tvm-ffi")
    change(kernel / "flake.nix", "path = ./.;", 'path = ./.;\n      cudaCompiler = "nvidia";')
    # A port of loopback that nothing listens on.
    environment = {**os.environ, "KERNEL_BUILDER_NVIDIA_MIRROR": "http://127.0.0.1:9"}
    words = ["build", "--no-write-lock-file", "--no-link", "-L", f"path:{kernel}#tvm-ffi01-cu126"]
    done = nix(*words, check=False, env=environment)
    archive = "cuda_nvcc/linux-x86_64/cuda_nvcc-linux-x86_64-12.6.85-archive.tar.xz"
    assert done.returncode == 1 and f"error: http://127.0.0.1:9/{archive} could not be fetched: curl:" in done.stderr


@as_root
def test_a_pinned_file_that_has_left_the_pool_is_named_with_what_renews_the_pin(nix):
    path = "pool/main/g/gone/gone_1.0_amd64.deb"
    expression = f"""
      (builtins.getFlake "git+file://{ROOT}").legacyPackages.x86_64-linux.fetchDebs {{
        name = "gone-{time.time_ns()}"; renew = "rocm";
        files = [ {{ path = "{path}"; sha256 = "{"0" * 64}"; size = 1; }} ];
        hash = "sha256-{"A" * 43}=";
      }}
    """
    # A port of loopback that nothing listens on.
    environment = {**os.environ, "KERNEL_BUILDER_DEBIAN_MIRROR": "http://127.0.0.1:9"}
    done = nix("build", "--impure", "--no-link", "-L", "--expr", expression, check=False, env=environment)
    assert done.returncode == 1 and f"error: no mirror has {path}; asked: http://127.0.0.1:9\n" in done.stderr
    assert (
        "Debian may have replaced the file; for a newer pin, run `nix run .#update-pins -- rocm` in kernel-builder's "
        "repository, or `nix flake update` in a kernel's folder" in done.stderr
    )


def build_and_copy(kernel):
    return subprocess.Popen(
        [*COMMAND, "build-and-copy", "--variant", VARIANT, str(kernel)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def quick(copy_kernel):
    """A kernel that no other run has built."""
    folder = copy_kernel("quick")
    (folder / "binding.cpp").write_text(f"// {time.time_ns()}\n" + (folder / "binding.cpp").read_text())
    return folder


def assert_whole(kernel):
    """The folder `build` holds the variant and nothing else, and it passes its checks."""
    assert [path.name for path in (kernel / "build").iterdir()] == [VARIANT]
    subprocess.run([*COMMAND, "check-builds", str(kernel / "build")], check=True, capture_output=True)


def test_a_killed_build_leaves_nothing_and_the_next_run_works(quick):
    running = build_and_copy(quick)
    for line in running.stderr:
        if re.search(r"building '.*quick-torch213", line):
            break
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    assert not (quick / "build").exists()
    # The builder ends with Nix, a moment later, and until then Nix cannot clear its folder.
    for _ in range(5):
        again = build_and_copy(quick)
        said = again.communicate()
        if "Directory not empty" not in said[1]:
            break
        time.sleep(2)
    assert again.returncode == 0, said
    assert_whole(quick)


def test_two_builds_of_a_kernel_at_once_both_come_to_the_same(quick):
    both = [build_and_copy(quick), build_and_copy(quick)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert_whole(quick)


@as_root
def test_a_full_disk_leaves_the_folder_build_as_it_was(quick):
    """`build` on a disk too small for the second variant that is put there; the first one stays."""
    (quick / "build").mkdir()
    first = build_and_copy(quick)
    assert first.wait() == 0
    command = " ".join(COMMAND)
    script = f"""
        cp -r {quick}/build {quick}/kept && mount -t tmpfs -o size=40k tmpfs {quick}/build
        cp -r {quick}/kept/{VARIANT} {quick}/build/ && head -c 1M /dev/zero >{quick}/build/full 2>/dev/null
        {command} build-and-copy --variant {VARIANT} {quick}; echo "status $?"
        ls -A {quick}/build; cmp {quick}/kept/{VARIANT}/metadata.json {quick}/build/{VARIANT}/metadata.json && echo same
    """
    done = subprocess.run(["unshare", "--mount", "bash", "-c", script], capture_output=True, text=True)
    assert f"{VARIANT}: it could not be copied: " in done.stderr and "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr and "status 1" in done.stdout
    assert done.stdout.split()[-3:] == [VARIANT, "full", "same"] or done.stdout.split()[-3:] == [
        "full",
        VARIANT,
        "same",
    ]
