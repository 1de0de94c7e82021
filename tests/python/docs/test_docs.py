"""Documents: links lead somewhere, commands and tasks exist, lines are short, and the README's kernel is valid."""

import pathlib
import re
import shlex
import subprocess
from collections.abc import Iterator

import click
import pytest
import troubleshooting_page

from kernel_builder.builder.config.read import read_config
from kernel_builder.command.main import cli

ROOT = pathlib.Path(__file__).resolve().parents[3]
README = ROOT / "README.md"
DOCS = [README, *sorted((ROOT / "docs").glob("*.md"))]
# Documents at the root of the repository and in docs/, but for the one that is generated from click itself.
WRITTEN = [path for path in sorted({*DOCS, *ROOT.glob("*.md")}) if path.name != "commands.md"]

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    .*$", re.MULTILINE)
SPAN = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^()\s]+)\)")


def markdown_files() -> list[pathlib.Path]:
    """Every Markdown file that git knows or would add."""
    command = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "*.md"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    return sorted(ROOT / name for name in names if name and (ROOT / name).is_file())


def name_of(path: pathlib.Path) -> str:
    return str(path.relative_to(ROOT))


def prose(text: str) -> str:
    """The text without code, in which brackets are not links."""
    return SPAN.sub("", FENCE.sub("", text))


def anchors(text: str) -> set[str]:
    """The anchors that GitHub makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def broken_links(file: pathlib.Path) -> list[str]:
    """The relative links of a file that lead to no file, or to no heading of it."""
    broken = []
    for link in LINK.findall(prose(file.read_text())):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        if not target.exists() or (anchor and anchor not in anchors(target.read_text())):
            broken.append(link)
    return broken


def code(text: str) -> Iterator[str]:
    """The lines of code blocks, and the code spans."""
    for block in FENCE.findall(text):
        yield from block.replace("\\\n", " ").splitlines()[1:-1]
    rest = FENCE.sub("", text)
    yield from INDENTED.findall(rest)
    yield from SPAN.findall(rest)


def wrong_calls(text: str) -> list[str]:
    """The calls of `kernel-builder` with a subcommand or an option that does not exist."""
    wrong = []
    for line in code(text):
        for call in re.findall(r"(?<![\w./#-])kernel-builder +((?:-|[a-z]).*)", line):
            subcommand, *words = shlex.split(call, comments=True)
            command = cli if subcommand.startswith("-") else cli.commands.get(subcommand)
            if command is not cli and isinstance(command, click.Group):
                command = command.commands.get(words[0]) if words else None
            options = [word for word in [subcommand, *words] if word.startswith("-")]
            known = {"-h", "--help"}.union(*(option.opts for option in command.params)) if command else set()
            if command is None or not known.issuperset(options):
                wrong.append(f"kernel-builder {call}")
    return wrong


def tasks() -> set[str]:
    """The tasks that `./run` lists."""
    usage = (ROOT / "run").read_text().partition("cat <<'EOF'\n")[2].partition("EOF\n")[0]
    return set(re.findall(r"^  ([a-z-]+) ", usage, re.MULTILINE))


def blocks(language: str) -> list[str]:
    """The README's code blocks in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("file", markdown_files(), ids=name_of)
def test_links_lead_to_files_and_headings(file):
    assert broken_links(file) == []


def test_a_link_to_nothing_is_reported(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("# One two's\n[a](#one-twos) [b](a.md#one) [c](none.md) `[d](code)` [e](https://example.org)\n")
    assert broken_links(file) == ["a.md#one", "none.md"]


@pytest.mark.parametrize("file", sorted({*DOCS, *WRITTEN}), ids=name_of)
def test_lines_outside_of_tables_have_at_most_120_columns(file):
    lines = enumerate(file.read_text().splitlines(), start=1)
    assert [number for number, line in lines if len(line) > 120 and not line.startswith("|")] == []


@pytest.mark.parametrize("file", WRITTEN, ids=name_of)
def test_commands_and_their_options_exist(file):
    text = file.read_text()
    # A message is no command, also if it begins with the name of the command.
    assert wrong_calls(troubleshooting_page.without_words(text) if file == troubleshooting_page.PAGE else text) == []


def test_a_command_that_does_not_exist_is_reported():
    text = "`kernel-builder bild` `kernel-builder build --fast` `kernel-builder build -L` `kernel-builder --version`"
    assert wrong_calls(text) == ["kernel-builder bild", "kernel-builder build --fast"]


@pytest.mark.parametrize("file", WRITTEN, ids=name_of)
def test_tasks_exist(file):
    named = {task for line in code(file.read_text()) for task in re.findall(r"\./run ([a-z-]+)", line)}
    assert named - tasks() == set()


def test_contributing_names_every_task():
    text = (ROOT / "CONTRIBUTING.md").read_text()
    assert {task for task in tasks() if f"`./run {task}`" not in text} == set()


def test_the_smallest_kernel_of_the_readme_is_accepted(tmp_path):
    (build_toml,) = blocks("toml")
    (source,) = blocks("cpp")
    module, use = blocks("python")
    compile(module, "__init__.py", "exec")
    compile(use, "example.py", "exec")
    (tmp_path / "torch-ext/square").mkdir(parents=True)
    (tmp_path / "build.toml").write_text(build_toml)
    (tmp_path / "square.cpp").write_text(source)
    (tmp_path / "torch-ext/square/__init__.py").write_text(module)
    assert read_config(tmp_path).general.name == "square"
