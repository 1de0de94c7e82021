"""docs/first-kernel.md: its commands run in order, from an empty folder to a kernel that loads from a Hub."""

import re
import subprocess

import pages
from shared import SHORT


def test_the_page_leads_from_nothing_to_a_kernel_that_others_load(logged_in, follow, home, tmp_path):
    *steps, use = pages.steps_of("first-kernel.md")
    shown = follow(steps, logged_in)
    assert re.search(
        r"(?:built|cached) +_scaled_add_cpu_[0-9a-f]{7}\w*\.abi3\.so +\d+ KiB +9 passed +10 passed", shown
    ), shown
    # The last build in the shell compiles the one file that was changed, and the new test passes.
    built = shown.partition("11 passed")[0].rpartition("Checking that the build folder")[2]
    assert re.findall(r"Building CXX object .*/(\S+)\.o", built) == ["add_scaled.cpp"], shown[-3000:]
    assert f"{logged_in['HF_ENDPOINT']}/my-org/scaled-add/commit/" in shown

    (tmp_path / "use.py").write_text(use.text)
    outside = {name: value for name, value in logged_in.items() if name not in ("HF_TOKEN",)}
    line = f"unset LOCAL_KERNELS PYTHONPATH; HF_HUB_OFFLINE=0 python {tmp_path}/use.py"
    loaded = subprocess.run(
        ["kernel-builder", "testshell", "--variant", SHORT, "-c", line],
        cwd=home / "scaled-add", env=outside, capture_output=True, text=True,
    )  # fmt: skip
    assert loaded.stdout.strip() == "tensor([0.5000, 0.5000, 0.5000, 0.5000])", loaded.stderr[-2000:]
