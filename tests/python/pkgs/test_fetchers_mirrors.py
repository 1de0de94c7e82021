"""Which mirrors of Debian a machine names, and which of them has Debian (pkgs/base/fetchers/mirrors.sh)."""

import pytest
from machine import CLIENTS, PROBED, REMEDY, SHELLS, SIGNATURE


@pytest.fixture
def listed(machine):
    """The candidates of the machine: lines `ORIGIN ADDRESS`."""

    def run(**variables):
        process = machine.run("mirrors.sh", "list", **variables)
        assert process.returncode == 0 and process.stderr == ""
        return process.stdout.replace("\t", " ").splitlines()

    return run


@pytest.mark.parametrize("shell", SHELLS)
def test_all_origins_are_listed_in_order_and_each_address_once(machine, shell):
    machine.settings(DEBIAN_MIRROR="http://two/debian/")
    machine.apt("http://three/debian/|Debian|bookworm|bookworm", "http://two/debian/|Debian|bookworm|bookworm")
    machine.debootstrap("http://four/debian")
    machine.python_apt("http://five/debian/")
    process = machine.run("mirrors.sh", "list", shell=shell, KERNEL_BUILDER_DEBIAN_MIRROR="http://one/ http://zero")
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout == (
        "KERNEL_BUILDER_DEBIAN_MIRROR\thttp://one\n"
        "KERNEL_BUILDER_DEBIAN_MIRROR\thttp://zero\n"
        "settings\thttp://two/debian\n"
        "apt\thttp://three/debian\n"
        "debootstrap\thttp://four/debian\n"
        "python-apt\thttp://five/debian\n"
    )


def test_a_machine_without_any_of_these_names_none(listed):
    assert listed() == []


def test_of_apts_sources_those_of_other_distributions_are_left_out_and_security_updates_come_last(machine, listed):
    machine.apt(
        "http://a/ubuntu/|Ubuntu|jammy|jammy",
        "http://a/mint/|Linux Mint|vera|vera",
        "http://a/browser/|Browser|stable|stable",
        "http://a/debian-security/|Debian|bookworm-security|bookworm-security",
        "http://a/company/|. bookworm|bookworm|bookworm",
        "http://a/debian/|Debian|bookworm|bookworm",
        "http://a/debian/|Debian|bookworm-updates|bookworm-updates",
    )
    assert listed() == ["apt http://a/debian", "apt http://a/debian-security", "apt http://a/company"]


@pytest.mark.parametrize("release", ["bookworm", "trixie", "stable", "testing", "sid", "experimental"])
def test_before_the_first_update_apt_knows_debians_sources_by_their_releases(machine, listed, release):
    machine.apt_without_lists(("http://a/debian", release))
    assert listed() == ["apt http://a/debian"]


def test_a_source_that_tells_nothing_is_asked_whether_it_has_debian(machine, listed, server):
    machine.client("curl")
    server.files[f"debian/{PROBED}"] = SIGNATURE.encode()
    machine.apt_without_lists(
        (f"{server.address}/debian", "company"),
        (f"{server.address}/ubuntu", "jammy"),
        (f"{server.address}/ubuntu", "x"),
    )
    assert listed() == [f"apt {server.address}/debian"]
    assert server.asked == [f"debian/{PROBED}", f"ubuntu/{PROBED}"]


def test_debootstrap_names_its_mirror_in_the_program_or_in_scripts_and_never_ubuntus(machine, listed):
    machine.write("usr/sbin/debootstrap", 'DEF_MIRROR="http://a/debian"\nDEF_HTTPS_MIRROR="https://a/debian"\n')
    machine.write("usr/share/debootstrap/functions", 'default_mirror () {\n\tDEF_MIRROR="$1"\n')
    machine.write(
        "usr/share/debootstrap/scripts/sid", "case $ARCH in\n\tamd64) ;;\nesac\ndefault_mirror http://b/debian\n"
    )
    machine.write("usr/share/debootstrap/scripts/bookworm", "  default_mirror 'http://a/ubuntu'\n")
    machine.write("usr/share/debootstrap/scripts/gutsy", "default_mirror http://c/debian\n")
    assert listed() == [
        f"debootstrap {address}" for address in ("http://a/debian", "https://a/debian", "http://b/debian")
    ]


def test_debootstrap_is_followed_from_the_path_to_where_it_is_installed(machine, listed):
    """As nixpkgs installs it: a wrapper, with the program and the scripts beside it in the store."""
    machine.write("nix/store/x/bin/debootstrap", '#!/bin/sh\nexec -a "$0" .debootstrap-wrapped "$@"\n')
    machine.write("nix/store/x/bin/.debootstrap-wrapped", "DEF_MIRROR=http://a/debian\n")
    machine.write("nix/store/x/share/debootstrap/scripts/debian-common", "default_mirror http://b/debian\n")
    (machine.root / "nix/store/x/bin/debootstrap").chmod(0o755)
    (machine.programs / "debootstrap").symlink_to(machine.root / "nix/store/x/bin/debootstrap")
    assert listed() == ["debootstrap http://a/debian", "debootstrap http://b/debian"]


def test_without_an_address_in_its_template_python_apt_names_three_of_its_mirrors(machine, listed):
    machine.write(
        "usr/share/python-apt/templates/Debian.mirrors",
        "#LOC:AM\nhttp://a/\nhttp://b/\n#LOC:AR\nhttp://c/debian/\nhttp://d/\n",
    )
    assert listed() == [f"python-apt http://{address}" for address in ("a", "b", "c/debian")]


