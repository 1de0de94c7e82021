import os

import pytest

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


def test_parts_are_copied_as_files_that_can_be_changed(bundle, tmp_path):
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


def test_what_a_killed_copy_left_is_cleared(bundle, tmp_path):
    build = tmp_path / "build"
    (build / ".variant.new/half").mkdir(parents=True)
    (build / ".variant.old").mkdir()
    copy_bundle(bundle, build)
    assert sorted(path.name for path in build.iterdir()) == ["CARD.md", "variant"]
    assert not (build / "variant/half").exists()
