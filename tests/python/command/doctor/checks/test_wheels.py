import pytest

from kernel_builder.command.doctor.checks import wheels
from kernel_builder.command.doctor.checks.wheels import Pip, read_pip
from kernel_builder.command.doctor.row import Row
from kernel_builder.command.doctor.script_error import NO_SCRIPTS

HELP = "  -i, --index-url <url>  Base URL of the index (default https://index.example/simple). This should be\\n"


@pytest.fixture
def pip(stage, fetchers):
    """A machine with a pip of these settings."""

    def pip(*lines):
        listed = "".join(f"{line}\n" for line in lines)
        (stage.root / "pip").write_text(listed)
        program = stage.program(
            "pip",
            f'[ -e "$HOME/.config" ] && exit 1\ncase "$*" in\n"config list") while read -r line; do'
            f" printf '%s\\n' \"$line\"; done <{stage.root}/pip ;;\n*) printf '{HELP}' ;;\nesac",
        )
        return stage.machine(**fetchers("pip.sh", f"echo {program}"))

    return pip


@pytest.mark.parametrize(
    "lines, expected",
    [
        ([], Pip("https://index.example/simple", [])),
        (["global.index-url='https://a'"], Pip("https://a", [])),
        ([":env:.index-url='https://c'", "download.index-url='https://b'", "global.index-url='https://a'"],
         Pip("https://c", [])),
        (["install.index-url='https://b'"], Pip("https://index.example/simple", [])),
        ([":env:.no-index='1'", ":env:.find-links='/wheels /more'"], Pip("", ["/wheels", "/more"])),
        (["global.extra-index-url='\\nhttps://x\\nhttps://y'"], Pip("https://index.example/simple", ["https://x", "https://y"])),
    ],
)  # fmt: skip
def test_the_settings_of_pip(pip, stage, lines, expected):
    assert read_pip(pip(*lines), [str(stage.programs / "pip")]) == expected


def test_an_index_that_answers(pip, stage, web):
    web.status = 404
    machine = pip(f"global.index-url='{web.address}/simple/'", "global.find-links='https://ann:secret@links'")
    value = f"{stage.programs}/pip, {web.address}/simple/, also https://***@links"
    assert wheels.check(machine) == Row("wheels", "ok", value)
    assert web.paths == ["/simple/pip/"]


@pytest.mark.parametrize("links, status", [([], "wrong"), (["global.find-links='/wheels'"], "note")])
def test_an_index_that_does_not_answer(pip, stage, silent, links, status):
    assert wheels.check(pip(f"global.index-url='{silent}'", *links)) == Row(
        "wheels",
        status,
        f"{stage.programs}/pip, {silent}" + (", also /wheels" if links else ""),
        f"the index of pip does not answer: {silent}: the connection is refused",
        "check the network and proxy, or set index-url in /etc/pip.conf, below [global], to an index that answers",
    )


def test_a_pip_without_an_index(pip, stage):
    machine = pip("global.no-index='true'")
    assert wheels.check(machine) == Row("wheels", "ok", f"{stage.programs}/pip, no index")


def test_a_machine_without_pip(stage, fetchers):
    script = "echo 'error: this machine has no pip that runs' >&2; echo '  install pip: dnf install x' >&2; exit 1"
    assert wheels.check(stage.machine(**fetchers("pip.sh", script))) == Row(
        "wheels", "wrong", "no pip", "this machine has no pip that runs", "install pip: dnf install x"
    )


def test_an_installation_without_scripts(stage, tmp_path):
    machine = stage.machine(KERNEL_BUILDER_FETCHERS=str(tmp_path / "none"))
    assert wheels.check(machine) == Row("wheels", "note", "unknown", *NO_SCRIPTS)
