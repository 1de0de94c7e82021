"""Uploads by the real client over real HTTP, to a Hub of the tests' own."""

import json
import re
import threading

import hub_server
import pytest
from click.testing import CliRunner

from kernel_builder.builder.errors import UserError
from kernel_builder.command.main import cli

REPO = "me/small"
VARIANT = "torch213-cxx11-cpu-x86_64-linux"


@pytest.fixture
def hub(monkeypatch):
    server = hub_server.Hub()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    from huggingface_hub import constants, hf_api
    from huggingface_hub.utils import _http

    for module in (constants, hf_api, _http):
        if hasattr(module, "ENDPOINT"):
            monkeypatch.setattr(module, "ENDPOINT", server.url)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    monkeypatch.setenv("HF_TOKEN", hub_server.TOKEN)
    # The client waits before it tries again; the tests need not.
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def built(kernel):
    """A kernel with a built variant, as far as an upload looks at it, a card and a benchmark."""
    variant = kernel / "build" / VARIANT
    variant.mkdir(parents=True)
    (variant / "__init__.py").write_text("answer = 42\n")
    (variant / "_small_cpu_1234567.abi3.so").write_bytes(b"\x7fELF" + bytes(5000))
    metadata = {
        "id": "_small_cpu_1234567",
        "name": "small",
        "version": 1,
        "license": "Apache-2.0",
        "python-depends": [],
        "backend": {"type": "cpu"},
        "provenance": {"kernel": {"commit": "1234567", "dirty": False}},
    }
    (variant / "metadata.json").write_text(json.dumps(metadata))
    (kernel / "CARD.md").write_text("# {{ name }}\n\nVersion {{ version }} of {{ repo_id }}.\n")
    (kernel / "benchmarks").mkdir()
    (kernel / "benchmarks/benchmark.py").write_text("print(1)\n")
    return kernel


def upload(folder, *options):
    return CliRunner().invoke(cli, ["upload", str(folder), "--repo-id", REPO, *options])


def files(hub, branch="v1", kind="kernel"):
    repository = hub.repositories[kind, REPO]
    return {path: content for path, (content, _) in repository.files(branch).items()}


def sent(hub):
    return [request for request in hub.requests if not request.startswith(("GET", "HEAD"))]


def local(folder):
    found = {f"build/{VARIANT}/{p.name}": p.read_bytes() for p in (folder / "build" / VARIANT).iterdir()}
    return {**found, "benchmarks/benchmark.py": (folder / "benchmarks/benchmark.py").read_bytes()}


def test_a_first_upload_makes_the_repository_the_branch_and_the_card(hub, built):
    done = upload(built)
    assert done.exit_code == 0, done.output
    assert (
        f"me/small (kernel, to be made)\n  + v1: benchmarks/benchmark.py\n  + v1: build/{VARIANT}/__init__.py"
        in done.output
    )
    assert files(hub) == local(built)
    assert files(hub, "main") == {"README.md": b"# small\n\nVersion 1 of me/small.\n"}
    assert len([request for request in hub.requests if "/commit/" in request]) == 2


def test_an_unchanged_one_sends_nothing(hub, built):
    upload(built)
    hub.requests.clear()
    done = upload(built)
    assert done.output.splitlines()[-1] == "nothing to upload: the Hub has it all"
    assert sent(hub) == []


def test_a_changed_one_sends_what_changed_and_removes_what_is_stale(hub, built):
    upload(built)
    repository = hub.repositories["kernel", REPO]
    other = {"build/torch211-cxx11-cu130-x86_64-linux/__init__.py": (b"other", False)}
    repository.add_commit("v1", {**repository.files("v1"), **other})
    hub.requests.clear()
    old, new = (built / "build" / VARIANT / f"_small_cpu_{name}.abi3.so" for name in ("1234567", "abcdef0"))
    old.rename(new)
    (built / "build" / VARIANT / "__init__.py").write_text("answer = 43\n")
    done = upload(built)
    assert f"  ~ v1: build/{VARIANT}/__init__.py\n  - v1: build/{VARIANT}/_small_cpu_1234567.abi3.so" in done.output
    assert "stay as they are on v1: torch211-cxx11-cu130-x86_64-linux" in done.output
    assert files(hub) == {**local(built), **{name: content for name, (content, _) in other.items()}}
    assert not [request for request in hub.requests if "/lfs-store/" in request], "its content is there already"
    assert len([request for request in hub.requests if "/commit/" in request]) == 1


def test_a_dry_run_prints_the_difference_and_sends_nothing(hub, built):
    done = upload(built, "--dry-run")
    assert (
        done.output.splitlines()[-1] == "nothing was sent" and f"  + v1: build/{VARIANT}/metadata.json" in done.output
    )
    assert sent(hub) == [] and hub.repositories == {}


def test_the_result_is_json_for_a_script(hub, built):
    done = upload(built, "--output-json", "--quiet")
    result = json.loads(done.output)
    assert result["branch"] == "v1" and len(result["commits"]) == 2
    assert result["changes"]["main"] == {"added": ["README.md"], "changed": [], "removed": []}


