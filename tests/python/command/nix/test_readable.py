from kernel_builder.command.nix.readable import readable_error


def test_the_message_begins_at_the_last_error():
    log = "warning: dirty\nerror: while evaluating\nerror: no variant c\n\n  at flake.nix:3\n(use '--show-trace' …)\n"
    assert str(readable_error(log)) == "error: no variant c\n  at flake.nix:3"


def test_an_output_without_the_word_error_is_shown_as_it_is():
    assert str(readable_error("killed\n")) == "error: killed"


def test_a_long_message_ends_after_five_lines():
    assert str(readable_error("error: 1\n2\n3\n4\n5\n6\n")) == "error: 1\n  2\n  3\n  4\n  5"


def test_an_unknown_name_comes_with_the_command_that_pins_a_package():
    log = "error: undefined variable 'nunpy'\n\n       at /nix/store/x-source/flake.nix:9:40:\n\n  8|\n  9| ps.nunpy\n"
    assert str(readable_error(log)).splitlines() == [
        "error: undefined variable 'nunpy'",
        "  at /nix/store/x-source/flake.nix:9:40:",
        "  8|",
        "  if it is a Python package: kernel-builder lock-python nunpy",
    ]
    assert "lock-python nunpy" in str(readable_error("error: attribute 'nunpy' missing\n"))


def test_no_output_is_a_message_too():
    assert str(readable_error("\n")) == (
        "error: Nix failed and printed no message\n"
        "  run the command again; `kernel-builder doctor` shows how Nix is set up"
    )


def test_a_daemon_that_does_not_run_leads_to_the_doctor():
    log = "error: cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused\n"
    assert str(readable_error(log)) == (f"{log}  `kernel-builder doctor` shows how Nix is set up on this machine")


def test_a_file_that_git_does_not_track_is_named_with_the_command_that_adds_it():
    log = "error: getting status of '/nix/store/0ccn-source/flake.nix': No such file or directory\n"
    assert str(readable_error(log)) == (
        "error: git does not track flake.nix, so Nix does not see it\n  run `git add flake.nix`"
    )
