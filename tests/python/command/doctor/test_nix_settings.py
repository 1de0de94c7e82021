import getpass
import grp

import pytest

from kernel_builder.command.doctor.nix_settings import place, read_settings, settings_folder

USERS_DO_NOT_COUNT = """case "$*" in
--version) echo nix 2.34.0 ;;
*"config show") [ "${NIX_USER_CONF_FILES-unset}" = "" ] && echo "sandbox = true" || echo "sandbox = relaxed"
  echo "trusted-users = root" ;;
esac"""


def test_without_the_daemon_the_users_settings_count(stage):
    stage.nix(sandbox="relaxed", substituters="https://a https://b", max_jobs="2")
    settings = read_settings(stage.machine())
    assert settings.values == {"sandbox": "relaxed", "substituters": "https://a https://b", "max-jobs": "2"}
    assert settings.words("substituters") == ["https://a", "https://b"] and settings.words("build-dir") == []
    assert settings.whose == "/etc/nix/nix.conf and ann's own"


def test_the_daemon_ignores_a_user_whom_it_does_not_trust(stage):
    stage.program("nix", USERS_DO_NOT_COUNT)
    settings = read_settings(stage.machine(NIX_REMOTE="daemon"))
    assert settings.values["sandbox"] == "true"
    assert settings.whose == "the daemon's (/etc/nix/nix.conf), not ann's own"


@pytest.mark.parametrize("trusted", ["*", "root ann", "root @builders"])
def test_the_daemon_takes_the_settings_of_a_trusted_user(stage, monkeypatch, trusted):
    monkeypatch.setattr(grp, "getgrall", lambda: [grp.struct_group(("builders", "x", 7, ["ann"]))])
    stage.nix(sandbox="false", trusted_users=trusted)
    settings = read_settings(stage.machine(NIX_REMOTE="daemon"))
    assert settings.whose == "the daemon's (/etc/nix/nix.conf) and ann's own"


def test_an_empty_setting_is_read(stage):
    stage.nix(substituters="", sandbox="relaxed")
    assert read_settings(stage.machine()).values == {"substituters": "", "sandbox": "relaxed"}


def test_a_nix_that_shows_nothing_has_no_settings(stage):
    assert read_settings(stage.machine()) is None
    stage.program("nix", "echo broken >&2; exit 1")
    assert read_settings(stage.machine()) is None


def test_the_folder_of_the_settings_may_be_another_one(stage):
    assert settings_folder(stage.machine()) == "etc/nix"
    assert settings_folder(stage.machine(NIX_CONF_DIR="/opt/nix/")) == "opt/nix"


def test_a_setting_belongs_into_nix_conf(stage):
    assert place(stage.machine("root")).remedy("a", "1") == "add the line `a = 1` to /etc/nix/nix.conf"
    assert place(stage.machine()).remedy("a", "1") == "add the line `a = 1` to ~/.config/nix/nix.conf"
    assert place(stage.machine(NIX_REMOTE="daemon")).remedy("a", "1") == (
        "add the line `a = 1` to /etc/nix/nix.conf, then run systemctl restart nix-daemon"
    )


def test_determinate_nix_has_a_file_for_settings(stage):
    stage.file("etc/nix/nix.conf", "!include nix.custom.conf\n")
    assert place(stage.machine("root")).remedy("a", "1") == "add the line `a = 1` to /etc/nix/nix.custom.conf"


def test_the_user_of_this_process_is_known(stage):
    from kernel_builder.command.doctor.machine import Machine

    assert Machine(stage.root).user == getpass.getuser()
