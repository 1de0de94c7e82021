"""Sort the words of a compiler's command line by the program that they are for."""

import dataclasses

# Options of both compilers, with their value in the next word.
SEPARATE = ["-D", "-U", "-I", "-isystem", "-iquote", "-idirafter", "-include", "-imacros", "-Xclang", "-mllvm"]
# Options of the host's compiler alone, with their value in the next word.
SEPARATE_HOST = ["-MF", "-MT", "-MQ", "-x"]
# Options of the linker, with their value in the next word.
SEPARATE_LINK = ["-L", "-Xlinker", "-z", "-u", "-T"]
# Beginnings of options of both compilers. Device code has its own optimization, processor and debug information.
SHARED = ["-D", "-U", "-I", "-isystem", "-iquote", "-idirafter", "-include", "-std=", "-W", "-w", "-f", "-pedantic"]
# Beginnings of options in SHARED that are about the host's code alone.
HOST = ["-Wa,", "-Wp,", "-fPIC", "-fpic", "-fPIE", "-fpie", "-fvisibility", "-fopenmp", "-flto"]
# Beginnings of options of the linker.
LINK = ["-Wl,", "-l", "-L", "-shared", "-static", "-rdynamic", "-fuse-ld", "-nostdlib"]
# Options that stop before linking, or that ask a question.
COMPILE_ONLY = ["-c", "-S", "-E", "-M", "-MM", "-fsyntax-only", "--version", "-dumpversion", "-dumpmachine"]
# Options of DPC++ for the driver that compiles SPIR-V on the user's machine. They are stored with the device code.
DRIVER = ["-Xsycl-target-backend", "-Xs"]
# Sources, by their endings.
SOURCES = (".c", ".cc", ".cpp", ".cxx", ".c++", ".C", ".CPP")


class Refused(Exception):
    """An option that this compiler cannot follow. The text is for the user."""


@dataclasses.dataclass
class Options:
    """The words for each program. driver: for the driver that compiles SPIR-V. sources: the files to compile."""

    sycl: bool = False
    links: bool = True
    output: list[str] = dataclasses.field(default_factory=list)
    sources: list[str] = dataclasses.field(default_factory=list)
    host: list[str] = dataclasses.field(default_factory=list)
    device: list[str] = dataclasses.field(default_factory=list)
    link: list[str] = dataclasses.field(default_factory=list)
    driver: list[str] = dataclasses.field(default_factory=list)


def _begins(word, beginnings):
    return any(map(word.startswith, beginnings))


def _add_driver_option(options, value):
    if "-device" in value.split():
        raise Refused(
            f"-Xs {value}: device code is SPIR-V here, and the driver compiles it for the GPU that it finds: "
            "remove the option"
        )
    options.driver.append(value)


def _take_sycl(options, word, rest):
    """Take an option of DPC++ or icpx. Returns whether it was one."""
    if word == "-fsycl":
        options.sycl = True
    elif word.startswith("-fsycl-targets="):
        if word != "-fsycl-targets=spir64":
            raise Refused(
                f"{word}: device code is SPIR-V here, and the driver compiles it for the GPU that it finds: "
                "remove the option"
            )
    elif _begins(word, ["-fsycl-", "-fno-sycl-", "-sycl-std="]):
        options.device.append(word)
        if word == "-fsycl-id-queries-fit-in-int":
            # DPC++ defines this for both parts.
            options.host.append("-D__SYCL_ID_QUERIES_FIT_IN_INT__=1")
    elif word in DRIVER:
        _add_driver_option(options, next(rest, ""))
    elif word.startswith("-Xs-"):
        _add_driver_option(options, word[len("-Xs") :])
    elif word.startswith("-fp-model"):
        # clang has another name for it.
        value = word.partition("=")[2] or next(rest, "")
        options.host.append(f"-ffp-model={value}")
        options.device.append(f"-ffp-model={value}")
    else:
        return False
    return True


def _take_common(options, word, rest):
    """Take any other word."""
    if word == "-o":
        options.output = [word, next(rest, "")]
    elif word in SEPARATE:
        pair = [word, next(rest, "")]
        options.host += pair
        options.device += pair
    elif word in SEPARATE_HOST:
        options.host += [word, next(rest, "")]
    elif word in SEPARATE_LINK:
        options.link += [word, next(rest, "")]
    elif not word.startswith("-"):
        (options.sources if word.endswith(SOURCES) else options.link).append(word)
    elif _begins(word, LINK):
        options.link.append(word)
    elif _begins(word, SHARED) and not _begins(word, HOST):
        options.host.append(word)
        options.device.append(word)
    else:
        # Such as -O3, -pthread and -m64: GCC takes them when it links, too.
        options.host.append(word)
        options.link.append(word)


def sort_options(words: list[str]) -> Options:
    """Sort the words. Raises Refused for an option of DPC++ that cannot be followed."""
    options, rest = Options(), iter(words)
    for word in rest:
        if not _take_sycl(options, word, rest):
            _take_common(options, word, rest)
    options.links = not any(word in COMPILE_ONLY for word in words)
    return options
