import os
import pathlib

from kernel_builder.command.pins.fetchers import File, read_fetcher, run_script

SCRIPTS = pathlib.Path(__file__).resolve().parents[4] / "pkgs/base/fetchers"
TEXT = 'Derive([("out","/nix/store/0-{name}","r:sha256","00")],[],[],"x","/bin/sh",["/f"],[{attributes}])'


def derivation(**attributes):
    words = ",".join(f'("{name}","{value}")' for name, value in {"name": "n", **attributes}.items())
    return TEXT.format(name=attributes.get("name", "n"), attributes=words)


def test_a_wheel_is_one_file_with_the_variables_of_its_script():
    fetcher = read_fetcher(
        derivation(__noChroot="1", requirement="a==1", file="a-1.whl", outputHash="ff", size="7", pythonVersion="3.11",
                   renew="python")
    )  # fmt: skip
    assert fetcher.script == "fetch-distribution.sh" and fetcher.files == (File("a-1.whl", "ff"),)
    assert (fetcher.size, fetcher.output) == (7, "/nix/store/0-n")
    assert fetcher.variables == {
        "requirement": "a==1", "file": "a-1.whl", "pythonVersion": "3.11", "fallbackIndex": "", "outputHash": "ff",
        "renew": "python",
    }  # fmt: skip


def test_packages_of_debian_are_files_with_their_paths():
    fetcher = read_fetcher(derivation(__noChroot="1", files="pool/a.deb aa pool/b.deb bb", size="9"))
    assert fetcher.script == "fetch-debs.sh" and fetcher.files == (File("pool/a.deb", "aa"), File("pool/b.deb", "bb"))


def test_an_archive_of_nvidias_has_its_path_as_its_name():
    fetcher = read_fetcher(derivation(__noChroot="1", path="nvcc/a.tar.xz", outputHash="cc"))
    assert fetcher.script == "fetch-nvidia.sh" and fetcher.files == (File("nvcc/a.tar.xz", "cc"),)
    assert fetcher.size == 0


def test_another_derivation_is_no_fetcher():
    assert read_fetcher(derivation(files="pool/a.deb aa")) is None
    assert read_fetcher(derivation(__noChroot="1", src="/x")) is None
    assert read_fetcher("") is None


def test_a_file_is_in_the_store_under_its_own_name(tmp_path):
    debs = read_fetcher(derivation(__noChroot="1", files="pool/a.deb aa pool/b.deb bb"))._replace(output=str(tmp_path))
    (tmp_path / "a.deb").touch()
    assert [debs.in_store(file) for file in debs.files] == [tmp_path / "a.deb", None]
    wheel = read_fetcher(derivation(__noChroot="1", requirement="a==1", file="a.whl", outputHash="ff"))
    assert wheel._replace(output=str(tmp_path / "a.deb")).in_store(wheel.files[0]) == tmp_path / "a.deb"


def test_a_script_fetches_as_a_build_does_and_its_error_comes_back(tmp_path, monkeypatch):
    content = b"archive"
    digest = "7dc7da4e7ea9e8d2d1c8ab5f25ca1d79a1d1ab2f2a5ffd8ff3ad1e7dcd53f6a0"
    monkeypatch.setenv("KERNEL_BUILDER_NVIDIA_MIRROR", f"file://{tmp_path}")
    monkeypatch.setenv("KERNEL_BUILDER_SETTINGS", os.devnull)
    fetcher = read_fetcher(derivation(__noChroot="1", path="a.tar.xz", outputHash=digest, renew="cuda"))
    error = run_script(fetcher, fetcher.files, SCRIPTS, tmp_path / "target")
    assert error.startswith(f"error: file://{tmp_path}/a.tar.xz could not be fetched: cp: ")
    (tmp_path / "a.tar.xz").write_bytes(content)
    assert run_script(fetcher, fetcher.files, SCRIPTS, tmp_path / "target") == ""
    assert (tmp_path / "target").read_bytes() == content