def test_the_settings_are_read_from_etc_and_a_missing_or_unreadable_file_is_no_error(machine, listed):
    default = {"KERNEL_BUILDER_SETTINGS": ""}
    assert listed(**default) == []
    machine.write("etc/kernel-builder/settings", "#DEBIAN_MIRROR=http://c\nDEBIAN_MIRROR=http://a\nPIP=pip\n")
    assert listed(**default) == ["settings http://a"]
    assert listed(KERNEL_BUILDER_SETTINGS=str(machine.root)) == []


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("client", CLIENTS)
def test_the_first_mirror_that_has_debian_is_found_with_any_client(machine, server, nobody, client, shell):
    machine.client(client)
    server.files[f"login/{PROBED}"] = b"<html>Please log in"
    server.files[f"good/{PROBED}"] = SIGNATURE.encode()
    machine.settings(DEBIAN_MIRROR=f"{server.address}/login")
    machine.debootstrap(f"{server.address}/good")
    mirrors = f"{nobody} {server.address}/empty"
    process = machine.run("mirrors.sh", "find", shell=shell, KERNEL_BUILDER_DEBIAN_MIRROR=mirrors)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout == f"debootstrap\t{server.address}/good\n"
    assert list(machine.scratch.iterdir()) == []


def test_a_mirror_may_be_a_folder(machine):
    machine.write(f"srv/debian/{PROBED}", SIGNATURE)
    for address in (f"file://{machine.root}/srv/debian", f"{machine.root}/srv/debian"):
        process = machine.run("mirrors.sh", "find", KERNEL_BUILDER_DEBIAN_MIRROR=address)
        assert (process.returncode, process.stdout) == (0, f"KERNEL_BUILDER_DEBIAN_MIRROR\t{address}\n")


# The messages of each client about an address where nobody listens, and about a missing file.
NO_CLIENT = "this machine has neither curl nor wget nor python3"
REASONS = {
    "curl": ("curl: (7) Failed to connect to 127.0.0.1 port PORT", "curl: (22) The requested URL returned error: 404"),
    "wget": ("wget: Connection refused.", "wget: 404: Not Found."),
    "busybox": (
        "wget: can't connect to remote host (127.0.0.1): Connection refused",
        "wget: server returned error: HTTP/1.0 404 Not Found",
    ),
    "python3": ("python3: <urlopen error [Errno 111] Connection refused>", "python3: HTTP Error 404: Not Found"),
    "apt-helper": (
        "Could not connect to 127.0.0.1:PORT (127.0.0.1). - connect (111: Connection refused)",
        "404  Not Found [IP: 127.0.0.1 PORT]",
    ),
    "none": (NO_CLIENT, NO_CLIENT),
}


@pytest.mark.parametrize("client", [*CLIENTS, "none"])
def test_if_no_mirror_has_debian_each_is_named_with_its_origin_and_the_reason(machine, server, nobody, client):
    if client != "none":
        machine.client(client)
    server.files[f"login/{PROBED}"] = b"<html>Please log in"
    machine.settings(DEBIAN_MIRROR=nobody)
    machine.debootstrap(f"{server.address}/empty")
    machine.python_apt(f"{server.address}/login")
    process = machine.run("mirrors.sh", "find")
    assert (process.returncode, process.stdout) == (1, "")
    first, *reasons = process.stderr.removesuffix(REMEDY).splitlines()
    assert first == "error: no mirror that this machine names has Debian" and process.stderr.endswith(REMEDY)
    refused = REASONS[client][0].replace("PORT", nobody.rpartition(":")[2])
    lacks = REASONS[client][1].replace("PORT", server.address.rpartition(":")[2])
    # curl adds how long it took.
    assert reasons[0].partition(" after ")[0] == f"  {nobody} (settings): {refused}"
    assert reasons[1:] == [
        f"  {server.address}/empty (debootstrap): {lacks}",
        f"  {server.address}/login (python-apt): "
        + (lacks if client == "none" else "its dists/bookworm/Release.gpg is no signature"),
    ]


@pytest.mark.parametrize(
    "names, command",
    [
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "apt-get install debootstrap"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "apt-get install debootstrap"),
        ({"ID": "fedora"}, "dnf install debootstrap"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf install debootstrap"),
        ({"ID_LIKE": "arch", "ID": "manjaro"}, "pacman -S debootstrap"),
        ({"ID": "opensuse-tumbleweed", "ID_LIKE": "opensuse suse"}, "zypper install debootstrap"),
        ({"ID": "alpine"}, "apk add debootstrap"),
        (
            {"ID": "nixos"},
            "add debootstrap to environment.systemPackages in configuration.nix, then nixos-rebuild switch",
        ),
        ({"ID": "other"}, "the package debootstrap of this distribution"),
        ({}, "the package debootstrap of this distribution"),
    ],
)
def test_a_machine_that_names_no_mirror_is_told_how_to_name_one(machine, names, command):
    machine.distribution(**names)
    process = machine.run("mirrors.sh", "find")
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr == (
        f"error: this machine names no mirror of Debian\n{REMEDY}"
        f"  or install debootstrap, which names a mirror: {command}\n"
    )


@pytest.mark.parametrize("script, usage", [("mirrors.sh", "list|find"), ("pip.sh", "find")])
def test_another_word_is_refused_with_the_usage(machine, script, usage):
    process = machine.run(script, "fnid")
    assert (process.returncode, process.stdout, process.stderr) == (2, "", f"usage: sh {script} {usage}\n")
