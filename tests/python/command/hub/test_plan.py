import hub_server
import pytest
from huggingface_hub import HfApi

from kernel_builder.command.hub.client import Client
from kernel_builder.command.hub.files import Difference
from kernel_builder.command.hub.plan import plan_upload
from kernel_builder.command.hub.request import request_for

VARIANT = "torch213-cxx11-cpu-x86_64-linux"
LOCAL = [
    "benchmarks/benchmark.py",
    f"build/{VARIANT}/__init__.py",
    f"build/{VARIANT}/_small_cpu_1234567.abi3.so",
    f"build/{VARIANT}/metadata.json",
]
NOTHING = Difference([], [], [])


@pytest.fixture
def plan(hub, built, tmp_path):
    client = Client(HfApi(endpoint=hub.url), hub_server.TOKEN, "me/small", "kernel")
    return lambda *branch: plan_upload(client, request_for(built, "me/small", *branch), tmp_path / "README.md")


def test_everything_is_new_without_a_repository(plan, hub):
    upload = plan()
    assert (upload.exists, upload.branch, upload.heads) == (False, "v1", {"v1": None, "main": None})
    assert upload.changes == {"v1": Difference(LOCAL, [], []), "main": Difference(["README.md"], [], [])}
    assert sorted(upload.contents) == ["README.md", *LOCAL]
    assert upload.contents["README.md"] == b"# small\n\nVersion 1 of me/small.\n"
    assert (upload.variants, upload.kept) == ([VARIANT], [])
    assert hub.repositories == {}


def test_a_new_branch_begins_with_the_files_of_main(plan, hub):
    repository = hub.repositories["kernel", "me/small"] = hub_server.Repository()
    card = b"# small\n\nVersion 1 of me/small.\n"
    head = repository.add_commit("main", {"README.md": (card, False), f"build/{VARIANT}/stale": (b"", False)})
    upload = plan()
    assert (upload.exists, upload.heads) == (True, {"v1": None, "main": head})
    assert upload.changes == {"v1": Difference(LOCAL, [], [f"build/{VARIANT}/stale"]), "main": NOTHING}


def test_other_variants_of_the_branch_are_kept(plan, hub, built, seal):
    repository = hub.repositories["kernel", "me/small"] = hub_server.Repository()
    files = {f"build/{VARIANT}/__init__.py": (b"answer = 42\n", False), "build/other-x/a.py": (b"", False)}
    head = repository.add_commit("v1", files)
    upload = plan()
    assert upload.heads["v1"] == head and upload.kept == ["other-x"]
    assert upload.changes["v1"] == Difference([name for name in LOCAL if "__init__" not in name], [], [])
    (built / "build" / VARIANT / "__init__.py").write_text("answer = 43\n")
    seal(built)
    assert plan().changes["v1"].changed == [f"build/{VARIANT}/__init__.py"]


def test_variants_and_card_of_one_branch_are_one_change(plan):
    assert plan("main").changes == {"main": Difference(["README.md", *LOCAL], [], [])}
