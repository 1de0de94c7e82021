import random

import pytest

from kernel_builder.builder.build_log import first_error, remedies_of

# Ninja prints it before the output of the command that failed.
OF_A_CU = "FAILED: CMakeFiles/kernel_k.dir/a.cu.o"
LD = "/nix/store/0-debian-root/bin/ld"
# The first messages of each program as it prints them, and the lines that the summary shows.
MESSAGES = [
    (["/build/source/src/a.cpp:3:5: error: expected ;"], "src/a.cpp:3:5: error: expected ;"),
    (["/build/source/a.cpp:2:10: fatal error: b.h: No such file"], "a.cpp:2:10: fatal error: b.h: No such file"),
    (["/tmp/nix-build-k.drv-0/source/a.cu(12): error: name"], "a.cu(12): error: name"),
    (
        [
            "In file included from /nix/store/0-t/lib/python3.11/site-packages/torch/include/torch/extension.h:5,",
            "                 from /build/source/src/a.cpp:3:",
            "/nix/store/0-t/lib/python3.11/site-packages/torch/include/pybind11/b.h:108:35: error: expected ‘)’",
        ],
        "src/a.cpp:3: torch/include/pybind11/b.h:108:35: error: expected ‘)’",
    ),
    (["/build/source/a.cu(1): catastrophic error: cannot open"], "a.cu(1): catastrophic error: cannot open"),
    (
        [OF_A_CU, "ptxas a.ptx, line 3; error   : Arguments mismatch"],
        "a.cu: ptxas a.ptx, line 3; error   : Arguments mismatch",
    ),
    (
        [
            "FAILED: [code=255] CMakeFiles/kernel_k.dir/src/k.cu.o ",
            "/nix/store/0-cuda/bin/nvcc -c /build/source/src/k.cu -o CMakeFiles/kernel_k.dir/src/k.cu.o",
            "ptxas /build/tmpxft_00000072_00000000-6_k.ptx, line 26; error   : Unknown modifier '.instr'",
        ],
        "src/k.cu: ptxas k.ptx, line 26; error   : Unknown modifier '.instr'",
    ),
    (
        [
            "FAILED: CMakeFiles/kernel_k.dir/k.cu.o",
            "ptxas error   : Entry function '_Z1kPf' uses too much shared data (0x493e0 bytes, 0xc000 max)",
        ],
        "k.cu: ptxas error   : Entry function '_Z1kPf' uses too much shared data (0x493e0 bytes, 0xc000 max)",
    ),
    (
        [OF_A_CU, "ptxas fatal   : Unresolved extern function 'f'"],
        "a.cu: ptxas fatal   : Unresolved extern function 'f'",
    ),
    ([OF_A_CU, "nvcc error   : 'cicc' died due to signal 11"], "a.cu: nvcc error   : 'cicc' died due to signal 11"),
    (
        [
            f"{LD}: CMakeFiles/kernel_k.dir/src/a.cpp.o: in function `f()':",
            "a.cpp:(.text+0x1): undefined reference to `g()'",
        ],
        "src/a.cpp: in function `f()': undefined reference to `g()'",
    ),
    (
        [f"{LD}: b.o: multiple definition of `f'; a.o: first defined here"],
        "ld: b.o: multiple definition of `f'; a.o: first defined here",
    ),
    ([f"{LD}: cannot find -lyes: No such file or directory"], "ld: cannot find -lyes: No such file or directory"),
    (
        ["CMake Error at CMakeLists.txt:3 (message):", "  no such backend"],
        "CMake Error at CMakeLists.txt:3 (message): no such backend",
    ),
    (["error: __init__.py:1: it imports pandas"], "error: __init__.py:1: it imports pandas"),
]
BEFORE = [
    "[2/5] Building CXX object CMakeFiles/kernel_k.dir/src/error.cpp.o",
    "[ 40%] Building CXX object CMakeFiles/kernel_k.dir/src/error.cpp.o",
    "FAILED: [code=1] CMakeFiles/k.dir/error.cpp.o",
    "/nix/store/0-gcc/bin/g++ -Derror=1 -o error.o -c /build/source/error.cpp",
    ": && /nix/store/0-gcc/bin/g++ -shared -o error.so",
    "In file included from /build/source/src/error.h:3,",
    "-- Detecting CXX compiler ABI info - done",
    "",
]
AFTER = [
    "/build/source/src/z.cpp:9:5: error: a later one",
    "collect2: error: ld returned 1 exit status",
    "ninja: build stopped: subcommand failed.",
    "make: *** [Makefile:2: all] Error 2",
    *BEFORE,
]


@pytest.mark.parametrize("lines, shown", MESSAGES)
def test_the_reason_is_the_first_message_of_a_program_whatever_stands_around_it(lines, shown):
    for seed in range(50):
        choose = random.Random(seed)
        # A later compile error is a better reason than CMake's or a check's, so only messages of programs get one.
        after = AFTER if "error: __init__" not in lines[0] and "CMake" not in lines[0] else AFTER[1:]
        log = [*choose.sample(BEFORE, 4), *lines, *choose.sample(after, 5)]
        assert first_error(log) == (shown or lines[0])


@pytest.mark.parametrize(
    "log, line",
    [
        (["one", "fatal Error: x", "error: y"], "fatal Error: x"),
        (["one", "terrors", "  killed ", ""], "killed"),
        (["collect2: error: ld returned 1 exit status"], "collect2: error: ld returned 1 exit status"),
        ([], ""),
    ],
)
def test_a_log_without_such_a_message_gives_the_first_error_or_the_last_line(log, line):
    assert first_error(log) == line


def test_the_remedies_of_kernel_builders_own_error_follow_it():
    log = ["one", "error: a.py:1: it imports b", "  add it", "  or remove it", "rule: a kernel …", "  no remedy"]
    assert remedies_of(log) == ["add it", "or remove it"]
    assert remedies_of(["a.cpp:1: error: x", "  | y"]) == []
