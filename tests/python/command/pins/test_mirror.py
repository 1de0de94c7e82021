import hashlib
import json

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.pins.fetchers import Fetcher, File
from kernel_builder.command.pins.mirror import Mirror, described, fill, unique

CONTENT = b"a file"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
FILE = File("a-1.whl", SHA256)


@pytest.fixture
def mirror(tmp_path):
    (tmp_path / "mirror").mkdir()
    return Mirror(tmp_path / "mirror")


def fetcher(tmp_path, file=FILE, stored=None, size=6):
    """A fetcher whose file is in the store if `stored` is its content."""
    path = tmp_path / "stored"
    if stored is not None:
        path.write_bytes(stored)
    return Fetcher(file.name, "fetch-distribution.sh", (file,), size, str(path), {"file": file.name})


@pytest.fixture
def scripts(tmp_path):
    """A fetcher's script that writes the content of `served`, if that file exists."""
    folder = tmp_path / "scripts"
    folder.mkdir()
    text = f'cp {tmp_path}/served "$out" || {{ echo "error: no index has $file" >&2; exit 1; }}\n'
    (folder / "fetch-distribution.sh").write_text(text)
    return folder


def names(mirror):
    return sorted(path.name for path in mirror.folder.iterdir())


def test_a_file_of_the_store_is_copied_and_nothing_is_fetched(mirror, tmp_path):
    assert mirror.fill(fetcher(tmp_path, stored=CONTENT), tmp_path / "no-scripts") == ""
    assert names(mirror) == [SHA256] and (mirror.folder / SHA256).read_bytes() == CONTENT
    assert (mirror.folder / SHA256).stat().st_mode & 0o777 == 0o644


def test_another_file_is_fetched_as_a_build_does(mirror, tmp_path, scripts):
    (tmp_path / "served").write_bytes(CONTENT)
    assert mirror.fill(fetcher(tmp_path), scripts) == ""
    assert names(mirror) == [SHA256]


def test_a_file_that_is_there_stays(mirror, tmp_path):
    (mirror.folder / SHA256).write_bytes(CONTENT)
    assert mirror.fill(fetcher(tmp_path), tmp_path / "no-scripts") == ""


def test_an_altered_file_is_refused_and_nothing_of_it_stays(mirror, tmp_path):
    with pytest.raises(UserError) as error:
        mirror.fill(fetcher(tmp_path, stored=b"altered"), tmp_path)
    assert str(error.value) == (
        f"error: {tmp_path}/stored does not have the pinned hash of a-1.whl\n  it must be {SHA256}"
    )
    assert names(mirror) == []


def test_what_cannot_be_fetched_is_reported_and_the_others_are_there(mirror, tmp_path, scripts, monkeypatch):
    monkeypatch.setenv("KERNEL_BUILDER_FETCHERS", str(scripts))
    gone = Fetcher("gone", "fetch-distribution.sh", (File("gone", "0" * 64),), 1, "/none", {"file": "gone"})
    assert fill(mirror, [gone, fetcher(tmp_path, stored=CONTENT)])[0].endswith("error: no index has gone")
    assert names(mirror) == [SHA256]


def test_the_list_has_the_names_and_the_sizes_of_all_files_also_of_earlier_runs(mirror, tmp_path):
    (mirror.folder / SHA256).write_bytes(CONTENT)
    (mirror.folder / "index.json").write_text('{"00": {"name": "older", "size": 1}}')
    mirror.write_index([fetcher(tmp_path)])
    assert json.loads((mirror.folder / "index.json").read_text()) == {
        SHA256: {"name": "a-1.whl", "size": 6},
        "00": {"name": "older", "size": 1},
    }


def test_a_part_is_described_by_its_files_and_bytes_and_each_file_counts_once(tmp_path):
    same = [fetcher(tmp_path, size=3_000_000), fetcher(tmp_path, size=3_000_000)]
    assert described("part", unique(same)) == "part: 1 files, 3 MB"
