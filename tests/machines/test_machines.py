"""install.sh on other machines: each ends with examples/relu built and tested, or with the message that is promised."""

import contextlib
import http.server
import re
import shutil
import threading
import time

import hub_server
import pages
import pytest
import servers
from shared import SHORT

BUILD = f"kernel-builder build-and-copy --variant {SHORT} --test examples/relu"

pytestmark = pytest.mark.machines

OLD_SETTINGS = """\
# >>> kernel-builder >>>
# kernel-builder's install.sh wrote these lines; ./install.sh --uninstall removes them.
extra-experimental-features = nix-command flakes
sandbox = relaxed
max-jobs = auto
substituters =
flake-registry = /etc/nix/kernel-builder-registry.json
# <<< kernel-builder <<<
"""
NO_NAMESPACES = """\
error: this machine does not allow the namespaces that Nix's sandbox needs
  in a container, allow them: docker run --privileged, or --security-opt seccomp=unconfined --security-opt \
systempaths=unconfined
  on a machine, as root: sysctl -w user.max_user_namespaces=15000
  or build without a sandbox: install.sh --no-sandbox. Builds can then read this machine's files:
  the same sources may give other bytes elsewhere, and reports and metadata.json say there was no sandbox
"""
HANDED_OVER = """\
error: this user may not make all changes; an administrator must run these lines once, as root:
  mkdir -p /etc/nix
  cat >/etc/nix/nix.conf <<'EOF'
  # >>> kernel-builder >>>
  # kernel-builder's install.sh wrote these lines; install.sh --uninstall removes them.
  sandbox = relaxed
  sandbox-fallback = false
  max-jobs = N
  cores = N
  extra-substituters = https://huggingface.cachix.org
  extra-trusted-public-keys = huggingface.cachix.org-1:ynTPbLS0W8ofXd9fDjk1KvoFky9K2jhxe6r4nXAkc/o=
  # <<< kernel-builder <<<
  EOF
  then run install.sh again
"""


def settings_of(machine, file="/etc/nix/nix.conf"):
    return (machine.folder / "upper" / file.lstrip("/")).read_text()


def add_user(machine):
    """Give the machine a user `someone`, who has a clone and no rights."""
    machine.run("useradd --create-home --home-dir /srv/someone someone")
    machine.run("cp -r /kernel-builder /srv/someone/ && chown -R someone /srv/someone")


def as_someone(words):
    user = "setpriv --reuid=someone --regid=someone --clear-groups env HOME=/srv/someone"
    return f"{user} sh -c 'cd ~/kernel-builder && {words}'"


def test_strict(machine):
    """From an empty store, with nothing that may leave the sandbox."""
    machine.own_store()
    machine.install("--strict")
    assert "sandbox = true\n" in settings_of(machine)
    machine.build_relu()
    words = "cd examples/relu && nix build --no-write-lock-file --no-link"
    strict = machine.run(f"{words} .#testShells.{SHORT}")
    assert strict.returncode == 0, strict.stderr


def test_debian(machine):
    machine.install()
    again = machine.install()
    assert (again.stdout, again.stderr) == ("", "")
    machine.build_relu()
    machine.install("--uninstall")
    assert (
        machine.run("ls /usr/local/bin /etc/nix; ls -d /etc/kernel-builder").stdout == "/etc/nix:\n\n/usr/local/bin:\n"
    )


@pytest.mark.parametrize("machine", ["trixie"], indirect=True)
def test_a_newer_nix(machine):
    """Debian 13 has Nix 2.26. It may change the store's database, so it has a copy."""
    machine.store_to_change()
    machine.change_relu()
    machine.install()
    assert machine.install().stdout == ""
    machine.build_relu()


def test_settings_of_a_former_version_are_taken_back(machine):
    machine.write("/etc/nix/nix.conf", "keep-outputs = true\n" + OLD_SETTINGS)
    machine.write("/etc/nix/kernel-builder-registry.json", "{}")
    printed = machine.install().stdout
    assert "  - substituters =\n  - flake-registry = /etc/nix/kernel-builder-registry.json\n" in printed
    settings = settings_of(machine)
    assert settings.startswith("keep-outputs = true\n# >>> kernel-builder >>>\n")
    assert "flake-registry" not in settings and "\nsubstituters" not in settings
    assert machine.run("ls /etc/nix").stdout == "nix.conf\n"
    machine.build_relu()


