import json

import hub_server
import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.hub.errors import TOKENS

VARIANT = "torch213-cxx11-cpu-x86_64-linux"


def refusal(result, hub):
    """The message with which an upload was refused, before anything was sent."""
    assert isinstance(result.exception, UserError), result.output
    assert [request for request in hub.requests if not request.startswith(("GET", "HEAD"))] == []
    return str(result.exception).splitlines()


def test_a_token_is_needed(hub, built, upload, monkeypatch):
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    assert refusal(upload(built), hub) == [
        "error: no token for the Hub",
        f"  make a token at {TOKENS}",
        "  then run `hf auth login`, or set HF_TOKEN",
    ]


def test_the_token_must_be_able_to_write(hub, built, upload):
    hub.user["auth"]["accessToken"]["role"] = "read"
    assert refusal(upload(built), hub) == [
        "error: the token of me can only read",
        f"  make a token that can write to me/small at {TOKENS}",
    ]


@pytest.mark.parametrize("organizations", [[], [{"name": "team", "roleInOrg": "read"}]])
def test_the_user_must_be_able_to_write_to_the_organization(hub, built, run, organizations):
    hub.user["orgs"] = organizations
    assert refusal(run("upload", built, "--repo-id", "team/small"), hub) == [
        "error: me has no right to write to team",
        "  ask an administrator of https://huggingface.co/team for the role `write`, or pass --create-pr",
    ]


@pytest.mark.parametrize("organization", [{"name": "team", "roleInOrg": "write"}, {"name": "team"}])
def test_a_role_that_can_write_or_is_unknown_is_accepted(hub, built, run, organization):
    """The Hub does not tell the role to every token."""
    hub.user["orgs"] = [organization]
    assert run("upload", built, "--repo-id", "team/small", "--dry-run").exit_code == 0


def test_a_kernel_repository_does_not_take_the_name_of_a_model(hub, built, upload):
    hub.repositories["model", "me/small"] = hub_server.Repository()
    assert refusal(upload(built), hub) == [
        "error: me/small is a model repository",
        "  pass --repo-type model, or name another repository with --repo-id",
    ]


@pytest.mark.parametrize("exists", [True, False])
def test_a_pull_request_needs_a_branch(hub, built, upload, exists):
    if exists:
        hub.repositories["kernel", "me/small"] = hub_server.Repository()
    assert refusal(upload(built, "--create-pr"), hub) == [
        "error: me/small has no branch v1, so it cannot get a pull request",
        "  ask somebody with write access to make the branch, or upload without --create-pr",
    ]


@pytest.mark.parametrize("provenance", [{"kernel": {"commit": "1", "dirty": True}}, {"kernel": None}, {}])
def test_builds_of_uncommitted_sources_need_allow_dirty(hub, built, upload, provenance):
    variant = built / "build" / VARIANT
    metadata = json.loads((variant / "metadata.json").read_text())
    (variant / "metadata.json").write_text(json.dumps({**metadata, "provenance": provenance}))
    assert refusal(upload(built), hub) == [
        f"error: {variant} was built from sources that are in no commit",
        "  commit the sources and build again, so that others can find the sources of this build",
        "  or upload it anyway with --allow-dirty",
    ]
    assert upload(built, "--allow-dirty", "--dry-run").exit_code == 0


def test_builds_must_be_of_this_kernel(hub, built, upload):
    variant = built / "build" / VARIANT
    metadata = json.loads((variant / "metadata.json").read_text())
    (variant / "metadata.json").write_text(json.dumps({**metadata, "version": 2}))
    assert refusal(upload(built), hub) == [
        f"error: {variant} is of small 2, but build.toml describes small 1",
        "  remove it, or build it again: kernel-builder build-and-copy",
    ]


def test_something_must_be_built(hub, built, upload):
    (built / "build" / VARIANT / "metadata.json").unlink()
    assert refusal(upload(built), hub) == [
        f"error: {built}/build: no built variants",
        "  build it: kernel-builder build-and-copy",
    ]


@pytest.mark.parametrize(
    "change, names",
    [
        (lambda variant: (variant / "__init__.py").write_text("answer = 43\n"), "__init__.py"),
        (lambda variant: (variant / "notes.txt").touch(), "notes.txt"),
        (lambda variant: (variant / "__init__.py").unlink(), "__init__.py"),
    ],
)
def test_a_variant_that_is_not_as_it_was_built_is_refused(hub, built, upload, change, names):
    variant = built / "build" / VARIANT
    change(variant)
    for options in ([], ["--allow-dirty"]):
        assert refusal(upload(built, *options), hub) == [
            f"error: {variant}: not as it was built: {names}",
            "  build it again: kernel-builder build-and-copy",
        ]


def test_a_file_that_the_hub_would_ignore_is_found_before_anything_is_sent(hub, built, upload, seal):
    upload(built)
    (built / "build" / VARIANT / "table.json").write_text("1")
    seal(built)
    hub.ignores = r"\.json$"
    hub.requests.clear()
    result = upload(built)
    files = f"build/{VARIANT}/metadata.json, build/{VARIANT}/table.json"
    assert result.exit_code == 1 and str(result.exception).splitlines()[0] == (
        f"error: the .gitignore of me/small lists {files}, so the Hub would leave out these files"
    )
    assert not [request for request in hub.requests if "/commit/" in request or "/lfs" in request]


def test_the_card_must_exist_and_be_valid(hub, built, upload):
    (built / "CARD.md").write_text("# {{ name }}\n\n{{ verson }}\n")
    assert "CARD.md:3: " in refusal(upload(built), hub)[0]
    (built / "CARD.md").unlink()
    assert f"{built}/CARD.md" in refusal(upload(built), hub)[0]


def test_an_older_client_does_not_know_kernel_repositories(hub, built, upload, monkeypatch):
    monkeypatch.delattr("huggingface_hub.constants.REPO_TYPE_KERNEL")
    monkeypatch.setattr("huggingface_hub.__version__", "1.8.0")
    assert refusal(upload(built), hub) == [
        "error: huggingface_hub 1.8.0 does not know kernel repositories",
        "  upgrade it, with Python 3.10 or later: pip install --upgrade huggingface-hub",
        "  or pass --repo-type model",
    ]
    assert upload(built, "--repo-type", "model", "--dry-run").exit_code == 0
