import json

from kernel_builder.builder.checks import metadata

REMEDY = "\n  build the variant again"


def test_a_changed_file_is_refused(variant, refusal):
    (variant / "__init__.py").write_text("# changed\n")
    message = refusal(metadata, variant)
    assert message.startswith("error: metadata.json: ") and "__init__.py" in message and message.endswith(REMEDY)


def test_an_added_file_is_refused(variant, refusal):
    (variant / "new.py").touch()
    message = refusal(metadata, variant)
    assert message.startswith("error: metadata.json: ") and "new.py" in message and message.endswith(REMEDY)


def test_metadata_that_cannot_be_read_is_refused(variant, refusal):
    (variant / "metadata.json").write_text("{}")
    message = refusal(metadata, variant)
    assert message.startswith("error: metadata.json: Cannot parse metadata") and message.endswith(REMEDY)


def test_metadata_without_a_digest_is_refused(variant, refusal):
    document = json.loads((variant / "metadata.json").read_text())
    del document["digest"]
    (variant / "metadata.json").write_text(json.dumps(document))
    assert refusal(metadata, variant) == "error: metadata.json: it has no digest of the files" + REMEDY


def test_a_library_with_another_name_is_refused(variant, library, seal, refusal):
    library.rename(variant / "_other.abi3.so")
    seal(variant)
    assert refusal(metadata, variant) == (
        "error: metadata.json: the id is _small_cpu_0123456, but the library is _other.abi3.so" + REMEDY
    )
