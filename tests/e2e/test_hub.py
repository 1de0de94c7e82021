"""A kernel built by Nix, uploaded to a Hub on loopback by the command and by `nix run`, and loaded back by `kernels`."""

import os
import pathlib
import shutil
import subprocess
import threading

import hub_server
import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REPO = "me/relu"
VARIANT = "torch213-cxx11-cpu"


@pytest.fixture
def hub():
    server = hub_server.Hub()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def environment(hub, tmp_path):
    settings = {
        "HF_ENDPOINT": hub.url,
        "HF_TOKEN": hub_server.TOKEN,
        "HF_HUB_DISABLE_XET": "1",
        "HF_HOME": str(tmp_path / "hf"),
    }
    return {**os.environ, **settings}


def test_a_kernel_is_built_uploaded_and_loaded_back(nix, hub, environment, tmp_path):
    relu = tmp_path / "relu"
    shutil.copytree(ROOT / "examples/relu", relu, ignore=shutil.ignore_patterns("build"))
    flake = relu / "flake.nix"
    flake.write_text(flake.read_text().replace("path:../..", f"path:{ROOT}"))
    command = [
        "nix",
        "run",
        f"{ROOT}#kernel-builder",
        "--",
        "build-and-upload",
        "--variant",
        VARIANT,
        "--repo-id",
        REPO,
    ]
    refused = subprocess.run([*command, str(relu)], capture_output=True, text=True, env=environment)
    assert refused.returncode == 1 and "no commit has" in refused.stderr and "Traceback" not in refused.stderr
    done = subprocess.run([*command, "--allow-dirty", str(relu)], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert f"{hub.url}/me/relu/commit/" in done.stdout

    code = f"""
import torch
from kernels import get_kernel
relu = get_kernel("{REPO}", version=1, backend="cpu", trust_remote_code=True)
print(relu.__file__.startswith("{tmp_path}/hf"), relu.relu(torch.tensor([-1.0, 2.0])).tolist())
"""
    line = 'unset LOCAL_KERNELS PYTHONPATH; HF_HUB_OFFLINE=0 exec python -c "$1"'
    shell = [
        "develop",
        "--no-write-lock-file",
        f"{relu}#testShells.{VARIANT}",
        "--command",
        "bash",
        "-c",
        line,
        "_",
        code,
    ]
    assert nix(*shell, env=environment).stdout.strip() == "True [0.0, 2.0]"


def test_nix_runs_the_upload(nix, hub, environment, copy_kernel):
    small = copy_kernel("small")
    (small / "CARD.md").write_text("# {{ name }}\n")
    words = ["--", "--repo-id", "me/small", "--allow-dirty"]
    nix("run", "--no-write-lock-file", ".#build-and-upload", *words, cwd=small, env=environment)
    assert (small / f"build/{VARIANT}-x86_64-linux/metadata.json").is_file()
    again = nix("run", "--no-write-lock-file", ".#upload", *words, cwd=small, env=environment)
    assert again.stdout.strip().endswith("nothing to upload: the Hub has it all")
    assert sorted(hub.repositories["kernel", "me/small"].files("main")) == ["README.md"]