def test_from_a_pipe(machine):
    script = "cp install.sh / && cd / && KERNEL_BUILDER_FLAKE=git+file:///kernel-builder sh < /install.sh"
    process = machine.run(script)
    assert process.returncode == 0, process.stderr
    assert "install.sh: installing /usr/local/bin/kernel-builder\n" in process.stdout
    machine.build_relu()


def test_determinate_nix(machine):
    machine.write("/etc/nix/nix.conf", "sandbox = true\n!include nix.custom.conf\n")
    machine.install()
    assert settings_of(machine) == "sandbox = true\n!include nix.custom.conf\n"
    assert "sandbox = relaxed\n" in settings_of(machine, "/etc/nix/nix.custom.conf")
    machine.build_relu()


def test_a_read_only_nix_conf(machine):
    machine.write("/etc/nix/nix.conf", "sandbox = true\n")
    machine.change('mount --bind "$root/etc/nix" "$root/etc/nix"; mount -o remount,bind,ro "$root/etc/nix"')
    failed = machine.run("nproc() { echo 2; }; ./install.sh")
    assert failed.returncode == 1
    first, *settings, last = failed.stderr.splitlines()
    assert first == "error: /etc/nix/nix.conf is read-only, and these settings are missing:"
    assert "  sandbox = relaxed" in settings
    assert last == "  add them where this file is made, or make it writable; then run install.sh again"
    machine.write("/etc/nix/nix.conf", "\n".join(settings))
    machine.install()
    machine.build_relu()


def test_no_user_namespaces(machine):
    machine.in_chroot()
    unprivileged = ["setpriv", "--bounding-set", "-sys_admin"]
    failed = machine.run("./install.sh", prefix=unprivileged)
    assert (failed.returncode, failed.stderr) == (1, NO_NAMESPACES)
    machine.change_relu()
    process = machine.run(f"./install.sh --no-sandbox && ./install.sh && {BUILD}", prefix=unprivileged)
    assert process.returncode == 0, process.stdout + process.stderr
    assert "sandbox = false\n" in settings_of(machine)
    # Where namespaces are allowed again, so is the sandbox.
    (machine.folder / "chroot").unlink()
    assert "  - sandbox = false\n  + sandbox = relaxed\n" in machine.install().stdout


def test_shells_open_quickly_where_no_host_has_an_address(machine):
    machine.install()
    machine.change(': >"$machine/no-names"; mount --bind "$machine/no-names" "$root/etc/resolv.conf"')
    shell = f"nix develop --no-write-lock-file ./examples/relu#{SHORT} --command true"
    # Nix's own settings wait five seconds for its registry of flakes.
    process = machine.run(f"{shell} && timeout 3 {shell}")
    assert process.returncode == 0, process.stderr


def test_the_dockerfile(machine, repository):
    machine.in_chroot()
    lines = (repository / "Dockerfile").read_text().splitlines()
    commands = [line[len("RUN ") :] for line in lines if line.startswith("RUN ")]
    process = machine.run(" && ".join(commands), prefix=["setpriv", "--bounding-set", "-sys_admin"])
    assert process.returncode == 0, process.stdout + process.stderr


def test_a_user_who_may_not_change_settings(machine):
    add_user(machine)
    daemon = "nix-daemon >/dev/null 2>&1 &\nsleep 1\n"
    failed = machine.run(daemon + as_someone("./install.sh"))
    assert failed.returncode == 1
    assert re.sub("(max-jobs|cores) = [0-9]+", r"\1 = N", failed.stderr) == HANDED_OVER
    lines = failed.stderr.splitlines()
    assert "connect-timeout = 3\n" in settings_of(machine, "/srv/someone/.config/nix/nix.conf")
    # The administrator runs the block as it is printed.
    machine.write("/block.sh", "\n".join(line[2:] for line in lines[1:-1]) + "\n")
    administered = machine.run("sh -e /block.sh")
    assert administered.returncode == 0, administered.stderr
    process = machine.run(daemon + as_someone(f"./install.sh && ~/.local/bin/{BUILD}"))
    assert process.returncode == 0, process.stdout + process.stderr


def test_a_user_who_owns_the_store(machine):
    machine.store_to_change()
    add_user(machine)
    machine.run("chown someone /nix /nix/store && chown -R someone /nix/var/nix")
    process = machine.run(as_someone(f"./install.sh && ~/.local/bin/{BUILD}"))
    assert process.returncode == 0, process.stdout + process.stderr
    assert "sandbox = relaxed\n" in settings_of(machine, "/srv/someone/.config/nix/nix.conf")
    assert not (machine.folder / "upper/etc/nix/nix.conf").exists()