def test_a_cut_connection_leaves_each_branch_old_or_new_and_the_next_run_completes_it(hub, built):
    """At every request in turn, before it is done and after, while a second release is uploaded."""
    upload(built)
    before = {branch: files(hub, branch) for branch in ("v1", "main")}
    (built / "build" / VARIANT / "__init__.py").write_text("answer = 43\n")
    (built / "build" / VARIANT / "_small_cpu_1234567.abi3.so").write_bytes(b"\x7fELF" + bytes(6000))
    (built / "CARD.md").write_text("# {{ name }}, changed\n")
    after = {"v1": local(built), "main": {"README.md": b"# small, changed\n"}}
    cut = 0
    for done_inside in (False, True):
        for number in range(1, 40):
            hub.repositories.clear()
            hub.objects.clear()
            repository = hub_server.Repository()
            for branch, content in before.items():
                repository.add_commit(branch, {path: (data, path.endswith(".so")) for path, data in content.items()})
            hub.repositories["kernel", REPO] = repository
            hub.requests.clear()
            hub.cut_at, hub.cut_after = number, done_inside
            first = upload(built)
            missed, hub.cut_at = hub.cut_at is not None, None
            for branch in ("v1", "main"):
                assert files(hub, branch) in (before[branch], after[branch])
            if first.exit_code:
                assert isinstance(first.exception, UserError) and "run this again" in str(first.exception)
            second = upload(built)
            assert second.exit_code == 0, str(second.exception)
            assert {branch: files(hub, branch) for branch in ("v1", "main")} == after
            if missed:
                break
            cut += 1
        else:
            pytest.fail("there is no end of requests")
    assert cut > 20


def test_a_pull_request_leaves_the_branches(hub, built):
    upload(built)
    before = files(hub)
    (built / "build" / VARIANT / "__init__.py").write_text("answer = 43\n")
    hub.user = {"type": "user", "name": "somebody", "orgs": [], "auth": {"accessToken": {"role": "write"}}}
    done = upload(built, "--create-pr")
    assert done.exit_code == 0 and "/discussions/1" in done.output
    assert files(hub) == before and [branch for branch, _ in hub.repositories["kernel", REPO].pulls] == ["v1"]


def test_a_model_repository_is_used_where_it_is_asked_for(hub, built):
    done = upload(built, "--repo-type", "model", "--branch", "next")
    assert done.exit_code == 0, done.output
    assert files(hub, "next", "model") == local(built)


REFUSALS = {
    "a wrong token": (r"whoami", (401, "", "Invalid credentials"), "the Hub does not accept the token"),
    "a token without the right": (
        r"/commit/",
        (403, "", "no write access"),
        "the token may not do this to me/small: no write access",
    ),
    "a repository that it may not see": (
        r"/branch/",
        (404, "RepoNotFound", "Repository not found"),
        "me/small is not there",
    ),
    "a gated one": (r"/refs", (403, "GatedRepo", "gated"), "me/small is gated"),
    "one that somebody changed meanwhile": (r"/commit/", (412, "", "changed"), "changed by somebody else meanwhile"),
    "a Hub with too many requests": (r"/commit/", (429, "", "slow down"), "takes no more requests for now"),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=list(REFUSALS))
def test_a_refusal_says_what_to_ask_for_and_never_the_token(hub, built, refusal):
    pattern, answer, words = refusal
    hub.repositories["kernel", REPO] = hub_server.Repository()
    hub.refusals[pattern] = answer
    done = upload(built)
    assert isinstance(done.exception, UserError) and words in str(done.exception)
    assert len(str(done.exception).splitlines()) >= 2
    assert hub_server.TOKEN not in str(done.exception) + done.output


def refused(done, hub, words):
    assert isinstance(done.exception, UserError) and re.search(words, str(done.exception)), str(done.exception)
    assert sent(hub) == []


def test_before_any_byte_is_sent_the_token_is_looked_at(hub, built, monkeypatch):
    hub.user["auth"]["accessToken"]["role"] = "read"
    refused(upload(built), hub, "the token of me may only read")
    hub.user["auth"]["accessToken"]["role"] = "write"
    hub.user["orgs"] = [{"name": "team", "roleInOrg": "read"}]
    refused(upload(built, "--repo-id", "team/small"), hub, "me may not write to team")
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    refused(upload(built), hub, "there is no token for the Hub")


def test_before_any_byte_is_sent_the_repository_is_looked_at(hub, built):
    hub.repositories["model", REPO] = hub_server.Repository()
    refused(upload(built), hub, "me/small is a model repository")
    refused(upload(built, "--repo-type", "model", "--create-pr"), hub, "no branch v1 that a pull request")


def test_before_any_byte_is_sent_the_builds_are_looked_at(hub, built):
    file = built / "build" / VARIANT / "metadata.json"
    metadata = json.loads(file.read_text())
    file.write_text(json.dumps({**metadata, "provenance": {"kernel": {"commit": "1", "dirty": True}}}))
    refused(upload(built), hub, "was built from sources that no commit has")
    assert upload(built, "--allow-dirty", "--dry-run").exit_code == 0
    file.write_text(json.dumps({**metadata, "version": 2}))
    refused(upload(built), hub, "is small 2, and build.toml says small 1")
    file.unlink()
    refused(upload(built), hub, "no built variant is in it")


def test_before_any_byte_is_sent_the_card_is_filled(hub, built):
    (built / "CARD.md").write_text("# {{ name }}\n\n{{ verson }}\n")
    refused(upload(built), hub, "CARD.md:3: unknown placeholder `verson`")
    (built / "CARD.md").unlink()
    refused(upload(built), hub, "CARD.md: No such file")
