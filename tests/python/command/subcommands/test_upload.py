import json

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


def test_build_and_upload_sends_only_a_build_that_succeeded(hub, built, run, monkeypatch):
    calls = []

    def build_variants(folder, options, variant, copy, test):
        calls.append((folder, options, variant, copy, test))
        return len(calls) > 1

    monkeypatch.setattr("kernel_builder.command.build.build_variants", build_variants)
    words = ["build-and-upload", built, "--variant", "a", "-k", "--repo-id", "me/small"]
    assert run(*words).exit_code == 1 and hub.repositories == {}
    assert run(*words).exit_code == 0 and ("kernel", "me/small") in hub.repositories
    assert calls == [(built, ["--keep-going"], "a", True, False)] * 2
