"""A compiler of C++ with SYCL: `sycl++`, made of DPC++'s device compiler, clang for the host, and GCC as the linker.

With -fsycl, a source is compiled in these steps:
1. DPC++ compiles the device code to SPIR-V, and writes the integration header, which tells the host's part of SYCL
   about the kernels.
2. The SPIR-V may call nothing that it does not define. Its kernels get unique names.
3. clang compiles the host's code, after the integration header and a header that holds and registers the SPIR-V.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from device import compile_device_code
from naming import rename_in_header, with_unique_names
from options import Refused, sort_options
from registration import registration
from spirv import imports

HERE = pathlib.Path(__file__).resolve().parent
# The compiler's lines about itself.
NOISE = (
    "Device compilation failed",
    "Device linking failed",
    "Post-link phase failed",
    "Parsing of user arguments failed",
    "Detailed information:",
)
# The only option for this that compileSYCL takes. DPC++ warns that it is deprecated.
NO_LIBRARIES = "-fno-sycl-device-lib=all"
# The host's part of SYCL for a compiler that is not DPC++: names of lambdas come from a builtin that clang has too.
# DPC++ has warned about the source already, and knows SYCL's attributes.
HOST = [
    *["-Xclang", "-fsycl-is-host", "-D__SYCL_UNNAMED_LAMBDA__=1"],
    *["-Wno-deprecated-declarations", "-Wno-unknown-attributes"],
]
# Parts of names of functions that DPC++'s other libraries define → what they are for.
NOT_HERE = {
    "__assert_fail": "assert",
    "__sycl_getScalar2020SpecConstantValue": "specialization constants",
    "__sycl_getComposite2020SpecConstantValue": "specialization constants",
    **dict.fromkeys(["__mulsc3", "__muldc3", "__divsc3", "__divdc3"], "arithmetic of std::complex"),
}


def fail(message):
    sys.exit(f"error: {message}")


def say(source, message):
    print(f"sycl++: {source}: {message}", flush=True)


def counted(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"


def demangled(names):
    """Names as C++ writes them."""
    output = subprocess.run([os.environ["SYCL_DEMANGLE"]], input="\n".join(names), capture_output=True, text=True)
    return output.stdout.splitlines()


def check_defined(source, images):
    """Stop if device code calls what no device code of this source defines."""
    names = sorted({name for image in images for name in imports(image.code)})
    if names:
        known = [meaning for part, meaning in NOT_HERE.items() if any(part in name for name in names)]
        remedy = (
            f"kernel-builder's compiler has no {known[0]} for devices"
            if known
            else "define it in this source or in a header: device code of several sources is not linked together"
        )
        fail(f"{source}: its device code calls {', '.join(demangled(names))}, which it does not define\n  {remedy}")


def check_footer(source, footer):
    """Stop if a source has variables on the device that the host looks up: DPC++ would put the footer after it."""
    names = re.findall(r"device_global_map::add\(\(void \*\)&(?:::)?([\w:]+)", footer.read_text())
    if names:
        fail(
            f"{source}: kernel-builder's compiler has no device_global, and this source has {', '.join(names)}\n"
            "  pass a pointer to memory that sycl::malloc_device gives"
        )


def compile_device(source, options, folder):
    """Steps 1 and 2. Returns the headers for the host's code."""
    integration, footer = folder / "integration.h", folder / "footer.h"
    words = [
        *[NO_LIBRARIES, "-Wno-error=deprecated"],
        *shlex.split(os.environ["SYCL_DEVICE_OPTIONS"]),
        *["-include", str(HERE / "device_functions.hpp")],
        *options.device,
        *shlex.split(os.environ.get("NIX_CFLAGS_COMPILE", "")),
        *["-Xclang", f"-fsycl-int-header={integration}", "-Xclang", f"-fsycl-int-footer={footer}"],
    ]
    text = pathlib.Path(source).read_text()
    code = compile_device_code(os.environ["SYCL_DEVICE_COMPILER"], source, text, words)
    lines = (line.lstrip("\t") for line in code.log.splitlines())
    log = "\n".join(line for line in lines if not line.startswith(NOISE) and NO_LIBRARIES not in line).strip()
    if log:
        print(log, file=sys.stderr, flush=True)
    if code.images is None:
        fail(f"{source}: the device code does not compile")
    check_defined(source, code.images)
    check_footer(source, footer)
    images = [image for image in code.images if image.kernels]
    kernels, size = sum(len(image.kernels) for image in images), sum(len(image.code) for image in images)
    modules = counted(len(images), "module")
    say(source, f"device code: {counted(kernels, 'kernel')} in {modules} of SPIR-V, {size} bytes")
    images, names = with_unique_names(images)
    integration.write_text(rename_in_header(integration.read_text(), names))
    headers = [integration]
    if images:
        files = [folder / f"{index}.spv" for index in range(len(images))]
        for file, image in zip(files, images):
            file.write_bytes(image.code)
        headers.append(folder / "registration.hpp")
        headers[-1].write_text(registration(images, files, " ".join(options.driver)))
    return headers


def forget_headers(headers, words):
    """Remove the generated headers from the file of dependencies that the words ask for: they are gone after this."""
    if "-MF" in words:
        file = pathlib.Path(words[words.index("-MF") + 1])
        if file.exists():
            text = file.read_text()
            for header in headers:
                text = text.replace(f" {header}", "")
            file.write_text(text)


def compile_source(source, options, output):
    """Compile one source. output: the words that name the result. Returns the status of the compiler."""
    compiler = os.environ["SYCL_HOST_COMPILER"]
    if not options.sycl:
        return subprocess.run([compiler, *options.host, *output, source]).returncode
    with tempfile.TemporaryDirectory() as folder:
        headers = compile_device(source, options, pathlib.Path(folder))
        forced = [word for header in headers for word in ("-include", str(header))]
        # The folder has another name each time.
        hidden = f"-ffile-prefix-map={folder}=/sycl"
        # The integration header comes before the headers that the options include.
        words = [compiler, *HOST, hidden, *forced, *options.host, *output, source]
        say(source, "host code: clang, with the kernels' integration header and the device code")
        status = subprocess.run(words).returncode
        forget_headers(headers, options.host)
        return status


def compile_and_link(options):
    """Compile the sources, and link with GCC: its wrapper knows the libraries and the ceilings."""
    with tempfile.TemporaryDirectory() as folder:
        objects = [f"{folder}/{index}.o" for index in range(len(options.sources))]
        for source, target in zip(options.sources, objects):
            status = compile_source(source, options, ["-c", "-o", target])
            if status:
                return status
        return subprocess.run([os.environ["SYCL_LINKER"], *objects, *options.link, *options.output]).returncode


def main(words):
    try:
        options = sort_options(words)
    except Refused as error:
        fail(error)
    if options.links:
        return compile_and_link(options)
    if not options.sources:
        return subprocess.run([os.environ["SYCL_HOST_COMPILER"], *words]).returncode
    return max(compile_source(source, options, options.output) for source in options.sources)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
