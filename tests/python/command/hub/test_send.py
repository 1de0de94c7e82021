import shutil

import hub_server
import pytest

from kernel_builder.builder.errors import UserError

VARIANT = "torch213-cxx11-cpu-x86_64-linux"


def files(hub, branch="v1", kind="kernel"):
    repository = hub.repositories[kind, "me/small"]
    return {path: content for path, (content, _) in repository.files(branch).items()}


def sent(hub):
    return [request for request in hub.requests if not request.startswith(("GET", "HEAD"))]


def local(folder):
    variant = {f"build/{VARIANT}/{path.name}": path.read_bytes() for path in (folder / "build" / VARIANT).iterdir()}
    return {**variant, "benchmarks/benchmark.py": (folder / "benchmarks/benchmark.py").read_bytes()}


def test_a_first_upload_makes_the_repository_the_branch_and_the_card(hub, built, upload):
    result = upload(built)
    assert result.exit_code == 0, result.output
    assert files(hub) == local(built)
    assert files(hub, "main") == {"README.md": b"# small\n\nVersion 1 of me/small.\n"}
    assert len([request for request in hub.requests if "/commit/" in request]) == 2


def test_an_unchanged_kernel_sends_nothing(hub, built, upload):
    upload(built)
    hub.requests.clear()
    upload(built)
    assert sent(hub) == []


def test_a_changed_kernel_sends_its_changes_in_one_commit(hub, built, upload, seal):
    upload(built)
    repository = hub.repositories["kernel", "me/small"]
    other = {"build/torch211-cxx11-cu130-x86_64-linux/__init__.py": (b"other", False)}
    repository.add_commit("v1", {**repository.files("v1"), **other})
    hub.requests.clear()
    old, new = (built / "build" / VARIANT / f"_small_cpu_{name}.abi3.so" for name in ("1234567", "abcdef0"))
    old.rename(new)
    (built / "build" / VARIANT / "__init__.py").write_text("answer = 43\n")
    seal(built)
    upload(built)
    assert files(hub) == {**local(built), **{name: content for name, (content, _) in other.items()}}
    assert not [request for request in hub.requests if "/lfs-store/" in request], "the Hub has the content already"
    assert len([request for request in hub.requests if "/commit/" in request]) == 1


def test_the_variants_can_go_to_main_with_the_card(hub, built, upload):
    hub.repositories["kernel", "me/small"] = hub_server.Repository()
    assert upload(built, "--branch", "main").exit_code == 0
    assert len([request for request in hub.requests if "/commit/" in request]) == 1
    assert files(hub, "main") == {**local(built), "README.md": b"# small\n\nVersion 1 of me/small.\n"}


def test_after_a_cut_connection_each_branch_is_old_or_new_and_the_next_run_completes_it(hub, built, upload, seal):
    """The connection is cut at every request in turn, before the Hub acts and after, during a second release."""
    upload(built)
    before = {branch: files(hub, branch) for branch in ("v1", "main")}
    (built / "build" / VARIANT / "__init__.py").write_text("answer = 43\n")
    (built / "build" / VARIANT / "_small_cpu_1234567.abi3.so").write_bytes(b"\x7fELF" + bytes(6000))
    seal(built)
    (built / "CARD.md").write_text("# {{ name }}, changed\n")
    after = {"v1": local(built), "main": {"README.md": b"# small, changed\n"}}
    cuts = 0
    for cut_after in (False, True):
        for number in range(1, 40):
            hub.repositories.clear()
            hub.objects.clear()
            repository = hub_server.Repository()
            for branch, content in before.items():
                repository.add_commit(branch, {path: (data, path.endswith(".so")) for path, data in content.items()})
            hub.repositories["kernel", "me/small"] = repository
            hub.requests.clear()
            hub.cut_at, hub.cut_after = number, cut_after
            first = upload(built)
            missed, hub.cut_at = hub.cut_at is not None, None
            for branch in ("v1", "main"):
                assert files(hub, branch) in (before[branch], after[branch])
            if first.exit_code:
                assert isinstance(first.exception, UserError) and "run this command again" in str(first.exception)
            second = upload(built)
            assert second.exit_code == 0, str(second.exception)
            assert {branch: files(hub, branch) for branch in ("v1", "main")} == after
            if missed:
                break
            cuts += 1
        else:
            pytest.fail("the requests do not end")
    assert cuts > 20


