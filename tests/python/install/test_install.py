"""The decisions of install.sh, on machines of stand-ins."""

import os

import pytest

SETTINGS = """\
  + extra-experimental-features = nix-command flakes
  + connect-timeout = 3
  + download-attempts = 2
  + stalled-download-timeout = 10
  + fallback = true
  + sandbox = relaxed
  + sandbox-fallback = false
  + max-jobs = 2
  + cores = 2
  + extra-substituters = https://huggingface.cachix.org
  + extra-trusted-public-keys = huggingface.cachix.org-1:ynTPbLS0W8ofXd9fDjk1KvoFky9K2jhxe6r4nXAkc/o=
"""
FORMER = """\
# >>> kernel-builder >>>
# kernel-builder's install.sh wrote these lines; ./install.sh --uninstall removes them.
extra-experimental-features = nix-command flakes
# Builds are sandboxed, fetchers are not.
sandbox = relaxed
max-jobs = auto
# This machine cannot reach cache.nixos.org.
substituters =
# This machine cannot reach GitHub, which has the registry of flakes.
flake-registry = /etc/nix/kernel-builder-registry.json
# <<< kernel-builder <<<
"""


def refused(process):
    """The error of an install.sh that must fail."""
    assert process.returncode == 1, process.stdout + process.stderr
    return process.stderr


def printed(process):
    """The output of an install.sh that must succeed."""
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


def test_a_dry_run_prints_all_changes_and_makes_none(machine):
    assert printed(machine.install("--dry-run")) == (
        f"install.sh: writing settings to /etc/nix/nix.conf\n{SETTINGS}  would write /etc/nix/nix.conf\n"
        "install.sh: installing /usr/local/bin/kernel-builder\n"
    )
    assert not (machine.root / "etc/nix").exists() and not (machine.root / "usr").exists()


def test_a_second_run_prints_nothing(machine):
    printed(machine.install("--no-command"))
    second = machine.install("--no-command")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


def test_a_removal_leaves_the_file_as_it_was(machine):
    conf = machine.write("etc/nix/nix.conf", "keep-outputs = true\n")
    printed(machine.install("--no-command"))
    assert conf.read_text().startswith("keep-outputs = true\n# >>> kernel-builder >>>\n")
    assert printed(machine.install("--uninstall")) == (
        "install.sh: removing kernel-builder's settings from /etc/nix/nix.conf\n"
        "install.sh: removing /etc/kernel-builder/settings\n"
        "install.sh: Nix and its store stay; docs/install.md tells how to remove them\n"
    )
    assert conf.read_text() == "keep-outputs = true\n"
    assert not (machine.root / "etc/kernel-builder").exists()


def test_settings_of_a_former_version_are_taken_back(machine):
    conf = machine.write("etc/nix/nix.conf", "keep-outputs = true\n" + FORMER)
    registry = machine.write("etc/nix/kernel-builder-registry.json", "{}")
    new = [line for line in SETTINGS.splitlines(keepends=True) if "features" not in line and "= relaxed" not in line]
    assert printed(machine.install("--no-command")) == (
        "install.sh: changing kernel-builder's settings in /etc/nix/nix.conf\n"
        "  - max-jobs = auto\n  - substituters =\n  - flake-registry = /etc/nix/kernel-builder-registry.json\n"
        f"{''.join(new)}"
        "install.sh: removing /etc/nix/kernel-builder-registry.json, which a former version of install.sh wrote\n"
    )
    assert "registry" not in conf.read_text() and not registry.exists()


def test_the_lines_of_the_user_win(machine):
    machine.write("etc/nix/nix.conf", "max-jobs = 7\nsandbox = true\n")
    shown = printed(machine.install("--dry-run", "--no-command"))
    assert "  + max-jobs" not in shown and "  + cores = 2\n" in shown and "  + sandbox = relaxed\n" in shown


def test_determinate_nix_has_a_file_for_settings_of_the_user(machine):
    conf = machine.write("etc/nix/nix.conf", "!include nix.custom.conf\n")
    printed(machine.install("--no-command"))
    assert conf.read_text() == "!include nix.custom.conf\n"
    assert "sandbox = relaxed\n" in (machine.root / "etc/nix/nix.custom.conf").read_text()


@pytest.mark.parametrize(
    "cores, gigabytes, jobs, processes",
    [
        (1, 2, 1, 1),
        (2, 4, 2, 1),
        (2, 8, 2, 2),
        (4, 8, 2, 2),
        (8, 16, 2, 4),
        (8, 64, 2, 8),
        (16, 64, 2, 16),
        (64, 512, 8, 16),
    ],
)
def test_parallel_builds_fit_the_machine(machine, cores, gigabytes, jobs, processes):
    # A machine reports a little less memory than it has.
    machine.size(cores, gigabytes - 0.4)
    shown = printed(machine.install("--dry-run", "--no-command"))
    assert f"  + max-jobs = {jobs}\n  + cores = {processes}\n" in shown


