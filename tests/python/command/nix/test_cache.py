"""Which paths go to a binary cache, and how."""

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.nix import cache
from kernel_builder.command.nix.cache import Target, target_of


@pytest.mark.parametrize(
    "text, target, of_files",
    [
        ("my-team", Target("my-team", ""), False),
        ("file:///srv/cache", Target("", "file:///srv/cache"), True),
        ("http://host.test:8080", Target("", "http://host.test:8080"), True),
        ("s3://bucket?region=eu", Target("", "s3://bucket?region=eu"), True),
        ("ssh://me@host.test", Target("", "ssh://me@host.test"), False),
    ],
)
def test_a_target_is_a_name_or_an_address(text, target, of_files):
    assert target_of(text) == target and target.is_of_files is of_files


@pytest.mark.parametrize("text", ["/srv/cache", "My Team", "", "-x", "host:path"])
def test_another_target_is_refused(text):
    with pytest.raises(UserError, match="is no target: neither the name of a cache of cachix nor an address"):
        target_of(text)


def drv(folder, name, output, script="build.sh"):
    file = folder / f"{name}.drv"
    file.write_text(
        f'Derive([("out","{output}","",""),("report","{output}-report","","")],[],[],"x","/bin/sh",["/f/{script}"],[])'
    )
    return str(file)


def test_results_are_sent_and_fetched_files_are_not(nix_program, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "OUTPUT", cache.re.compile(r'\("\w+","([^"]+)","[^"]*","[^"]*"\)'))
    for name in ("made", "made-report", "wheel"):
        (tmp_path / name).touch()
    derivations = [
        drv(tmp_path, "a", tmp_path / "made"),
        drv(tmp_path, "w", tmp_path / "wheel", "fetch-distribution.sh"),
        drv(tmp_path, "n", tmp_path / "not-built"),
    ]
    nix_program.answer("--query --requisites", stdout="\n".join([*derivations, "/nix/store/0-source"]))
    nix_program.answer("--check-validity", stdout=f"{tmp_path}/made-report\n")
    assert cache.made_paths(["/nix/store/0-a.drv"]) == [str(tmp_path / "made")]


def test_sizes_are_added(nix_program):
    nix_program.answer("--query --size", stdout="3\n4\n")
    assert cache.size_of(["/nix/store/0-a", "/nix/store/0-b"]) == 7


@pytest.mark.parametrize(
    "target, with_key, words",
    [
        ("file:///c", True, ["nix", "copy", "--to", "file:///c?compression=zstd&secret-key=KEY", "/nix/store/0-a"]),
        ("s3://b?region=eu", False, ["nix", "copy", "--to", "s3://b?region=eu&compression=zstd", "/nix/store/0-a"]),
        ("ssh://h", False, ["nix", "copy", "--to", "ssh://h", "/nix/store/0-a"]),
    ],
)
def test_a_cache_of_files_is_signed_where_it_is_written(nix_program, tmp_path, target, with_key, words):
    nix_program.answer("copy")
    key = tmp_path / "key"
    cache.push(["/nix/store/0-a"], target_of(target), key if with_key else None, "zstd")
    assert nix_program.calls[-1] == [word.replace("KEY", str(key)) for word in words]


def test_paths_for_another_store_are_signed_in_this_one(nix_program, tmp_path):
    nix_program.answer("sign")
    nix_program.answer("copy")
    cache.push(["/nix/store/0-a"], target_of("ssh://h"), tmp_path / "key", "zstd")
    assert nix_program.calls[-2] == [
        *["nix", "store", "sign", "--recursive", "--key-file", str(tmp_path / "key"), "/nix/store/0-a"]
    ]


def test_cachix_gets_the_paths_on_standard_input(nix_program, tmp_path):
    program = nix_program.folder / "cachix"
    program.write_text(f'#!/bin/sh\necho "$*" >{tmp_path}/words; cat >{tmp_path}/paths\n')
    program.chmod(0o755)
    cache.push(["/nix/store/0-a", "/nix/store/0-b"], target_of("my-team"), None, "zstd")
    assert (tmp_path / "words").read_text() == "push my-team\n"
    assert (tmp_path / "paths").read_text() == "/nix/store/0-a\n/nix/store/0-b\n"


def test_a_target_that_refuses_is_an_error_with_its_reason(nix_program):
    nix_program.answer("copy", stderr="error: no rights\n", status=1)
    with pytest.raises(UserError) as caught:
        cache.push(["/nix/store/0-a"], target_of("ssh://h"), None, "zstd")
    assert caught.value.message == "ssh://h did not take the paths: no rights"


def test_a_path_that_was_changed_is_named(nix_program):
    nix_program.answer(
        "--verify-path", stderr="path '/nix/store/0-a' was modified! expected hash 'x', got 'y'\n", status=1
    )
    with pytest.raises(UserError) as caught:
        cache.check_contents(["/nix/store/0-a"])
    assert str(caught.value) == (
        "error: /nix/store/0-a was changed after it was made, so nothing was sent\n"
        "  as root, make it again: nix-store --repair-path /nix/store/0-a"
    )


def test_the_public_key_is_read_from_the_secret_one(nix_program, tmp_path):
    (tmp_path / "key").write_text("x-1:secret")
    nix_program.answer("key convert-secret-to-public", stdout="x-1:public")
    assert cache.public_key(tmp_path / "key") == "x-1:public"


def test_a_file_without_a_key_is_refused(nix_program, tmp_path):
    (tmp_path / "key").touch()
    nix_program.answer("key convert-secret-to-public", stderr="error: secret key is corrupt", status=1)
    with pytest.raises(UserError, match="key: no secret key of Nix"):
        cache.public_key(tmp_path / "key")
