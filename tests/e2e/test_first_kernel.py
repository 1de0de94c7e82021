"""docs/first-kernel.md: its commands run in order, from an empty folder to a kernel that loads from a Hub."""

import os
import re
import subprocess
import threading

import hub_server
import pytest
from shared import REPOSITORY, SHORT

PAGE = (REPOSITORY / "docs/first-kernel.md").read_text()
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def surroundings(nix, builder, tmp_path):
    """The environment of somebody who has installed the command and logged in to a Hub on loopback as my-org."""
    link = tmp_path / "command"
    nix("build", "--out-link", str(link), f"path:{builder}#kernel-builder")
    hub = hub_server.Hub()
    hub.user["name"] = "my-org"
    threading.Thread(target=hub.serve_forever, args=(0.01,), daemon=True).start()
    identity = {f"GIT_{role}_{key}": "test@localhost" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    yield {
        **os.environ,
        **identity,
        "PATH": f"{link}/bin:{os.environ['PATH']}",
        "HF_ENDPOINT": hub.url,
        "HF_TOKEN": hub_server.TOKEN,
        "HF_HUB_DISABLE_XET": "1",
        "HF_HOME": str(tmp_path / "hf"),
    }
    hub.shutdown()
    hub.server_close()


def test_the_page_leads_from_nothing_to_a_kernel_that_others_load(surroundings, tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    script = "set -euo pipefail\n" + "".join(text for language, text in BLOCKS if language == "sh")
    (tmp_path / "page.sh").write_text(script)
    process = subprocess.run(
        ["bash", tmp_path / "page.sh"], cwd=folder, env=surroundings, capture_output=True, text=True
    )
    shown = process.stdout + process.stderr
    assert process.returncode == 0, shown[-4000:]
    assert re.search(
        r"(?:built|cached) +_scaled_add_cpu_[0-9a-f]{7}\w*\.abi3\.so +\d+ KiB +9 passed +10 passed", shown
    ), shown
    # The last build in the shell compiles the one file that was changed, and the new test passes.
    built = shown.partition("11 passed")[0].rpartition("Checking that the build folder")[2]
    assert re.findall(r"Building CXX object .*/(\S+)\.o", built) == ["add_scaled.cpp"], shown[-3000:]
    assert f"{surroundings['HF_ENDPOINT']}/my-org/scaled-add/commit/" in shown

    (use,) = (text for language, text in BLOCKS if language == "python")
    (tmp_path / "use.py").write_text(use)
    outside = {name: value for name, value in surroundings.items() if name not in ("HF_TOKEN",)}
    line = f"unset LOCAL_KERNELS PYTHONPATH; HF_HUB_OFFLINE=0 python {tmp_path}/use.py"
    loaded = subprocess.run(
        ["kernel-builder", "testshell", "--variant", SHORT, "-c", line],
        cwd=folder / "scaled-add", env=outside, capture_output=True, text=True,
    )  # fmt: skip
    assert loaded.stdout.strip() == "tensor([0.5000, 0.5000, 0.5000, 0.5000])", loaded.stderr[-2000:]