def test_a_container_has_the_memory_that_its_limit_allows(machine):
    machine.size(cores=8, gigabytes=64)
    machine.write("sys/fs/cgroup/memory.max", f"{8 * 2**30}\n")
    assert "  + max-jobs = 2\n  + cores = 2\n" in printed(machine.install("--dry-run", "--no-command"))


MANAGERS = {
    "apt-get": (
        ("apt-cache", "echo '  Candidate: 2.18.1+dfsg-1'"),
        "apt-get -q -o Acquire::Languages=none update",
        "git python3-pip nix-bin",
        "apt-get -q install -y --no-install-recommends",
    ),
    "dnf": (("dnf", "echo 2.24.1"), None, "git python3-pip nix", "dnf -q install -y"),
    "pacman": (
        ("pacman", "echo 'Version         : 2.24.1-1'"),
        "pacman -Sy",
        "git python-pip nix",
        "pacman -S --noconfirm --needed",
    ),
    "zypper": (
        ("zypper", "echo 'Version        : 2.24.1-1.1'"),
        None,
        "git python3-pip nix",
        "zypper --non-interactive install",
    ),
    "apk": (
        ("apk", "printf 'nix policy:\\n  2.22.0-r0:\\n    lib/apk\\n'"),
        "apk update",
        "git py3-pip nix",
        "apk add",
    ),
}


@pytest.mark.parametrize("manager", MANAGERS)
def test_the_distribution_installs_what_is_missing(machine, manager):
    machine.lacks("nix", "git")
    machine.program("python3", "exit 1")
    machine.program(manager, "exit 0")
    program, refresh, packages, command = MANAGERS[manager]
    machine.program(*program)
    lines = [
        *([f"  would run: {refresh}"] if refresh else []),
        f"install.sh: installing with {manager}: {packages}",
        f"  would run: {command} {packages}",
    ]
    shown = printed(machine.install("--dry-run", "--no-command"))
    assert shown.splitlines()[: len(lines)] == lines


def old_ubuntu(machine):
    machine.lacks("nix")
    machine.program("apt-get", "exit 0")
    machine.program("apt-cache", "echo '  Candidate: 2.6.0+dfsg-3'")


def test_nix_own_installer_runs_only_if_the_user_agrees(machine):
    old_ubuntu(machine)
    assert refused(machine.install("--no-command")) == (
        "error: Nix is not installed\n"
        "  run install.sh --yes to let Nix's own installer run, or install Nix yourself: https://nixos.org/nix/install\n"
    )


def test_nix_own_installer_cannot_be_fetched(machine):
    old_ubuntu(machine)
    machine.program("curl", "exit 6")
    assert refused(machine.install("--yes", "--no-command")) == (
        "error: https://nixos.org/nix/install does not answer\n"
        "  check the network and the proxy settings, or install Nix 2.8 or later by hand\n"
    )


def test_nix_own_installer_installs_nix(machine):
    old_ubuntu(machine)
    machine.program(
        "curl",
        'echo \'echo "$@" >$ROOT/options; mkdir -p $ROOT/nix/var/nix/profiles/default/bin;'
        " cp $ROOT/../nix $ROOT/nix/var/nix/profiles/default/bin/nix'",
    )
    (machine.root.parent / "nix").write_text("#!/bin/sh\necho nix 2.34.0\n")
    (machine.root.parent / "nix").chmod(0o755)
    assert printed(machine.install("--yes", "--no-command")) == (
        "install.sh: this distribution packages no Nix 2.8 or later (it has 2.6.0+dfsg-3); Nix's own installer,"
        " https://nixos.org/nix/install --no-daemon, would install it\n"
        f"install.sh: writing settings to /etc/nix/nix.conf\n{SETTINGS}"
    )
    assert (machine.root / "options").read_text() == "--no-daemon --yes\n"


def test_a_nix_that_is_too_old_is_refused(machine):
    machine.nix("2.6.0")
    assert refused(machine.install()) == (
        "error: Nix 2.6.0 is too old: kernel-builder needs 2.8 or later\n"
        "  remove this Nix and run install.sh again: it then takes a newer one\n"
    )


@pytest.mark.parametrize("version", ["2.8.0", "2.34.0pre", "2.91.1", "3.4.2) 2.28.3"])
def test_other_kinds_of_nix_are_known(machine, version):
    machine.nix(version)
    printed(machine.install("--dry-run", "--no-command"))


def test_without_a_package_manager_the_error_names_what_is_missing(machine):
    machine.lacks("git")
    assert refused(machine.install()) == (
        "error: this machine has no package manager that install.sh knows, and lacks: git\n"
        "  install these programs by hand and run install.sh again\n"
    )


def test_nixos_is_told_what_to_add(machine):
    machine.write("etc/NIXOS", "")
    assert refused(machine.install()) == (
        "error: NixOS makes nix.conf from its configuration, so install.sh changes nothing\n"
        "  add these lines to configuration.nix, run `nixos-rebuild switch`, and run install.sh again:\n"
        "    nix.settings = {\n"
        '      experimental-features = [ "nix-command" "flakes" ];\n'
        '      sandbox = "relaxed";\n'
        "      max-jobs = 2;\n"
        "      cores = 2;\n"
        "      connect-timeout = 3;\n"
        "      download-attempts = 2;\n"
        "      stalled-download-timeout = 10;\n"
        "      fallback = true;\n"
        "    };\n"
        "    environment.systemPackages ="
        " [ pkgs.git pkgs.debootstrap (pkgs.python3.withPackages (p: [ p.pip ])) ];\n"
    )


