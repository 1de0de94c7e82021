import os
import shutil

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.copy import copy_bundle


@pytest.fixture
def bundle(tmp_path):
    store = tmp_path / "store"
    (store / "deep").mkdir(parents=True)
    (store / "deep/file.py").write_text("new")
    (store / "deep/file.py").chmod(0o444)
    (store / "deep").chmod(0o555)
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "variant").symlink_to(store)
    (folder / "CARD.md").write_text("card")
    yield folder
    (store / "deep").chmod(0o755)


def test_the_user_can_change_the_copies(bundle, tmp_path):
    build = tmp_path / "build"
    assert [path.name for path in copy_bundle(bundle, build)] == ["CARD.md", "variant"]
    copied = build / "variant/deep/file.py"
    assert copied.read_text() == "new" and os.access(copied, os.W_OK) and not (build / "variant").is_symlink()


def test_an_older_part_is_replaced_whole_and_others_stay(bundle, tmp_path):
    build = tmp_path / "build"
    (build / "variant").mkdir(parents=True)
    (build / "variant/stale.py").touch()
    (build / "other").mkdir()
    copy_bundle(bundle, build)
    assert sorted(path.name for path in build.iterdir()) == ["CARD.md", "other", "variant"]
    assert not (build / "variant/stale.py").exists()


def test_leftovers_of_a_killed_copy_are_removed(bundle, tmp_path):
    build = tmp_path / "build"
    (build / ".variant.new/half").mkdir(parents=True)
    (build / ".variant.old").mkdir()
    copy_bundle(bundle, build)
    assert sorted(path.name for path in build.iterdir()) == ["CARD.md", "variant"]
    assert not (build / "variant/half").exists()


@pytest.mark.parametrize(
    "error, reason",
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (shutil.Error([("from", "to", "Input/output error"), ("a", "b", "c")]), "Input/output error"),
    ],
)
def test_a_copy_that_fails_leaves_the_old_part(bundle, tmp_path, monkeypatch, error, reason):
    build = tmp_path / "build"
    copy_bundle(bundle, build)
    (bundle / "CARD.md").write_text("new card")

    def fail(*_):
        raise error

    monkeypatch.setattr("shutil.copyfile", fail)
    with pytest.raises(UserError) as caught:
        copy_bundle(bundle, build)
    assert str(caught.value) == (
        f"error: {build}/CARD.md: cannot copy: {reason}\n"
        "  the folder was not changed; mend the cause, for example free some space, and run the command again"
    )
    assert (build / "CARD.md").read_text() == "card"
    assert sorted(path.name for path in build.iterdir()) == ["CARD.md", "variant"]
