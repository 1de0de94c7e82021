"""The list of a repository's files, by kind."""

import subprocess

import pytest
import tracked


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.nix", "", "nix"),
        ("a.py", "", "python"),
        ("a.sh", "", "shell"),
        ("a.md", "#!/bin/sh\n", ""),
        ("run", "#!/bin/sh\n", "shell"),
        ("run", "#!/usr/bin/env bash\n", "shell"),
        ("run", "#!/usr/bin/env python3\n", "python"),
        ("run", "#!/usr/bin/fish-not\n", ""),
        ("LICENSE", "Text.\n", ""),
    ],
)
def test_the_kind_goes_by_suffix_or_first_line(tmp_path, name, text, expected):
    file = tmp_path / name
    file.write_text(text)
    assert tracked.kind(file) == expected


def test_files_are_those_that_git_tracks_and_new_ones(tmp_path):
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    for name in ("tracked.nix", "removed.nix", "new.sh", "ignored.py", "folder/deep.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / ".gitignore").write_text("ignored.py\n")
    (tmp_path / "link.nix").symlink_to("tracked.nix")
    subprocess.run([*git, "add", "tracked.nix", "removed.nix"], check=True)
    (tmp_path / "removed.nix").unlink()
    listed = tracked.files(folder=tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in listed] == [
        ".gitignore",
        "folder/deep.py",
        "new.sh",
        "tracked.nix",
    ]
    assert tracked.files("folder", folder=tmp_path) == [tmp_path / "folder/deep.py"]
    assert tracked.by_kind(listed) == {
        "": [tmp_path / ".gitignore"],
        "nix": [tmp_path / "tracked.nix"],
        "python": [tmp_path / "folder/deep.py"],
        "shell": [tmp_path / "new.sh"],
    }
