"""docs/images/first-kernel.svg: a recording that pages show, of the commands that the README has."""

import pathlib
import re
import xml.etree.ElementTree

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
FILE = ROOT / "docs/images/first-kernel.svg"
SVG = "{http://www.w3.org/2000/svg}"
MOST = 60 * 1024


@pytest.fixture(scope="module")
def svg():
    """The root of the SVG; fails if it is not well-formed."""
    return xml.etree.ElementTree.fromstring(FILE.read_bytes())


def readme_commands() -> "list[str]":
    """The lines of code right below the README's heading "Your own kernel"."""
    section = (ROOT / "README.md").read_text().partition("\n## Your own kernel\n\n")[2]
    return [line.strip() for line in section.partition("\n\n")[0].splitlines()]


def lines(svg) -> "list[str]":
    """The lines of the terminal: the texts of each line, at their columns, in the order in which they appear."""
    size = 8
    written: dict[int, list[str]] = {}
    for text in svg.iter(f"{SVG}text"):
        line = written.setdefault(int(text.get("y")), [])
        column = (int(text.get("x")) - 12) // size
        line += [" "] * (column + len(text.text) - len(line))
        line[column : column + len(text.text)] = text.text
    return ["".join(characters) for _, characters in sorted(written.items())]


def test_it_is_small():
    assert FILE.stat().st_size <= MOST


def test_the_commands_typed_in_it_are_those_of_the_readme(svg):
    typed = [match[1] for line in lines(svg) if (match := re.match(r"~\S* \$ (.+)", line))]
    assert typed == readme_commands() and len(typed) == 3


def test_it_ends_with_a_kernel_that_is_built_and_tested(svg):
    ends = [line for line in lines(svg) if line.startswith("torch213-cxx11-cpu")]
    assert len(ends) == 1 and re.search(r" built +_my_kernel_cpu_\w+\.abi3\.so ", ends[0]), ends


def test_screen_readers_get_a_picture_with_a_title(svg):
    (title,) = svg.iter(f"{SVG}title")
    assert svg.get("role") == "img" and svg.get("aria-labelledby") == title.get("id")
    assert all(command in title.text for command in readme_commands())


def test_it_has_text_and_css_only(svg):
    """Pages that show an SVG as an image run no script and load nothing."""
    names = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert names == {"svg", "title", "style", "rect", "g", "text"}
    source = FILE.read_text()
    assert "url(" not in source and "@import" not in source and "href" not in source
    assert "@keyframes" in source and "prefers-color-scheme:dark" in source


def test_it_shows_no_path_of_the_machine_that_made_it(svg):
    assert [line for line in lines(svg) if re.search(r"/(nix|tmp|usr|home|var)/", line)] == []
