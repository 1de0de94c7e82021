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
    commit = client.commit("main", head, contents, Difference(["a.so", "b.py"], [], []), "Add", create_pr=False)
    assert commit.address.startswith(f"{hub.url}/me/small/commit/") and commit.revision == "main"
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


def test_a_pull_request_has_a_revision_of_its_own(client):
    client.create(private=False)
    change = Difference(["a.py"], [], [])
    commit = client.commit("main", client.heads()["main"], {"a.py": b"1"}, change, "Add", create_pr=True)
    assert commit.revision == "refs/pr/1"
    assert set(client.files(commit.revision)) == {"a.py"} and client.files("main") == {}


def test_the_hub_is_asked_which_of_many_files_it_ignores(hub, client, tmp_path):
    client.create(private=False)
    hub.ignores = r"\.log$|/7\.py$"
    (tmp_path / "a.log").write_bytes(bytes(2000))
    files = {**{f"a/{number}.py": b"1" for number in range(600)}, "b/a.log": str(tmp_path / "a.log")}
    hub.requests.clear()
    assert client.ignored("main", files, create_pr=False) == ["a/7.py", "b/a.log"]
    assert hub.requests == ["POST /api/kernels/me/small/preupload/main"] * 3


def test_the_owner_of_the_token_is_known(client):
    assert client.user()["name"] == "me"
