"""Virtual environments of links (pkgs/python/make-environment.py)."""

import pytest
from scripts import load_script

SITE = "lib/python3.11/site-packages"


@pytest.fixture(scope="module")
def script():
    return load_script("python/make-environment.py")


@pytest.fixture
def package(tmp_path):
    """Make a package with these files: path → text."""

    def make(name, files):
        for path, text in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return tmp_path / name

    return make


@pytest.fixture
def home(tmp_path):
    """The folder of the Python that runs the environment."""
    folder = tmp_path / "debian/usr/bin"
    folder.mkdir(parents=True)
    (folder / "python3.11").write_text("")
    return folder


@pytest.fixture
def environment(script, tmp_path, home):
    """Make an environment of packages."""

    def make(*packages):
        out = tmp_path / "out"
        script.make_environment(out, packages, home, "3.11", SITE)
        return out

    return make


def test_a_folder_of_one_package_is_one_link(package, environment):
    a = package("a", {f"{SITE}/a/__init__.py": ""})
    out = environment(a)
    assert (out / SITE / "a").readlink() == a / SITE / "a"


def test_a_folder_of_several_packages_holds_links(package, environment):
    a = package("a", {f"{SITE}/shared/__init__.py": "same", f"{SITE}/shared/a.py": "", f"{SITE}/shared/c.pyc": "1"})
    b = package("b", {f"{SITE}/shared/__init__.py": "same", f"{SITE}/shared/b.py": "", f"{SITE}/shared/c.pyc": "2"})
    shared = environment(a, b) / SITE / "shared"
    assert not shared.is_symlink()
    assert sorted(path.name for path in shared.iterdir()) == ["__init__.py", "a.py", "b.py", "c.pyc"]
    assert (shared / "b.py").readlink() == b / SITE / "shared/b.py"


def test_two_files_of_one_name_are_refused(package, environment):
    a, b = (package(name, {f"{SITE}/shared/x.py": name}) for name in "ab")
    with pytest.raises(SystemExit) as refusal:
        environment(a, b)
    rows = "".join(f"\n  {folder / SITE}/shared/x.py" for folder in (a, b))
    assert str(refusal.value) == f"error: several packages have the file x.py, with different contents:{rows}"


def test_scripts_of_python_start_with_the_environments_python(package, environment):
    a = package("a", {"bin/tool": "#!/some/python3\nprint()\n", "bin/other": "#!/bin/sh\n"})
    out = environment(a)
    assert (out / "bin/tool").read_text() == f"#!{out}/bin/python3\nprint()\n"
    assert (out / "bin/tool").stat().st_mode & 0o111
    assert (out / "bin/other").readlink() == a / "bin/other"


def test_no_package_replaces_the_environments_python(package, environment, home):
    a = package("a", {"bin/python3": "another"})
    assert (environment(a) / "bin/python3").readlink() == home / "python3.11"


def test_the_environment_names_its_python(environment, home):
    out = environment()
    names = ("python", "python3", "python3.11")
    assert {(out / "bin" / name).readlink() for name in names} == {home / "python3.11"}
    assert (out / "pyvenv.cfg").read_text() == (
        f"home = {home}\ninclude-system-site-packages = false\nversion = 3.11\n"
    )
