"""Python, Nix and the Hub's parser read generated files alike; `./run fuzz` reads some thousands."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "tests/fuzz"))

import agree  # noqa: E402
from generate import samples  # noqa: E402


def test_three_readers_agree(tmp_path):
    result = agree.compare(tmp_path, samples(600, 1))
    assert result.disagreements == []
    assert result.accepted > 60 and result.stricter > 60
