"""Every variant of every example, built twice in other surroundings, is the same: `./run reproducible`.

The second build runs in another folder, inside and outside of the sandbox; with one core; in another locale and time
zone; as another user, with another umask and home; and later.
"""

import json
import os

import pytest
from shared import as_root, examples_with

pytestmark = [pytest.mark.reproducible, as_root]
ELSEWHERE = """
sandbox-build-dir = /somewhere/else/with-a-longer-name
cores = 1
max-jobs = 1
build-users-group =
"""


def elsewhere(folder):
    """The variables of the second build."""
    settings = {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Chatham", "HOME": str(folder)}
    return {**os.environ, **settings, "NIX_CONFIG": ELSEWHERE}


@pytest.mark.parametrize("example", examples_with())
def test_every_variant_is_the_same_in_other_surroundings(example, copy_kernel, kernel_builder, tmp_path, request):
    first = copy_kernel(example, to="first")
    asked = request.config.getoption("--variant")
    variants = json.loads(kernel_builder("list-variants", "--json", first).stdout)
    names = [name for name in asked if any(name in (variant["short"], variant["name"]) for variant in variants)]
    if asked and not names:
        pytest.skip(f"{example} has none of the variants that were asked for")
    chosen = [word for name in names for word in ("--variant", name)]
    kernel_builder("build", *chosen, first)
    second = copy_kernel(example, to="another folder/second")
    home = tmp_path / "home"
    home.mkdir()
    process = kernel_builder(
        "check-reproducible", *chosen, second, check=False, umask=0o077, env=elsewhere(home), cwd=home
    )
    print(process.stdout)
    lines = process.stdout.splitlines()
    assert process.returncode == 0 and lines, process.stderr[-4000:] + process.stdout[-4000:]
    assert [line for line in lines if not line.endswith(": both builds are identical")] == []
    # The folder is no part of a build: nothing was built a first time there.
    assert "building" not in process.stderr