def test_no_apt(machine):
    machine.change('rm -rf "$root"/usr/bin/apt* "$root"/usr/lib/apt "$root"/usr/bin/dpkg* "$root"/etc/apt')
    machine.install()
    machine.build_relu()


def test_no_pip_and_no_package_manager(machine):
    machine.change('rm -rf "$root"/usr/bin/apt* "$root"/usr/bin/pip* "$root"/usr/lib/python3/dist-packages/pip')
    machine.change('rm -rf "$root"/usr/lib/python3*/ensurepip')
    failed = machine.run("./install.sh")
    assert (failed.returncode, failed.stderr) == (
        1,
        "error: this machine has no package manager that install.sh knows, and lacks: python3-pip\n"
        "  install these programs by hand and run install.sh again\n",
    )


def test_no_pip(machine):
    machine.run("dpkg --purge --force-depends python3-pip")
    assert "install.sh: installing with apt-get: python3-pip\n" in machine.install().stdout
    machine.build_relu()


def test_another_locale_umask_home_and_tmp(machine):
    machine.change('mount -t tmpfs tmpfs "$root/root"; mount -o remount,noexec "$root/tmp"')
    machine.change_relu()
    process = machine.run(f"umask 077 && ./install.sh && {BUILD}", LANG="de_DE.UTF-8", LC_ALL="de_DE.UTF-8")
    assert process.returncode == 0, process.stdout + process.stderr
    assert (machine.folder / "upper/etc/nix/nix.conf").stat().st_mode & 0o777 == 0o644


@contextlib.contextmanager
def serving(handler):
    """A server on loopback; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@pytest.fixture
def without_debian(machine):
    """A machine whose apt has a repository without Debian's files, and an empty store."""
    with serving(servers.OtherDistribution) as address:
        machine.own_store()
        machine.change('rm -rf "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d')
        sources = f"deb [trusted=yes] {address}/other noble main"
        machine.change(f'echo "{sources}" >"$root/etc/apt/sources.list"; rm -rf "$root"/var/lib/apt/lists')
        yield machine


def test_no_mirror_of_debian(without_debian):
    failed = without_debian.run("./install.sh")
    assert failed.returncode == 1
    assert failed.stderr == (
        "error: this machine names no mirror of Debian\n"
        "  add the line DEBIAN_MIRROR=ADDRESS to /etc/kernel-builder/settings, or set"
        " KERNEL_BUILDER_DEBIAN_MIRROR=ADDRESS:\n"
        "  the address of a mirror of Debian, which is above its pool/ and dists/\n"
        "  or install debootstrap, which names a mirror: apt-get install debootstrap\n"
    )


def test_debootstrap_names_a_mirror_and_all_goes_through_a_proxy(without_debian):
    """The long one: everything is fetched and built, a few minutes."""
    machine = without_debian
    shutil.copytree("/usr/share/debootstrap", machine.folder / "upper/usr/share/debootstrap", symlinks=True)
    (machine.folder / "upper/usr/sbin").mkdir(parents=True)
    shutil.copy2("/usr/sbin/debootstrap", machine.folder / "upper/usr/sbin/debootstrap")
    with serving(servers.Proxy) as proxy:
        servers.Proxy.asked.clear()
        environment = dict.fromkeys(("http_proxy", "https_proxy"), proxy)
        machine.install(**environment)
        assert any("/debian" in asked for asked in servers.Proxy.asked)
        machine.build_relu(**environment)


def test_the_first_kernel_on_a_machine_with_nothing_installed(bare_machine):
    """docs/first-kernel.md from its first step to its last upload. Prints the time of each part: pytest -s."""
    start = time.monotonic()
    bare_machine.install()
    installed = time.monotonic()
    with hub_server.running("my-org") as hub:
        *steps, _ = pages.steps_of("first-kernel.md")
        identity = {f"GIT_{role}_{key}": "a@localhost" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        bare_machine.write("/srv/home/page.sh", pages.script(steps))
        page = bare_machine.run(
            "cd /srv/home && bash page.sh",
            **identity,
            **hub_server.login(hub),
        )
    assert page.returncode == 0, (page.stdout + page.stderr)[-6000:]
    assert "11 passed" in page.stdout and f"{hub.url}/my-org/scaled-add/commit/" in page.stdout
    print(f"\ninstall.sh: {installed - start:.0f} s, the page: {time.monotonic() - installed:.0f} s")
