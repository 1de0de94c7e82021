"""The words of a command line for SYCL's compiler, by the program that they are for (pkgs/sycl/driver/options.py)."""

import pytest
from scripts import load_script


@pytest.fixture(scope="module")
def options():
    return load_script("sycl/driver/options.py")


def test_cmakes_command_for_an_object_is_sorted(options):
    words = (
        "-DA=1 -I/k -isystem /torch -O3 -DNDEBUG -std=c++17 -fPIC -fvisibility=hidden -fsycl -fp-model=precise "
        "-MD -MT a.o -MF a.d -o a.o -c /k/a.cpp -Xclang -x"
    )
    found = options.sort_options(words.split())
    assert found.sycl and not found.links
    assert found.sources == ["/k/a.cpp"] and found.output == ["-o", "a.o"]
    shared = "-DA=1 -I/k -isystem /torch -DNDEBUG -std=c++17 -ffp-model=precise -Xclang -x"
    assert found.device == shared.split()
    for_host = ["-O3", "-fPIC", "-fvisibility=hidden", "-MD", "-MT", "a.o", "-MF", "a.d", "-c"]
    assert sorted(found.host) == sorted([*shared.split(), *for_host])


def test_cmakes_command_for_a_library_is_sorted(options):
    found = options.sort_options(
        [
            "-fPIC",
            "-O3",
            "-fsycl",
            "-Wl,--as-needed",
            "-L/torch",
            "-shared",
            "-o",
            "a.so",
            "a.o",
            "-ltorch",
            "/lib/b.so",
        ]
    )
    assert found.links and not found.sources
    assert found.link == ["-fPIC", "-O3", "-Wl,--as-needed", "-L/torch", "-shared", "a.o", "-ltorch", "/lib/b.so"]


@pytest.mark.parametrize(
    "words, device, host",
    [
        ("-fsycl-device-code-split=per_kernel", ["-fsycl-device-code-split=per_kernel"], []),
        (
            "-fsycl-id-queries-fit-in-int",
            ["-fsycl-id-queries-fit-in-int"],
            ["-D__SYCL_ID_QUERIES_FIT_IN_INT__=1"],
        ),
        ("-fsycl-targets=spir64", [], []),
        ("-sycl-std=2020", ["-sycl-std=2020"], []),
        ("-fp-model fast", ["-ffp-model=fast"], ["-ffp-model=fast"]),
        ("-march=native", [], ["-march=native"]),
    ],
)
def test_options_of_dpcpp_reach_the_compiler_that_knows_them(options, words, device, host):
    found = options.sort_options(words.split())
    assert (found.device, found.host) == (device, host)


@pytest.mark.parametrize(
    "words", ["-Xs -ze-opt-large-register-file", "-Xsycl-target-backend -ze-opt-large-register-file"]
)
def test_options_for_the_driver_are_kept_for_it(options, words):
    assert options.sort_options(words.split()).driver == ["-ze-opt-large-register-file"]


def test_such_an_option_may_be_one_word(options):
    assert options.sort_options(["-Xs-cl-fast-relaxed-math"]).driver == ["-cl-fast-relaxed-math"]


@pytest.mark.parametrize(
    "words, named",
    [(["-fsycl-targets=spir64_gen"], "-fsycl-targets=spir64_gen"), (["-Xs", "-device pvc"], "-Xs -device pvc")],
)
def test_code_for_one_gpu_is_refused_with_the_option(options, words, named):
    with pytest.raises(options.Refused) as error:
        options.sort_options(words)
    assert str(error.value) == (
        f"{named}: device code is SPIR-V here, and the driver compiles it for the GPU that it finds: remove the option"
    )
