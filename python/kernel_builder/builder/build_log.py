"""The line of a build's log that tells why the build failed."""

import itertools
import re

# Lines of build tools that mention errors but are none, or only repeat that one happened.
NOISE = re.compile(
    r"""
      \[\d+/\d+\]                      # Ninja's progress, which may name a file error.cpp
    | FAILED:                          # Ninja
    | ninja:\ (build\ stopped|error:\ build\ stopped)
    | \[\ *\d+%\]                      # Make's progress
    | g?make(\[\d+\])?:\ \*\*\*
    | collect2:\ (fatal\ )?error:\ ld\ returned
    | clang[^:]*:\ error:\ linker\ command\ failed
    | (:\ &&\ )?(\S+=\S+\ )*/\S+/bin/[^\s:]+\    # a command line
    """,
    re.X,
)
# The first messages of compilers and linkers, in the forms that these programs document or print.
MESSAGES = [
    # g++ and clang: `a.cpp:3:5: error: …`; nvcc: `a.cu(3): error: …` and `a.cu(3): catastrophic error: …`.
    r"^\S[^:(]*(:\d+(:\d+)?|\(\d+\)): (fatal |catastrophic )?error\b",
    # ptxas: `ptxas a.ptx, line 3; error : …`, `ptxas fatal : …`, `ptxas error : …`; and nvlink the same.
    r"^(ptxas|nvlink)\b.*\b(error|fatal)\s*:",
    # cicc or another program of nvcc dies: `nvcc error : 'cicc' died due to signal 11`.
    r"^nvcc (error|fatal)\s*:",
    # The linkers: `a.cpp:(.text+0x5): undefined reference to …`, `ld: … multiple definition of …`.
    r"undefined (reference to|symbol)|multiple definition of|relocation .* can not be used|duplicate symbol",
    r"\b(ld|ld\.lld|lld)(: error)?: (cannot find|unable to find)",
]
# "error" as a word, and not in the name of a file.
WORD = re.compile(r"(?<![\w/.-])error(?![\w/.-])", re.I)
# The folder of the sources in a build, sandboxed or not (pkgs/base/stdenv/setup.sh).
FOLDER = re.compile(r"(/build|/\S*nix-build-\S*?\.drv-\d+(/build)?)/source/")


# The linker names the object with its folder, `CMakeFiles/k.dir/src/a.cpp.o`, but the source without.
OBJECT = re.compile(r"CMakeFiles/\S+?\.dir/(\S+)\.o: (in function .*:)$")
PLACE = re.compile(r"^\S+:\(\.text\S*\): ")
# Programs that nvcc starts, their temporary files, and Ninja's line about the object that could not be made.
GPU_TOOLS = re.compile(r"(ptxas|nvlink|nvcc)\b")
TEMPORARY = re.compile(r"/\S*/tmpxft_\w+-\w+-\d+_|/\S*/tmpxft_\w+-\d+_")
NINJAS_OBJECT = re.compile(r"^FAILED: .*?CMakeFiles/\S+?\.dir/(\S+)\.o\b")
# A file of Torch or of the compiler.
FOREIGN = re.compile(r"^/nix/store/[a-z0-9]+-[^/]+/(?:lib/python[\d.]+/site-packages/|bin/)?")
# A message about a line of a file.
IN_LINE = re.compile(r"\S+(:\d+|\(\d+\)):? ")
# The lines above a compiler's error that tell its place, and among them the kernel's file that includes another.
ABOVE = re.compile(r"^(In file included )?from |: (In|At) .*:$|\brequired (from|by) ")
INCLUDED_FROM = re.compile(r"^(?:In file included )?from ([^/\s][^\s,:]*:\d+)")


def _of_gpu_tools(line: str, above: list[str]) -> str:
    """A message of ptxas, nvlink or nvcc, which name no source, with the source that Ninja was compiling."""
    failed = next((match[1] for match in map(NINJAS_OBJECT.search, reversed(above)) if match), None)
    return f"{failed + ': ' if failed else ''}{TEMPORARY.sub('', line)}"


def _above(lines: list[str], index: int) -> list[str]:
    """The lines about the place of the error at an index, the nearest first."""
    return list(itertools.takewhile(ABOVE.search, reversed(lines[:index])))


def _with_place(line: str, lines: list[str]) -> str:
    """A message with what the lines beside it say of its place."""
    index = lines.index(line)
    named = OBJECT.search(lines[index - 1]) if index else None
    if named and PLACE.search(line):
        return f"{named[1]}: {named[2]} {PLACE.sub('', line)}"
    if GPU_TOOLS.match(line):
        return _of_gpu_tools(line, lines[:index])
    foreign = FOREIGN.sub("", line)
    if foreign != line:
        above = _above(lines, index) if IN_LINE.match(foreign) else []
        own = [match[1] for match in map(INCLUDED_FROM.match, above) if match]
        return f"{own[0] + ': ' if own else ''}{foreign}"
    if line.startswith("CMake Error") and line.endswith(":") and index + 1 < len(lines):
        return f"{line} {lines[index + 1]}"
    return line


def first_error(log: list[str]) -> str:
    """The first message of a compiler or linker in a log.

    If there is none, the first line with the word "error", else the last line. Paths are as in the kernel's folder.
    """
    lines = [FOLDER.sub("", line.strip()) for line in log if line.strip()]
    told = [line for line in lines if not NOISE.match(line)]
    messages = [line for line in told if any(re.search(pattern, line) for pattern in MESSAGES)]
    errors = [line for line in told if WORD.search(line)]
    chosen = messages or errors or told[-1:] or lines[-1:]
    return _with_place(chosen[0], lines) if chosen else ""


def remedies_of(log: list[str]) -> list[str]:
    """The lines that follow the first error of kernel-builder itself in a log, and say what mends it."""
    start = next((number for number, line in enumerate(log) if line.startswith("error: ")), len(log))
    return [line.strip() for line in itertools.takewhile(lambda line: line.startswith("  "), log[start + 1 :])]
