import pytest

from kernel_builder.command.reproducible import differences


@pytest.fixture
def builds(tmp_path):
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        (folder / "deep").mkdir(parents=True)
        (folder / "deep/a.py").write_bytes(b"abc")
    return folders


def test_equal_folders_have_no_differences(builds):
    assert differences(*builds) == []


@pytest.mark.parametrize(
    "content, line",
    [
        (b"abX", "deep/a.py: byte 2 of 3"),
        (b"Xbc", "deep/a.py: byte 0 of 3"),
        (b"ab", "deep/a.py: byte 2 of 3"),
        (b"abcd", "deep/a.py: byte 3 of 3"),
    ],
)
def test_a_file_that_differs_has_its_first_byte(builds, content, line):
    (builds[1] / "deep/a.py").write_bytes(content)
    assert differences(*builds) == [line]


def test_a_file_of_one_build_is_named(builds):
    (builds[0] / "x").touch()
    (builds[1] / "y").touch()
    assert differences(*builds) == ["x: only the first build has it", "y: only the second build has it"]
