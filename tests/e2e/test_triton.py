"""docs/triton.md: its files and commands in order, from nothing to a tuned kernel, with Triton's interpreter."""

import json
import re

import pages


def test_the_page_leads_from_nothing_to_a_tuned_kernel(installed, follow, home):
    shown = follow(pages.steps_of("triton.md"), installed)
    # torch.compile cannot take what the interpreter runs.
    rows = re.findall(r"torch-cuda +(?:built|cached) +- +- +8 passed +13 passed, 1 skipped", shown)
    assert len(rows) == 2, shown[-4000:]
    # The tests also ran in a test shell for ROCm, and in a development shell.
    assert len(re.findall(r"^13 passed, 1 skipped in", shown, re.MULTILINE)) == 4, shown[-4000:]

    variant = home / "silu-mul/build/torch-cuda"
    tuned = {file.name: json.loads(file.read_text()) for file in (variant / "tuned").iterdir()}
    assert tuned["default.json"] == {"BLOCK": 1024, "num_warps": 4}
    assert re.search(rf"tuned/cpu\.json: {re.escape(str(tuned['cpu.json']))}", shown), shown[-4000:]
