"""docs/ci.md on a new Debian 12: the steps of its first job, with the real install.sh and apt-get."""

import re

import pytest
import yaml
from pages import files_of
from shared import SHORT

pytestmark = pytest.mark.machines

# Stands for the checkout of a kernel; the address of GitHub leads to the machine's copy of kernel-builder.
CHECKOUT = """
git config --system user.name test
git config --system user.email test@localhost
git config --system url.file:///kernel-builder.insteadOf https://github.com/huggingface/kernel-builder
git commit --quiet --message all
cp -r templates/kernel /srv/kernel
cd /srv/kernel
sed -i 's|github:huggingface|git+https://github.com/huggingface|' flake.nix
git init --quiet
git add --all
nix --extra-experimental-features 'nix-command flakes' flake lock
git add --all
git commit --quiet --message all
"""


def test_the_first_job_installs_tests_and_fills_the_cache(machine):
    workflow = yaml.safe_load(files_of("ci.md", "yaml")[".github/workflows/kernel.yml"])
    process = machine.run(f"set -eu\n{CHECKOUT}")
    assert process.returncode == 0, process.stderr
    for name, text in files_of("ci.md", "sh").items():
        machine.write(f"/srv/kernel/{name}", text)
    settings = {**workflow["env"], "GITHUB_OUTPUT": "/srv/output"}
    machine.run("chmod +x /srv/kernel/.github/*.sh")
    for step in workflow["jobs"]["test"]["steps"]:
        if "run" not in step:
            continue
        process = machine.run(f"cd /srv/kernel\nset -e\n{step['run']}", **settings)
        assert process.returncode == 0, step["run"] + process.stdout[-2000:] + process.stderr[-2000:]
        if "--test" in step["run"]:
            assert re.search(r"9 passed +10 passed", process.stdout), process.stdout
    assert f'"{SHORT}"' in (machine.folder / "upper/srv/output").read_text()
    kept = "".join(file.read_text() for file in (machine.folder / "upper/var/cache/nix-inputs").glob("*.narinfo"))
    assert "-python3.11-torch-2.13.0+cpu\n" in kept
