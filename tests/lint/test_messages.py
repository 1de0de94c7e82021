"""How messages are collected: on small sources in each language."""

import pathlib

import messages_in_nix
import messages_in_shell
import pytest
from all_messages import collected
from messages import is_of_users, messages, normalized
from messages_in_python import Python


def of_python(*texts: str) -> list[str]:
    """The messages of files a, b, …"""
    files = dict(zip("abc", texts))
    return [message.text for message in Python(files).collect()]


def of_nix(text: str) -> list[str]:
    return [message.text for message in messages(messages_in_nix.texts(text), "a.nix")]


def of_shell(text: str) -> list[str]:
    return [message.text for message in messages(messages_in_shell.texts_of_shell(text), "a.sh")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("error: the disk  is full\n  free some space\n", "the disk is full"),
        ("kernel-builder: no driver", "no driver"),
        ("build.toml:…:…: text needs quotes", "text needs quotes"),
        ("the list has ……... values", "the list has … values"),
        ("  free some space", ""),
    ],
)
def test_a_message_is_the_first_line_without_the_word_before_it(text, expected):
    assert normalized(text) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("python/kernel_builder/command/main.py", True),
        ("install.sh", True),
        ("pkgs/python/update-lock.py", False),
        ("pkgs/sysroot/build.py", False),
        ("python/kernel_builder/builder/update_torch_namespaces.py", False),
        ("python/kernel_builder/command/subcommands/update_build.py", True),
        ("python/kernel_builder/command/build.py", True),
        ("tests/conftest.py", False),
    ],
)
def test_files_that_users_do_not_run_are_left_out(path, expected):
    assert is_of_users(pathlib.PurePosixPath(path)) is expected


ERROR = "class OurError(Exception): pass\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('raise OurError(f"{path}: no file", "add it")', ["…: no file"]),
        ('raise OurError("a" + " disk" + f" {x}")', ["a disk …"]),
        ('x = OurError("is full" if a else "is slow")', ["is full", "is slow"]),
        ('raise ImportError("no kernel")', ["no kernel"]),
        ('raise ValueError("a bug")', []),
        ("raise error", []),
        ('click.echo("is slow", err=True); click.echo("is fast")', ["is slow"]),
        ('print("is slow", file=sys.stderr)', ["is slow"]),
        ('print(f"warning: {x} is slow")', ["… is slow"]),
        ('sys.exit("is full")', ["is full"]),
        ('Problem("key", "is wrong", "mend it")', ["is wrong"]),
        ('Row(NAME, "wrong", "none", "is missing", "add it")', ["is missing"]),
        ('_Rule("pattern", "is known")', ["is known"]),
        ('TEXT = ("is full", "free it")\nRow(NAME, "wrong", "none", *TEXT)', ["is full"]),
        ('FILE = "a.toml"\nraise OurError(f"{FILE}: is full")', ["a.toml: is full"]),
        ('REASONS = {"a": "is full", "b": "is slow"}\nraise OurError(REASONS[x])', ["is full", "is slow"]),
        ('def f():\n    m = "is full"\n    raise OurError(m)', ["is full"]),
        ('def f():\n    ms = []\n    ms.append("it is full")\n    raise OurError(", ".join(ms))', ["it is full"]),
        ('def f():\n    return "is full"\nraise OurError(f())', ["is full"]),
        ('def f(m):\n    raise OurError(f"{m}!")\nf("is full")', ["is full!"]),
        ('def f():\n    for m in [f"{x} is full"]:\n        click.echo(f"note: {m}", err=True)', ["… is full"]),
    ],
)
def test_in_python_an_error_is_followed_to_its_texts(text, expected):
    assert of_python(ERROR + text) == expected


def test_in_python_texts_of_other_files_are_found():
    other = 'TEXT = "is full"\ndef reason():\n    return f"{x} is slow"\n'
    assert of_python(f"from b import TEXT, reason\n{ERROR}raise OurError(TEXT)\nraise OurError(reason())", other) == [
        "is full",
        "… is slow",
    ]


def test_of_the_forms_of_one_error_the_most_general_one_counts():
    assert of_python(f'{ERROR}raise OurError(f"{{x}}: no disk" + (f" of {{y}}" if y else ""))') == [
        "…: no disk of …",
        "…: no disk",
    ]
    assert of_python(f'{ERROR}raise OurError("no disk: " + (reason or "it is full"))') == ["no disk: …"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('throw "no such disk"', ["no such disk"]),
        ('throw ("${name}: no disk\\n" + "  add one")', ["…: no disk"]),
        ('throw ("the disk ${a { b = "}"; }} is " + "full")', ["the disk … is full"]),
        ('if a then "the disk is full" else "the disk is slow"', ["the disk is full", "the disk is slow"]),
        ('"none of these: " + toString list', ["none of these: …"]),
        ('problem "a.b" "the disk is full" "free some of it"', ["the disk is full"]),
        ('problem path (if a then "the disk is full" else "") ("free " + "some of it")', ["the disk is full"]),
        ('fail "unexpected `${text}`"', ["unexpected `…`"]),
        ("# throw \"a comment is none\"\n/* throw \"nor is this\" */ ''the disk is full''", ["the disk is full"]),
        ("''\n  echo the disk is full\n''", []),
        ('{ name = "the name of it"; expected = "a list of names"; }', []),
        ('"export A=b and more"', []),
    ],
)
def test_in_nix_every_sentence_is_a_message(text, expected):
    assert of_nix(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('fail "$1 failed" "mend it"', ["… failed"]),
        ('fail "no disk in $(id -un)${a:+ (it has $a)}" \\\n  "add one"', ["no disk in …"]),
        ('reason="no disk"\nfail "$reason"', ["no disk"]),
        ('x="is best"\necho "kernel-builder: $a, $x" >&2', ["…, is best"]),
        ('{ echo "error: no disk: $(why "$a")"\necho "  add one"; } >&2', ["no disk: …"]),
        ("cat >&2 <<EOF\nerror: no disk\n  add one\nEOF", ["no disk"]),
        ('echo "all is well"', []),
        ('# echo "error: a comment"', []),
        ('echo "usage: a b" >&2', []),
        ("sed 's/x/error: \\1 is new, \\\nand late\\n  mend it/p'", ["… is new, and late"]),
    ],
)
def test_in_shell_errors_are_messages(text, expected):
    assert of_shell(text) == expected


def test_in_cmake_errors_are_messages():
    text = 'message(STATUS "fine")\nmessage(FATAL_ERROR "${a${b}} is "\n  "\\"full\\"")\n'
    assert list(messages_in_shell.texts_of_cmake(text)) == [('… is "full"', 2)]


def test_a_file_that_a_script_prints_is_a_message():
    assert list(messages_in_shell.texts_of_text("error: no disk\n  add one\n")) == [("no disk", 1)]


def test_each_language_has_messages_and_known_ones_are_among_them():
    found = {kind: {message.text for message in listed} for kind, listed in collected().items()}
    assert len(found["python"]) > 150 and len(found["nix"]) > 80 and len(found["shell"]) > 30
    assert len(found["cmake"]) > 5 and found["text"]
    assert "the kernel has no variant …" in found["python"]
    assert "… cannot be built: …" in found["nix"]
    assert "no mirror has …" in found["shell"]
