import json
import subprocess

import pytest

from kernel_builder.command.nix.readable import readable_error

PACKAGES = "{ outputs = { self, kernel-builder }: f { pythonCheckInputs = ps: with ps; [ numpy nunpy ]; }; }"


@pytest.fixture
def shown(tmp_path):
    """The text that is shown for Nix's output about the kernel in tmp_path."""
    return lambda log: str(readable_error(log, tmp_path))


def test_the_message_begins_at_the_last_error(shown):
    log = "warning: dirty\nerror: while evaluating\nerror: no variant c\n\n  at flake.nix:3\n(use '--show-trace' …)\n"
    assert shown(log) == "error: no variant c\n  at flake.nix:3"


def test_an_output_without_the_word_error_is_shown_as_it_is(shown):
    assert shown("killed\n") == "error: killed"


def test_a_long_message_ends_after_five_lines(shown):
    assert shown("error: 1\n2\n3\n4\n5\n6\n") == "error: 1\n  2\n  3\n  4\n  5"


@pytest.mark.parametrize("packages", [PACKAGES, PACKAGES.replace("with ps; [ numpy nunpy ]", "[ ps.numpy ps.nunpy ]")])
def test_an_unknown_python_package_comes_with_the_command_that_pins_it(shown, tmp_path, packages):
    (tmp_path / "flake.nix").write_text(packages)
    log = "error: undefined variable 'nunpy'\n\n       at /nix/store/x-source/flake.nix:9:40:\n\n  8|\n  9| ps.nunpy\n"
    assert shown(log).splitlines() == [
        "error: undefined variable 'nunpy'",
        "  at /nix/store/x-source/flake.nix:9:40:",
        "  8|",
        "  9| ps.nunpy",
        "  to pin this Python package: kernel-builder lock-python nunpy",
    ]
    assert "lock-python nunpy" in shown("error: attribute 'nunpy' missing\n")


@pytest.mark.parametrize("name", ["bundel", "nun", "self", "kernel-builder"])
def test_another_unknown_name_has_no_such_command(shown, tmp_path, name):
    (tmp_path / "flake.nix").write_text(PACKAGES)
    assert shown(f"error: attribute '{name}' missing\n") == f"error: attribute '{name}' missing"


def test_no_output_is_a_message_too(shown):
    assert shown("\n") == (
        "error: Nix failed and printed no message\n"
        "  run the command again; `kernel-builder doctor` shows how Nix is set up"
    )


def test_a_daemon_that_does_not_run_leads_to_the_doctor(shown):
    log = "error: cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused\n"
    assert "systemctl start nix-daemon" in shown(log) and shown(log).startswith(log)


@pytest.mark.parametrize(
    "log",
    [
        "error: getting status of '/nix/store/0ccn-source/lib/a.nix': No such file or directory\n",
        "error: Path 'lib/a.nix' in the repository \"/a\" is not tracked by Git.\n\n       To make it visible, run:\n",
    ],
)
def test_a_file_that_git_does_not_track_is_named_with_the_command_that_adds_it(shown, tmp_path, log):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert shown(log) == "error: git does not track lib/a.nix, so Nix does not see it\n  run `git add lib/a.nix`"


def test_a_file_that_is_missing_outside_of_git_is_not_blamed_on_git(shown):
    log = "error: getting status of '/nix/store/0ccn-source/a.nix': No such file or directory\n"
    assert shown(log) == log.strip()


@pytest.mark.parametrize(
    "line, remedy",
    [
        (
            "unexpected flake input attribute 'submodules', at /nix/store/x-source/flake.nix:1:3",
            "`inputs.self.submodules` in flake.nix needs Nix 2.27 or later: remove the line, or update Nix",
        ),
        (
            "'/a' is a shallow Git repository, but a non-shallow repository is needed",
            "fetch its history: git fetch --unshallow",
        ),
        ("file '/a/p' has an unsupported type", "Nix copies only files, folders and links"),
    ],
)
def test_a_message_of_nix_comes_with_what_mends_it(shown, line, remedy):
    assert shown(f"error: {line}\n").startswith(f"error: {line}\n  {remedy}")


def test_a_builder_that_is_no_longer_in_the_store_is_named(shown, tmp_path):
    log = "error: getting status of '/nix/store/0abc-source': No such file or directory\n"
    assert shown(log) == log.strip()
    (tmp_path / "flake.nix").write_text('{ inputs.kernel-builder.url = "path:/nix/store/0abc-source"; }')
    assert shown(log) == (
        "error: flake.nix names /nix/store/0abc-source, which is no longer in the Nix store\n"
        '  name another kernel-builder in flake.nix: inputs.kernel-builder.url = "github:huggingface/kernel-builder"'
    )


def write_lock(folder, **original):
    node = {"inputs": {"nixpkgs": "nixpkgs"}, "locked": {}, "original": original}
    lock = {"nodes": {"root": {"inputs": {"builder": "b"}}, "b": node, "nixpkgs": {}}, "root": "root", "version": 7}
    (folder / "flake.lock").write_text(json.dumps(lock))


NO_NIXPKGS = "error: unable to download 'https://api.github.com/repos/NixOS/nixpkgs/tarball/1': Couldn't resolve host\n"


@pytest.mark.parametrize(
    "original",
    [
        {"type": "github", "owner": "huggingface", "repo": "kernel-builder"},
        {"type": "git", "url": "https://github.com/a/b"},
        {"type": "path", "path": "/other"},
        {"type": "indirect", "id": "other"},
    ],
)
@pytest.mark.parametrize(
    "version, command", [("2.8.0", "nix flake lock --update-input builder"), ("2.34.8", "nix flake update builder")]
)
def test_a_lock_file_for_another_builder_is_named_with_the_command_that_renews_it(
    shown, nix_program, tmp_path, original, version, command
):
    (nix_program.folder / "answers.json").write_text("[]")
    nix_program.answer("--version", stdout=f"nix (Nix) {version}\n")
    (tmp_path / "flake.nix").write_text('{ inputs.builder.url = "path:/elsewhere/builder"; }')
    write_lock(tmp_path, **original)
    assert shown(NO_NIXPKGS) == (
        f"{NO_NIXPKGS}  flake.lock is older than the address of builder in flake.nix: run `{command}`"
    )


def test_a_lock_file_that_fits_flake_nix_is_not_blamed(shown, tmp_path):
    (tmp_path / "flake.nix").write_text('{ inputs.builder.url = "github:huggingface/kernel-builder"; }')
    for lock in (None, {"owner": "huggingface", "repo": "kernel-builder"}):
        if lock:
            write_lock(tmp_path, **lock)
        assert shown(NO_NIXPKGS) == NO_NIXPKGS.strip()
    (tmp_path / "flake.lock").write_text("{")
    assert shown(NO_NIXPKGS) == NO_NIXPKGS.strip()
