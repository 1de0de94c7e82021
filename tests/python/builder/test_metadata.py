import json

from kernels._rust import Metadata

from kernel_builder import __version__
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.metadata import provenance, write_metadata

COMMIT = {"commit": "a" * 40, "dirty": False}


def test_provenance_has_both_revisions_and_the_compiler(facts_of):
    dirty = {**COMMIT, "dirty": True}
    facts = facts_of(revisions={"kernel-builder": COMMIT, "kernel": dirty}, deviceCompiler="nvcc 13.0")
    assert provenance(facts, sandboxed=True) == {
        "kernel-builder": {"version": __version__, "git": COMMIT},
        "kernel": dirty,
        "device-compiler": "nvcc 13.0",
    }


def test_provenance_leaves_out_the_unknown(facts_of):
    assert provenance(facts_of(), sandboxed=True) == {"kernel-builder": {"version": __version__}}


def test_a_build_without_the_sandbox_is_marked(variant, kernel, facts_of):
    write_metadata(facts_of(), read_config(kernel), sandboxed=False)
    document = json.loads((variant / "metadata.json").read_text())
    assert document["provenance"] == {"kernel-builder": {"version": __version__}, "sandboxed": False}


def test_the_file_has_the_keys_that_kernels_reads(variant):
    document = json.loads((variant / "metadata.json").read_text())
    assert list(document) == [
        "id",
        "name",
        "version",
        "license",
        "python-depends",
        "backend",
        "digest",
        "provenance",
    ]
    assert document["backend"] == {"type": "cpu"} and document["id"] == "_small_cpu_0123456"
    assert list(document["digest"]["files"]) == sorted(document["digest"]["files"])


def test_device_code_and_the_packages_of_a_backend_are_named(variant, kernel, facts_of):
    file = kernel / "build.toml"
    file.write_text(file.read_text() + '[general.cuda]\npython-depends = ["nvidia-cutlass-dsl"]\n')
    write_metadata(facts_of(backend="cuda", archs=["8.0", "9.0a"]), read_config(kernel), sandboxed=True)
    document = json.loads((variant / "metadata.json").read_text())
    assert document["backend"] == {"type": "cuda", "archs": ["8.0", "9.0a"]}
    assert document["python-depends"] == ["nvidia-cutlass-dsl"]


def test_other_kernels_are_named_as_kernels_reads_them(variant, kernel, facts_of):
    file = kernel / "build.toml"
    general = '[general]\nkernel-depends = [{ repo-id = "a/b", version = 2 }]'
    cuda = '[general.cuda]\nkernel-depends = [{ repo-id = "c/d", revision = "v1" }]\n'
    file.write_text(file.read_text().replace("[general]", general) + cuda)
    write_metadata(facts_of(backend="cuda"), read_config(kernel), sandboxed=True)
    metadata = Metadata.read_from_file(variant / "metadata.json")
    assert [(item.repo_id, str(item.version)) for item in metadata.kernel_depends] == [
        ("a/b", "KernelVersion.Version(version=2)"),
        ("c/d", 'KernelVersion.Revision(revision="v1")'),
    ]
    write_metadata(facts_of(backend="cpu"), read_config(kernel), sandboxed=True)
    document = json.loads((variant / "metadata.json").read_text())
    assert document["kernel-depends"] == [{"repo-id": "a/b", "version": 2}]
