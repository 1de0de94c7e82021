import hub_server
import pytest
from huggingface_hub import HfApi

from kernel_builder.command.hub.client import Client
from kernel_builder.command.hub.errors import HubError
from kernel_builder.command.hub.files import Difference


@pytest.fixture
def client(hub):
    return Client(HfApi(endpoint=hub.url), hub_server.TOKEN, "me/small", "kernel")


def test_a_repository_is_made_with_its_branches(hub, client):
    assert not client.exists()
    client.create(private=True)
    client.create(private=True)
    assert client.exists() and not client.exists(repo_type="model")
    assert hub.repositories["kernel", "me/small"].private
    client.create_branch("v1")
    client.create_branch("v1")
    heads = client.heads()
    assert set(heads) == {"main", "v1"} and heads["main"] == heads["v1"]


def test_a_commit_changes_the_files_of_a_branch(hub, client):
    client.create(private=False)
    head = client.heads()["main"]
    contents = {"a.so": b"binary", "b.py": b"text"}
    address = client.commit("main", head, contents, Difference(["a.so", "b.py"], [], []), "Add", create_pr=False)
    assert address.startswith(f"{hub.url}/me/small/commit/")
    files = client.files(client.heads()["main"])
    assert set(files) == {"a.so", "b.py"} and files["a.so"].sha256 and not files["b.py"].sha256
    client.commit("main", client.heads()["main"], {}, Difference([], [], ["a.so"]), "Remove", create_pr=False)
    assert set(client.files(client.heads()["main"])) == {"b.py"}


def test_a_commit_for_an_older_state_is_refused(client):
    client.create(private=False)
    head = client.heads()["main"]
    change = Difference(["a.py"], [], [])
    client.commit("main", head, {"a.py": b"1"}, change, "Add", create_pr=False)
    with pytest.raises(HubError, match="somebody else changed me/small during the upload"):
        client.commit("main", head, {"a.py": b"2"}, change, "Add", create_pr=False)


def test_the_owner_of_the_token_is_known(client):
    assert client.user()["name"] == "me"
