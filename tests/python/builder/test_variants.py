import json

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.variants import built_variants, metadata_of


def test_a_folder_with_metadata_is_a_variant(tmp_path):
    for name in ("b", "a", ".partial"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metadata.json").touch()
    (tmp_path / "other").mkdir()
    (tmp_path / "file").touch()
    assert built_variants(tmp_path) == [tmp_path / "a", tmp_path / "b"]


def test_a_folder_that_does_not_exist_has_no_variants(tmp_path):
    assert built_variants(tmp_path / "build") == []


def test_metadata_is_read(tmp_path):
    document = {"name": "small", "version": 1, "backend": {"type": "cpu"}}
    (tmp_path / "metadata.json").write_text(json.dumps(document))
    assert metadata_of(tmp_path) == document


@pytest.mark.parametrize(
    "content, problem",
    [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("[]", "name, version or backend is missing"),
        ('{"name": "small", "version": 1}', "name, version or backend is missing"),
    ],
)
def test_other_content_is_refused(tmp_path, content, problem):
    path = tmp_path / "metadata.json"
    path.write_text(content)
    with pytest.raises(UserError) as caught:
        metadata_of(tmp_path)
    assert str(caught.value) == f"error: {path}: {problem}\n  build the variant again"


def test_a_folder_without_metadata_is_refused(tmp_path):
    path = tmp_path / "metadata.json"
    with pytest.raises(UserError) as caught:
        metadata_of(tmp_path)
    assert str(caught.value) == (
        f"error: {path}: [Errno 2] No such file or directory: '{path}'\n  build the variant again"
    )
