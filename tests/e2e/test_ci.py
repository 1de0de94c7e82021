"""docs/ci.md: the steps of its workflow run in order, in a new repository, up to the upload to a Hub on loopback.

This machine is no runner. Replaced, each by a stand-in that records its call or by a value: the actions, apt-get,
install.sh, the folder of the cache, GitHub itself (a clone on this machine), and the runner's GPU.
"""

import pathlib
import re
import subprocess

import pytest
import yaml
from pages import blocks, files_of, run_lines
from shared import SHORT

ACTIONS = {"actions/checkout@v4", "actions/cache@v4"}
GITHUB = "https://github.com/huggingface/kernel-builder"
CACHE = "/var/cache/nix-inputs"
RECORDS = '#!/bin/sh\necho "{name} $*" >>"$CALLS"\n'
KERNEL = "ci-kernel"


def jobs() -> dict:
    return yaml.safe_load(files_of("ci.md", "yaml")[".github/workflows/kernel.yml"])["jobs"]


def gpu_job() -> dict:
    return yaml.safe_load(blocks("ci.md", "yaml")[-1])["gpu"]


@pytest.fixture
def runner(logged_in, builder, commit, change, tmp_path):
    """A new kernel with the page's files in a repository, and the environment of its runner: (folder, environment)."""
    stand_ins = tmp_path / "stand-ins"
    stand_ins.mkdir()
    (stand_ins / "apt-get").write_text(RECORDS.format(name="apt-get"))
    (stand_ins / "apt-get").chmod(0o755)
    github = tmp_path / "github"
    commit(builder, copy=github)
    (github / "install.sh").write_text(RECORDS.format(name="install.sh"))
    commit(github)
    environment = {
        **logged_in,
        "PATH": f"{stand_ins}:{logged_in['PATH']}",
        "HOME": str(tmp_path / "home"),
        "CALLS": str(tmp_path / "calls"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GIT_CONFIG_SYSTEM": str(tmp_path / "gitconfig"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{github}.insteadOf",
        "GIT_CONFIG_VALUE_0": GITHUB,
    }
    token = environment.pop("HF_TOKEN")
    (tmp_path / "home").mkdir()
    init = f"kernel-builder init --name my-org/{KERNEL} --backends cpu --builder git+{GITHUB}"
    run_lines(init, tmp_path, environment)
    kernel = tmp_path / KERNEL
    # One variant only, so that the matrix of jobs has one row.
    change(kernel / "build.toml", "[torch]\n", '[torch]\nminver = "2.13"\nmaxver = "2.13"\n')
    for name, text in files_of("ci.md", "sh", "yaml").items():
        (kernel / name).parent.mkdir(parents=True, exist_ok=True)
        (kernel / name).write_text(text.replace(CACHE, str(tmp_path / "cache")))
        (kernel / name).chmod(0o755)
    commit(kernel)
    return kernel, environment, token


def run_job(job: dict, kernel: pathlib.Path, environment: dict, values: "dict[str, str]") -> str:
    """Run the steps of a job, as a runner does: each in a shell of its own. Returns what they printed.

    values: of the expressions `${{ … }}`. Fails for an action or an expression that this test does not know.
    """
    shown = ""
    for step in job["steps"]:
        if "uses" in step:
            assert step["uses"] in ACTIONS, f"no stand-in for {step['uses']}"
            continue
        # A value of an expression that is part of a command would be run; as a variable, it is a word.
        assert "${{" not in step["run"]
        settings = {
            name: values[re.fullmatch(r"\$\{\{ (.*) \}\}", text)[1]]
            for name, text in {**job.get("env", {}), **step.get("env", {})}.items()
        }
        shown += run_lines(step["run"], kernel, {**environment, **settings})
    return shown


def test_the_workflow_tests_builds_and_publishes_a_new_kernel(runner, tmp_path):
    kernel, environment, token = runner
    test, build, publish = (jobs()[name] for name in ("test", "build", "publish"))
    shown = run_job(test, kernel, environment, {})
    assert re.search(r"(?:built|cached) +_ci_kernel_cpu_\w+\.abi3\.so +\d+ KiB +9 passed +10 passed", shown), shown
    assert (tmp_path / "output").read_text() == f'variants=["{SHORT}"]\n'
    # The cache has what the build and the tests need, and Nix can copy each of it.
    kept = "".join(file.read_text() for file in (tmp_path / "cache").glob("*.narinfo"))
    names = re.findall(r"^StorePath: /nix/store/[a-z0-9]+-(.*)$", kept, re.M)
    assert {"gcc-wrapper-12", "python3.11-torch-2.13.0+cpu"} <= set(names) and any("numpy" in name for name in names)
    assert not any(name.endswith((".whl", ".drv", ".deb")) for name in names), names

    values = {"matrix.variant": SHORT}
    (tmp_path / "home/kernel-builder").rename(tmp_path / "first-clone")
    shown = run_job(build, kernel, environment, values)
    assert re.search(rf"^{SHORT}-x86_64-linux +cached", shown, re.M), shown

    assert publish["if"] == "startsWith(github.ref, 'refs/tags/v')" and publish["strategy"]["max-parallel"] == 1
    (tmp_path / "home/kernel-builder").rename(tmp_path / "second-clone")
    shown = run_job(publish, kernel, environment, {**values, "secrets.HF_TOKEN": token})
    assert f"{environment['HF_ENDPOINT']}/my-org/{KERNEL}/commit/" in shown
    # A library of committed sources has the commit in its name.
    head = subprocess.run(
        ["git", "-C", kernel, "rev-parse", "--short=7", "HEAD"], capture_output=True, text=True
    ).stdout
    assert f"_ci_kernel_cpu_{head.strip()}.abi3.so" in shown

    calls = (tmp_path / "calls").read_text().splitlines()
    once = ["apt-get update", "apt-get install -y git python3", "install.sh --yes"]
    assert calls == once * 3


def test_the_job_for_a_gpu_runs_the_tests_in_the_test_shell(runner):
    kernel, environment, _ = runner
    (step,) = (step for step in gpu_job()["steps"] if "run" in step)
    # This machine may have no GPU.
    on_the_cpu = step["run"].replace("torch213-cxx11-cu130", SHORT)
    assert on_the_cpu != step["run"]
    assert "10 passed" in run_lines(on_the_cpu, kernel, environment)


def test_every_job_installs_as_the_first_one_and_gitlab_runs_the_same_lines():
    first = [step.get("run", step.get("uses")) for step in jobs()["test"]["steps"]]
    for name in ("build", "publish"):
        steps = [step.get("run", step.get("uses")) for step in jobs()[name]["steps"]]
        assert set(steps[:3]) < set(first)
    gitlab = yaml.safe_load(files_of("ci.md", "yaml")[".gitlab-ci.yml"])["test"]["script"]
    assert [line for line in gitlab if line not in first] == []
