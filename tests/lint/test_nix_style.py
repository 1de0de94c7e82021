"""The rules of nix_style, each with what breaks it; and that mending changes no meaning."""

import pathlib
import re
import subprocess
import textwrap

import nix_style
import pytest
import tracked

ELSEWHERE = pathlib.PurePath("examples/small/flake.nix")
RIGHT = """\
# A correct file.
{ a }:
let
  # }
  b = "{ ${toString (a { c = "}"; })} in \\" # ";
  c = ''
      deep
    ''${d} ''' $${ ''\\n
  '';
  inline = let e = 1; in e;
in
{
  inherit a b;

  /*
       A comment.
  */
  d = [
    c
    inline
  ];
}
"""


def faults(text, path=ELSEWHERE):
    return nix_style.faults(text, pathlib.PurePath(path))


def test_a_correct_file_has_no_fault():
    assert faults(RIGHT, "lib/right.nix") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{\n\ta = 1;\n}\n", [(2, "a tab: use spaces"), (2, "indented by 1 spaces: use a multiple of 2")]),
        ("{ } \n", [(1, "white space at the end of the line")]),
        (f"# {'a' * 119}\n1\n", [(1, "121 columns: at most 120")]),
        ("{ }", [(1, "end the file with one newline")]),
        ("{ }\n\n", [(2, "end the file with one newline")]),
        ("\n{ }\n", [(1, "a blank line at the start of the file")]),
        ("{\n   a = 1;\n}\n", [(2, "indented by 3 spaces: use a multiple of 2")]),
        ("{\n    a = 1;\n}\n", [(2, "indented by 4 spaces after 0: indent by 2 more")]),
        ("{\n\n  a = 1;\n}\n", [(2, "a blank line at the start of a block")]),
        ("let\n  a = 1;\nin\n\na\n", [(4, "a blank line at the start of a block")]),
        ("{\n  a = 1;\n\n}\n", [(3, "a blank line at the end of a block")]),
        ("{\n  a = 1;\n\n\n  b = 2;\n}\n", [(4, "a second blank line")]),
        ("let\n  a = 1;\nin a\n", [(3, "`in` that ends a `let` of several lines: put it on a line of its own")]),
        ("let a = 1;\nin\na\n", [(1, "`let` of several lines: put it on a line of its own")]),
    ],
)
def test_a_fault_is_named_with_its_line(text, expected):
    assert faults(text) == expected


def test_blank_lines_and_indentation_within_strings_are_free():
    text = "{\n  a = ''\n       \tb \n\n  '';\n}\n"
    assert faults(text) == [(3, "a tab: use spaces"), (3, "white space at the end of the line")]


@pytest.mark.parametrize("folder", ["lib", "overlays", "pkgs/small"])
def test_a_file_of_the_library_needs_a_comment_at_its_start(folder):
    assert faults("{ }\n", f"{folder}/a.nix") == [(1, "the file does not begin with a comment on its purpose")]
    assert faults("# A set.\n{ }\n", f"{folder}/a.nix") == []


def test_the_index_of_the_library_is_sorted():
    text = "# Index.\n{\n  b = 1;\n  # Comment.\n  a.c = {\n    z = 1;\n    y = 2;\n  };\n}\n"
    assert faults(text, "lib/default.nix") == [(5, "a belongs before b")]
    assert faults(text, "lib/other.nix") == []


def test_strings_and_comments_are_no_code():
    codes = [line.code for line in nix_style.parse(RIGHT)]
    assert codes[3:6] == ["", '  b = "";', '  c = ""']
    assert codes[6:10] == ["", "", ";", "  inline = let e = 1; in e;"]
    assert codes[14:18] == ["", "", "", "  d = ["]


def test_white_space_and_blank_lines_are_mended():
    text = "\n\n{\n\n\ta = ''\n  b \n\n\n\tc\n  '';  \n\n\n\n  d = 1;\n\n}\n\n"
    assert nix_style.fixed(text) == "{\n  a = ''\n  b \n\n\n\tc\n  '';\n\n  d = 1;\n}\n"


def test_mending_leaves_a_correct_file_alone():
    assert nix_style.fixed(RIGHT) == RIGHT


def parsed(text):
    """The parts of a program as Nix reads it. Nix prints attributes in an order of its own, which differs by run."""
    command = ["nix-instantiate", "--parse", "-"]
    printed = subprocess.run(command, input=text, check=True, stdout=subprocess.PIPE, text=True).stdout
    return sorted(re.findall(r"\w+|\S", printed))


def untidy(text):
    """The same program with tabs, white space and blank lines added outside of its strings."""
    lines = nix_style.parse(text)
    texts = [line.text if line.ends_within else f"{line.text} \n\n" for line in lines]
    return "\n".join(
        content if line.starts_within else re.sub("^  ", "\t", content)
        for content, line in zip(texts, lines, strict=True)
    )


def test_mending_changes_no_meaning():
    for file in tracked.by_kind(tracked.files("lib"))["nix"]:
        text = untidy(file.read_text())
        assert parsed(nix_style.fixed(text)) == parsed(text), file


def test_the_command_mends_prints_and_exits_with_1_if_a_fault_is_left(tmp_path, capsys):
    file = tmp_path / "a.nix"
    file.write_text("{\n\n   a = 1; \n}\n")
    assert nix_style.main([str(file)]) == 1
    assert capsys.readouterr().out == textwrap.dedent(f"""\
        {file}:2: a blank line at the start of a block
        {file}:3: indented by 3 spaces: use a multiple of 2
        {file}:3: white space at the end of the line
        """)
    assert nix_style.main(["--fix", str(file)]) == 1
    assert capsys.readouterr().out == f"{file}:2: indented by 3 spaces: use a multiple of 2\n"
    assert file.read_text() == "{\n   a = 1;\n}\n"
    file.write_text("{\n  a = 1;\n}\n")
    assert nix_style.main(["--fix", str(file)]) == 0
    assert nix_style.main([]) == 2