def test_nixos_with_these_settings_is_ready(machine):
    machine.write("etc/NIXOS", "")
    machine.nix("2.34.0", config="sandbox = relaxed\nexperimental-features = flakes nix-command")
    assert printed(machine.install("--no-command")) == ""


def test_no_user_namespaces(machine):
    machine.program("unshare", "exit 1")
    assert refused(machine.install()) == (
        "error: this machine does not allow the namespaces that Nix's sandbox needs\n"
        "  in a container, allow them: docker run --privileged,"
        " or --security-opt seccomp=unconfined --security-opt systempaths=unconfined\n"
        "  on a machine, as root: sysctl -w user.max_user_namespaces=15000\n"
        "  or build without a sandbox: install.sh --no-sandbox. Builds can then read this machine's files:\n"
        "  the same sources may give other bytes elsewhere, and reports and metadata.json say there was no sandbox\n"
    )


def test_ubuntu_lets_only_root_use_namespaces(machine):
    machine.program("unshare", "exit 1")
    machine.write("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n")
    line = "  on a machine, as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0\n"
    assert line in refused(machine.install())


def test_the_sandbox_comes_back_when_namespaces_are_allowed(machine):
    machine.program("unshare", "exit 1")
    assert "  + sandbox = false\n" in printed(machine.install("--no-sandbox", "--no-command"))
    assert printed(machine.install("--no-command")) == ""
    machine.program("unshare", "exit 0")
    assert printed(machine.install("--no-command")) == (
        "install.sh: changing kernel-builder's settings in /etc/nix/nix.conf\n"
        "  - sandbox = false\n  + sandbox = relaxed\n"
    )


def test_strict_stays_until_it_is_taken_back(machine):
    assert "  + sandbox = true\n" in printed(machine.install("--strict", "--no-command"))
    assert printed(machine.install("--no-command")) == ""
    assert printed(machine.install("--relaxed", "--no-command")) == (
        "install.sh: changing kernel-builder's settings in /etc/nix/nix.conf\n"
        "  - sandbox = true\n  + sandbox = relaxed\n"
    )
    assert printed(machine.install("--no-command")) == ""


def test_strict_on_nixos_names_its_setting(machine):
    machine.write("etc/NIXOS", "")
    machine.nix("2.34.0", config="sandbox = relaxed\nexperimental-features = flakes nix-command")
    assert "      sandbox = true;\n" in refused(machine.install("--strict"))


def test_disk_use_is_checked_before_a_build(machine):
    machine.program("df", 'echo "Filesystem 1024-blocks Used Available"; echo "disk 9 9 1200000"')
    machine.nix("2.8.0", plan="these 30 derivations will be built:")
    assert refused(machine.install()) == (
        "error: kernel-builder needs 3 GB in /nix, 1.2 GB are free\n"
        "  free space on that disk (nix-collect-garbage removes what Nix no longer needs) and run install.sh again\n"
    )


def test_hints_are_noted_and_other_lines_stay(machine):
    printed(machine.install("--no-command"))
    settings = machine.write("etc/kernel-builder/settings", "# mine\nMIRROR=/files\nDEBIAN_MIRROR=http://old.invalid\n")
    os.utime(settings, (0, 0))
    machine.program(
        "sh", 'case "$*" in *mirrors.sh*) printf "apt\\thttp://new.invalid\\n" ;; *) echo "python3 -m pip" ;; esac'
    )
    assert printed(machine.install("--no-command")) == (
        "install.sh: writing /etc/kernel-builder/settings:\n  DEBIAN_MIRROR=http://new.invalid\n  PIP=python3 -m pip\n"
    )
    assert settings.read_text() == (
        "# install.sh found these on this machine. Fetchers try them first.\n"
        "DEBIAN_MIRROR=http://new.invalid\nPIP=python3 -m pip\n# mine\nMIRROR=/files\n"
    )
    os.utime(settings, (0, 0))
    assert printed(machine.install("--no-command")) == ""
    assert settings.stat().st_mtime > 0


def test_an_upgrade_of_a_clone_pulls(machine):
    shown = printed(machine.install("--upgrade", "--dry-run", "--no-command"))
    assert shown.startswith("install.sh: updating CLONE: git pull --ff-only\n")


def test_help_lists_every_option(machine):
    shown = printed(machine.install("--help"))
    for option in (
        "--yes",
        "--dry-run",
        "--strict",
        "--relaxed",
        "--no-sandbox",
        "--no-command",
        "--upgrade",
        "--uninstall",
    ):
        assert f"\n  {option} " in shown


def test_an_unknown_option_is_refused(machine):
    process = machine.install("--fast")
    assert (process.returncode, process.stderr) == (
        2,
        "error: unknown option --fast; `install.sh --help` lists the options\n",
    )
