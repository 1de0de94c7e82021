import json

LINE = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=  torch213-cxx11-cpu-x86_64-linux/__init__.py\n"


def test_the_digest_of_each_file_is_a_line(run, variant):
    assert run("hash", variant.parent).output == LINE


def test_a_script_gets_the_digests(run, variant):
    assert json.loads(run("hash", variant, "--json").output) == {
        variant.name: {"algorithm": "sha256", "files": {"__init__.py": LINE[7:51]}}
    }


def test_a_file_that_was_changed_after_the_build_is_an_error(run, variant):
    metadata = {"name": "a", "version": 1, "backend": {"type": "cpu"}, "digest": {"files": {"__init__.py": "other"}}}
    (variant / "metadata.json").write_text(json.dumps(metadata))
    result = run("hash", variant)
    assert (result.exit_code, result.output) == (
        1,
        f"error: {variant.name}/__init__.py was changed after the build: its digest is not the one in metadata.json\n"
        "  build the variant again: kernel-builder build-and-copy\n" + LINE,
    )
