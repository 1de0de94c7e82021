"""Write the C++ that registers device code with SYCL's runtime when the library is loaded.

The structures are those of github.com/intel/llvm, sycl/source/detail/compiler.hpp, which clang-offload-wrapper fills.
"""

import json
import pathlib

from device import Image

STRUCTURES = pathlib.Path(__file__).resolve().parent / "registration.hpp"
# enum property types.
NUMBER, DATA = 1, 2


def _quoted(text):
    """A string literal. The names are of printable ASCII, which JSON quotes as C++ does."""
    return json.dumps(text)


def _bytes(data):
    return "{" + ", ".join(map(str, data)) + "}"


def _properties(prefix, name, values):
    """The definitions of a property set, and its entry in the list of sets."""
    lines, entries = [], []
    for number, (key, value) in enumerate(sorted(values.items())):
        if isinstance(value, int):
            entries.append(f"{{{_quoted(key)}, nullptr, {NUMBER}, {value}}}")
        else:
            lines.append(f"unsigned char const {prefix}_{number}[] = {_bytes(value)};")
            entries.append(f"{{{_quoted(key)}, {prefix}_{number}, {DATA}, {len(value)}}}")
    lines.append(f"Property const {prefix}[] = {{{', '.join(entries)}}};")
    return lines, f"{{{_quoted(name)}, {prefix}, {prefix} + {len(entries)}}}"


def registration(images: list[Image], files: list[pathlib.Path], driver_options: str) -> str:
    """The text of a header that registers the images.

    files: the code of each image. driver_options: for the driver that compiles the code on the user's machine.
    """
    lines, records = [STRUCTURES.read_text()], []
    for index, file in enumerate(files):
        # The assembler reads the file. Names that begin with `.L` are local to the object.
        lines.append(
            f"""__asm__(".pushsection .sycl_device_code,\\"a\\",@progbits\\n.p2align 4\\n"
        ".Lsycl_image_{index}:\\n.incbin \\"{file}\\"\\n.Lsycl_image_{index}_end:\\n.popsection");
extern "C" unsigned char const sycl_image_{index}[] __asm__(".Lsycl_image_{index}");
extern "C" unsigned char const sycl_image_{index}_end[] __asm__(".Lsycl_image_{index}_end");"""
        )
    lines += ["namespace {", "namespace kernel_builder_device_code {"]
    for index, image in enumerate(images):
        name = f"image_{index}"
        entries = ", ".join(f"{{nullptr, {_quoted(kernel)}, 0, 0, 0}}" for kernel in sorted(image.kernels))
        lines.append(f"Entry const {name}_entries[] = {{{entries}}};")
        sets = []
        for number, (group, values) in enumerate(sorted(image.properties.items())):
            if values:
                texts, entry = _properties(f"{name}_properties_{number}", group, values)
                lines += texts
                sets.append(entry)
        lines.append(f"PropertySet const {name}_sets[] = {{{', '.join(sets)}}};")
        records.append(
            f'{{2, 4, 2, "spir64", {_quoted(driver_options)}, "", nullptr, nullptr, sycl_{name}, sycl_{name}_end, '
            f"{name}_entries, {name}_entries + {len(image.kernels)}, {name}_sets, {name}_sets + {len(sets)}}}"
        )
    lines.append(f"Image images[] = {{{', '.join(records)}}};")
    lines.append(f"Images const all = {{1, {len(records)}, images, nullptr, nullptr}};")
    lines.append("__attribute__((constructor)) void load() { __sycl_register_lib(&all); }")
    lines.append("__attribute__((destructor)) void unload() { __sycl_unregister_lib(&all); }")
    lines += ["} // namespace kernel_builder_device_code", "} // namespace", ""]
    return "\n".join(lines)
