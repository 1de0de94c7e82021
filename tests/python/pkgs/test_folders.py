"""The folders of Nix code depend on one another in one direction: lib → overlays → pkgs."""

import re

import pytest
from scripts import ROOT

# Folder → the folders that its files may not name.
FORBIDDEN = {"pkgs": ["overlays", "lib"], "overlays": ["lib"]}


@pytest.mark.parametrize("folder, other", [(folder, other) for folder, others in FORBIDDEN.items() for other in others])
def test_a_folder_names_no_folder_that_depends_on_it(folder, other):
    relative_path = re.compile(rf"\.\./{other}\b")
    files = sorted((ROOT / folder).rglob("*.nix"))
    assert files
    naming = [str(file.relative_to(ROOT)) for file in files if relative_path.search(file.read_text())]
    assert naming == []
