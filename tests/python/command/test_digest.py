import json

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.digest import VariantDigest, digest_of

EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def record(variant, files):
    metadata = {"name": "a", "version": 1, "backend": {"type": "cpu"}, "digest": {"files": files}}
    (variant / "metadata.json").write_text(json.dumps(metadata))


def test_without_a_recorded_digest_no_file_was_changed(variant):
    assert digest_of(variant) == VariantDigest("sha256", {"__init__.py": EMPTY}, [])


def test_files_that_differ_from_the_record_were_changed(variant):
    (variant / "new.py").write_text("")
    record(variant, {"__init__.py": "other", "removed.py": EMPTY})
    assert digest_of(variant).changed == ["__init__.py", "new.py", "removed.py"]
    record(variant, {"__init__.py": EMPTY, "new.py": EMPTY})
    assert digest_of(variant).changed == []


@pytest.mark.parametrize("content", ["", "[]", "{}", "{", "\udcff"])
def test_a_metadata_json_that_is_not_valid_is_an_error(variant, content):
    (variant / "metadata.json").write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(UserError) as caught:
        digest_of(variant)
    assert str(caught.value).startswith(f"error: {variant}/metadata.json: ")
