import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.hub.request import Request, request_for


def test_build_toml_names_the_kernel_the_repository_and_the_branch(kernel):
    text = (kernel / "build.toml").read_text()
    (kernel / "build.toml").write_text(
        text.replace("[torch]", '[general.hub]\nrepo-id = "a/b"\nbranch = "next"\n\n[torch]')
    )
    assert request_for(kernel) == Request(kernel, "small", 1, "a/b", "next")
    assert request_for(kernel, "c/d", "v9") == Request(kernel, "small", 1, "c/d", "v9")


def test_the_branch_is_the_version_by_default(kernel):
    assert request_for(kernel, "a/b", repo_type="model", private=True, create_pr=True, allow_dirty=True) == (
        Request(kernel, "small", 1, "a/b", "v1", "model", True, True, True)
    )


def test_a_repository_must_be_named(kernel):
    with pytest.raises(UserError) as caught:
        request_for(kernel)
    assert str(caught.value) == (
        "error: build.toml: general.hub.repo-id: missing\n"
        '  add `repo-id = "owner/name"` to [general.hub], or pass --repo-id owner/name'
    )
