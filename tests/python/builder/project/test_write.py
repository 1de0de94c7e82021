import pathlib

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.project.write import check_ours, is_ours, remove_project_files, write_project_files

OURS = "# Made by `kernel-builder create-pyproject`\n"
FILES = {pathlib.PurePosixPath("CMakeLists.txt"): OURS, pathlib.PurePosixPath("torch-ext/cmake/kernel.cmake"): OURS}
REFUSAL = (
    "error: CMakeLists.txt exists and was not made by kernel-builder: the first line does not name it\n"
    "  pass -f to replace the file"
)


def test_files_are_written_and_written_again(tmp_path):
    write_project_files(tmp_path, FILES, force=False)
    write_project_files(tmp_path, dict.fromkeys(FILES, OURS + "# newer\n"), force=False)
    assert (tmp_path / "torch-ext/cmake/kernel.cmake").read_text() == OURS + "# newer\n"


def test_a_persons_file_is_kept_and_nothing_is_written(tmp_path):
    (tmp_path / "CMakeLists.txt").write_text("# mine\n")
    for write in (check_ours, write_project_files):
        with pytest.raises(UserError) as error:
            write(tmp_path, FILES, force=False)
        assert str(error.value) == REFUSAL
    assert (tmp_path / "CMakeLists.txt").read_text() == "# mine\n"
    assert not (tmp_path / "torch-ext").exists()


def test_a_persons_file_of_the_same_content_is_no_obstacle(tmp_path):
    (tmp_path / "CMakeLists.txt").write_text("# mine\n")
    check_ours(tmp_path, {pathlib.PurePosixPath("CMakeLists.txt"): "# mine\n"}, force=False)


def test_force_replaces_a_persons_file(tmp_path):
    (tmp_path / "CMakeLists.txt").write_text("# mine\n")
    assert not is_ours(tmp_path / "CMakeLists.txt")
    write_project_files(tmp_path, FILES, force=True)
    assert is_ours(tmp_path / "CMakeLists.txt")


def test_removing_leaves_a_persons_files_and_no_empty_folder(tmp_path):
    (tmp_path / "torch-ext/module").mkdir(parents=True)
    write_project_files(tmp_path, FILES, force=False)
    (tmp_path / "CMakeLists.txt").write_text("# mine\n")
    removed = {
        pathlib.PurePosixPath("CMakeLists.txt"): False,
        pathlib.PurePosixPath("torch-ext/cmake/kernel.cmake"): True,
    }
    assert remove_project_files(tmp_path, FILES, force=False, dry_run=True) == removed
    assert (tmp_path / "torch-ext/cmake/kernel.cmake").is_file()
    assert remove_project_files(tmp_path, FILES, force=False) == removed
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["CMakeLists.txt", "module", "torch-ext"]
    assert remove_project_files(tmp_path, FILES, force=True) == {pathlib.PurePosixPath("CMakeLists.txt"): True}
    assert remove_project_files(tmp_path, FILES, force=True) == {}
