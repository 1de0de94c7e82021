from kernel_builder.command.doctor.machine import Finished
from kernel_builder.command.nix.fetches import DEBS, NVIDIA, WHEELS, Fetch, describe, planned, read_fetch

DERIVATION = 'Derive([("out","/nix/store/0-a","","")],[],["/nix/store/f"],"x","/bin/sh",["/f/{script}"],[{attributes}])'


def derivation(script, **attributes):
    text = ",".join(f'("{name}","{value}")' for name, value in attributes.items())
    return DERIVATION.format(script=script, attributes=text)


class Machine:
    """A machine whose fetchers find a mirror and a pip."""

    def __init__(self, **environment):
        self.environment = environment

    def settings(self):
        return {}

    def fetcher(self, script):
        return script

    def run(self, *words, variables=None):
        outputs = {
            "mirrors.sh": "apt\thttp://me:secret@mirror.test/debian\n",
            "pip.sh": "python3 -m pip\n",
        }
        if words[0] == "sh":
            return Finished(0, outputs[words[1]], "")
        return Finished(0, "global.index-url='https://index.test/simple'\n" if "config" in words else "", "")


def test_wheels_and_packages_are_counted_with_their_sizes():
    assert read_fetch(derivation(WHEELS, size="42", file="a.whl")) == [Fetch(WHEELS, 1, 42)]
    assert read_fetch(derivation(DEBS, size="9", files="pool/a 11 pool/b 22")) == [Fetch(DEBS, 2, 9)]
    assert read_fetch(derivation(NVIDIA)) == [Fetch(NVIDIA, 1, 0)]
    assert read_fetch(derivation("fetch-busybox.sh", size="5", files="pool/a 11")) == [Fetch(DEBS, 1, 5)]
    assert read_fetch(derivation("build.sh", size="42")) == []


def test_the_output_of_nix_names_the_derivations_and_the_caches():
    text = "these 1 derivations will be built:\n  /nix/store/none.drv\n"
    text += "these 3 paths will be fetched (1.50 MiB download, 4.00 MiB unpacked):\n  /nix/store/a\n"
    assert planned(text) == [Fetch("", 1, 3 * 2**19)]
    assert planned("") == []


def test_one_line_tells_how_much_comes_from_where_and_no_password():
    fetches = [Fetch(WHEELS, 1, 340 * 10**6), Fetch(WHEELS, 1, 5 * 10**6), Fetch(DEBS, 67, 85 * 10**6)]
    assert describe(fetches, Machine()) == (
        "to fetch, 430 MB in all: 345 MB in 2 wheels from https://index.test/simple (pip's index); "
        "85 MB in 67 Debian packages from http://***@mirror.test/debian (named by apt)"
    )
    assert describe([Fetch(NVIDIA, 1, 0), Fetch("", 1, 10**9)], Machine(KERNEL_BUILDER_MIRROR="/files")) == (
        "to fetch, 1.0 GB in all: an unknown size in 1 archive from NVIDIA; 1.0 GB from binary caches"
        "; files by hash first from /files"
    )
    assert describe([], Machine()) == ""
