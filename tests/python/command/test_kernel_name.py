import contextlib

import hub_server
import pytest
from hypothesis import given, strategies

from kernel_builder.builder.errors import UserError
from kernel_builder.command.kernel_name import NAME, kernel_name, normalized, user_of_the_hub


@pytest.mark.parametrize(
    "wanted, owner, name, notes",
    [
        ("my-org/my-kernel", "my-org", "my-kernel", 0),
        ("my-org/My_Kernel", "my-org", "my-kernel", 1),
        ("my_kernel", "me", "my-kernel", 2),
    ],
)
def test_the_owner_is_named_or_the_tokens(wanted, owner, name, notes):
    found = kernel_name(wanted, lambda: "me")
    assert (found.owner, found.name, len(found.notes)) == (owner, name, notes)


def test_without_a_token_the_line_to_add_later_is_named():
    found = kernel_name("bb", lambda: None)
    assert found.owner is None
    assert found.notes == [
        'no token tells the owner: before an upload, add `repo-id = "owner/name"` to [general.hub] in build.toml'
    ]


@pytest.mark.parametrize("wanted", ["", "a", "1kernel", "///", "a b/kernel", "-/kernel", "ß"])
def test_a_text_without_a_name_is_refused(wanted):
    with pytest.raises(UserError, match="it is not owner/name, where the name begins with a letter"):
        kernel_name(wanted, lambda: None)


@given(strategies.text())
def test_every_text_is_refused_or_becomes_a_name(text):
    name = normalized(text)
    assert normalized(name) == name
    with contextlib.suppress(UserError):
        assert NAME.fullmatch(kernel_name(text, lambda: "me").name)


def test_the_hub_tells_the_owner_of_the_token(hub, monkeypatch):
    monkeypatch.setattr("huggingface_hub.get_token", lambda: hub_server.TOKEN)
    assert user_of_the_hub() == "me"
    hub.refusals["whoami"] = (401, "", "wrong")
    assert user_of_the_hub() is None
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    assert user_of_the_hub() is None


def test_a_hub_that_does_not_answer_is_no_error(hub, monkeypatch):
    monkeypatch.setattr("huggingface_hub.get_token", lambda: hub_server.TOKEN)
    hub.shutdown()
    hub.server_close()
    assert user_of_the_hub() is None
