"""The command and `nix run` upload a built kernel to a Hub on loopback, and `kernels` loads it from there."""

import os
import threading

import hub_server
import pytest
from shared import SHORT, VARIANT


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


def test_the_command_uploads_a_kernel_that_then_loads_from_the_hub(
    kernel_builder, in_shell, hub, environment, relu, tmp_path
):
    upload = ["build-and-upload", "--variant", SHORT, "--repo-id", "me/relu"]
    refused = kernel_builder(*upload, relu, env=environment, check=False)
    assert (
        refused.returncode == 1
        and "is in no git repository, so others could not find the sources of the build" in refused.stderr
        and "Traceback" not in refused.stderr
    )
    uploaded = kernel_builder(*upload, "--allow-dirty", relu, env=environment)
    assert f"{hub.url}/me/relu/commit/" in uploaded.stdout

    code = f"""
import torch
from kernels import get_kernel
relu = get_kernel("me/relu", version=1, backend="cpu", trust_remote_code=True)
print(relu.__file__.startswith("{tmp_path}/hf"), relu.relu(torch.tensor([-1.0, 2.0])).tolist())
"""
    # The shell's own settings would load the kernel that is built here.
    line = 'unset LOCAL_KERNELS PYTHONPATH; HF_HUB_OFFLINE=0 exec python -c "$1"'
    process = in_shell(relu, f"testShells.{SHORT}", "bash", "-c", line, "_", code, env=environment)
    assert process.stdout.strip() == "True [0.0, 2.0]"


def test_nix_run_uploads_a_kernel_once(nix, hub, environment, kernel):
    (kernel / "CARD.md").write_text("# {{ name }}\n")
    words = ["--", "--repo-id", "me/small", "--allow-dirty"]
    nix("run", "--no-write-lock-file", ".#build-and-upload", *words, cwd=kernel, env=environment)
    assert (kernel / f"build/{VARIANT}/metadata.json").is_file()
    again = nix("run", "--no-write-lock-file", ".#upload", *words, cwd=kernel, env=environment)
    assert again.stdout.strip().endswith("up to date: the Hub has all these files")
    assert sorted(hub.repositories["kernel", "me/small"].files("main")) == ["README.md"]