def test_a_pull_request_leaves_the_branches(hub, built, upload, seal):
    upload(built)
    before = files(hub)
    (built / "build" / VARIANT / "__init__.py").write_text("answer = 43\n")
    seal(built)
    hub.user = {"type": "user", "name": "somebody", "orgs": [], "auth": {"accessToken": {"role": "write"}}}
    result = upload(built, "--create-pr")
    assert result.exit_code == 0 and "/discussions/1" in result.output
    assert files(hub) == before and [branch for branch, _ in hub.repositories["kernel", "me/small"].pulls] == ["v1"]


def test_a_model_repository_is_used_if_the_user_asks_for_it(hub, built, upload):
    result = upload(built, "--repo-type", "model", "--branch", "next")
    assert result.exit_code == 0, result.output
    assert files(hub, "next", "model") == local(built)


@pytest.mark.parametrize("create_pr", [False, True])
@pytest.mark.parametrize(
    "pattern, content, problem",
    [
        (r"abi3\.so$", None, f"lacks build/{VARIANT}/_small_cpu_1234567.abi3.so"),
        (r"__init__\.py$", b"other", f"has other content of build/{VARIANT}/__init__.py"),
    ],
)
def test_a_hub_that_lies_about_a_commit_is_found_out(hub, built, upload, pattern, content, problem, create_pr):
    repository = hub.repositories["kernel", "me/small"] = hub_server.Repository()
    repository.add_commit("v1", {})
    hub.lies[pattern] = content
    result = upload(built, *(["--create-pr"] if create_pr else []))
    revision = "refs/pr/1" if create_pr else "v1"
    assert result.exit_code == 1 and str(result.exception).splitlines() == [
        f"error: after the upload, me/small is not as planned: {revision} {problem}",
        "  look at the repository, then run this command again: it sends what is missing",
    ]
    hub.lies.clear()
    assert upload(built).exit_code == 0 and files(hub) == local(built)


def test_a_branch_that_is_renamed_in_between_is_reported(hub, built, upload):
    repository = hub.repositories["kernel", "me/small"] = hub_server.Repository()
    repository.add_commit("v1", {})

    def rename():
        repository.branches["renamed"] = repository.branches.pop("v1", repository.branches["main"])

    hub.before_commit = rename
    result = upload(built)
    assert result.exit_code == 1
    assert str(result.exception).startswith("error: a branch of me/small is gone: somebody renamed or removed it")
    assert files(hub, "renamed") == {}


def test_a_hub_that_answers_slowly_gets_the_same_files(hub, built, upload):
    hub.delay = 0.2
    assert upload(built).exit_code == 0 and files(hub) == local(built)


def test_one_variant_can_be_uploaded_alone(hub, built, upload):
    other = built / "build/torch211-cxx11-cpu-x86_64-linux"
    shutil.copytree(built / "build" / VARIANT, other)
    assert upload(built, "--variant", "torch211-cxx11-cpu").exit_code == 0
    assert set(files(hub)) == {f"build/{other.name}/{path.name}" for path in other.iterdir()}
    assert upload(built).exit_code == 0 and len(files(hub)) == 7
    both = ["--variant", VARIANT, "--variant", other.name]
    assert "up to date" in upload(built, *both).output
    result = upload(built, "--variant", "torch299-cxx11-cpu", *both)
    assert str(result.exception).startswith(f"error: {built}/build: no built variant torch299-cxx11-cpu-x86_64-linux")
