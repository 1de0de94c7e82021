import json
import os
import shutil
import subprocess

import pytest

from kernel_builder.builder.errors import UserError

VARIANT = "torch213-cxx11-cpu-x86_64-linux"
PLAN = [
    "me/small (kernel, new)",
    "  + v1: benchmarks/benchmark.py",
    f"  + v1: build/{VARIANT}/__init__.py",
    f"  + v1: build/{VARIANT}/_small_cpu_1234567.abi3.so",
    f"  + v1: build/{VARIANT}/metadata.json",
    "  + main: README.md",
]


def test_the_plan_is_printed_and_then_the_commits(hub, built, upload):
    result = upload(built)
    lines = result.stdout.splitlines()
    assert lines[:6] == PLAN
    assert [line.rpartition("/")[0] for line in lines[6:]] == [f"{hub.url}/me/small/commit"] * 2
    assert upload(built).output == "me/small (kernel)\nup to date: the Hub has all these files\n"


def test_a_dry_run_prints_the_plan_and_sends_nothing(hub, built, upload):
    assert upload(built, "--dry-run").output.splitlines() == [*PLAN, "dry run: nothing was sent"]
    assert [request for request in hub.requests if not request.startswith(("GET", "HEAD"))] == []
    assert hub.repositories == {}


def test_quiet_prints_the_result_alone(hub, built, upload):
    assert upload(built, "--quiet", "--dry-run").output == "dry run: nothing was sent\n"


def test_a_script_gets_the_result(hub, built, upload):
    result = json.loads(upload(built, "--output-json").output)
    assert result["branch"] == "v1" and len(result["commits"]) == 2
    assert result["changes"]["main"] == {"added": ["README.md"], "changed": [], "removed": []}


def test_a_new_repository_can_be_private(hub, built, upload):
    upload(built, "--private")
    assert hub.repositories["kernel", "me/small"].private


@pytest.fixture
def committed(built):
    """The kernel in a git repository, with everything that a build reads in a commit."""
    (built / "flake.lock").write_text("{}")
    (built / ".gitignore").write_text("build\n")
    git = ["git", "-C", built, "-c", "user.name=test", "-c", "user.email=test@localhost"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run([*git, *words], check=True)
    return built


def test_build_and_upload_sends_only_a_build_that_succeeded(hub, committed, run, monkeypatch):
    calls = []
    built = committed

    def build_variants(folder, options, variant, copy):
        calls.append((folder, options, variant, copy))
        return len(calls) > 1

    monkeypatch.setattr("kernel_builder.command.build.build_variants", build_variants)
    words = ["build-and-upload", built, "--variant", VARIANT, "-k", "--repo-id", "me/small"]
    assert run(*words).exit_code == 1 and hub.repositories == {}
    assert run(*words).exit_code == 0 and ("kernel", "me/small") in hub.repositories
    assert calls == [(built, ["--keep-going"], (VARIANT,), True)] * 2


@pytest.mark.parametrize("flags, shown", [([], True), (["-q"], False)])
def test_a_quiet_build_and_upload_prints_no_plan(hub, committed, run, monkeypatch, flags, shown):
    monkeypatch.setattr("kernel_builder.command.build.build_variants", lambda *arguments, **choices: True)
    result = run("build-and-upload", committed, "--repo-id", "me/small", *flags)
    assert result.exit_code == 0 and ("me/small (kernel, new)" in result.output) == shown


def drop_the_lock(kernel, hub):
    subprocess.run(["git", "-C", kernel, "rm", "-q", "--cached", "flake.lock"], check=True)
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run(["git", "-C", kernel, *identity, "commit", "-qm", "no lock"], check=True)


BEFORE = {
    "a changed file": (
        lambda kernel, hub: (kernel / "binding.cpp").write_text("changed"),
        "changed files are in no commit: binding.cpp",
    ),
    "no lock file": (drop_the_lock, "git does not track flake.lock, which Nix writes when it builds"),
    "no repository": (lambda kernel, hub: shutil.rmtree(kernel / ".git"), "is in no git repository"),
    "the card": (lambda kernel, hub: (kernel / "CARD.md").write_text("{{ nmae }}"), "unknown placeholder `nmae`"),
    "the token": (lambda kernel, hub: hub.user["auth"]["accessToken"].update(role="read"), "can only read"),
    "the owner": (lambda kernel, hub: hub.user.update(name="other"), "other has no right to write to me"),
}


@pytest.mark.parametrize("fault", BEFORE)
def test_what_an_upload_would_refuse_is_refused_before_the_build(hub, committed, run, monkeypatch, fault):
    monkeypatch.setattr("kernel_builder.command.build.build_variants", lambda *_, **__: pytest.fail("it was built"))
    change, message = BEFORE[fault]
    change(committed, hub)
    options = ["--allow-dirty"] if fault == "the card" else []
    result = run("build-and-upload", committed, "--repo-id", "me/small", *options)
    assert isinstance(result.exception, UserError) and message in str(result.exception)


def test_variants_of_several_commits_are_named(hub, built, upload, seal):
    other = built / "build/torch211-cxx11-cpu-x86_64-linux"
    shutil.copytree(built / "build" / VARIANT, other)
    text = (other / "metadata.json").read_text()
    (other / "metadata.json").write_text(text.replace('"commit": "1234567"', '"commit": "fedcba9876"'))
    seal(built)
    lines = upload(built, "--dry-run").output.splitlines()
    assert f"  note: built from several commits: fedcba9: {other.name}; 1234567: {VARIANT}" in lines


@pytest.mark.parametrize("by_shell, stays", [(True, False), (False, True)])
def test_a_shell_of_the_kernel_is_offline_for_tests_and_not_for_uploads(
    hub, built, upload, monkeypatch, by_shell, stays
):
    if by_shell:
        monkeypatch.setenv("KERNEL_BUILDER_SHELL_IS_OFFLINE", "1")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    upload(built, "--dry-run")
    assert ("HF_HUB_OFFLINE" in os.environ) == stays
