"""Compile the device code of a source with DPC++'s compiler, which libsycl-jit.so holds.

The interface is compileSYCL, "Public interface for SYCL runtime compilation" of github.com/intel/llvm
(sycl-jit/jit-compiler/include/RTC.h). It takes a source and a compiler's options, and returns device images.
"""

import ctypes
from typing import NamedTuple, Union

# enum BinaryFormat (sycl-jit/common/include/Kernel.h).
SPIR_V = 2


class _File(ctypes.Structure):
    _fields_ = [("path", ctypes.c_char_p), ("contents", ctypes.c_char_p)]


class _View(ctypes.Structure):
    _fields_ = [("begin", ctypes.c_void_p), ("size", ctypes.c_size_t)]


class _Array(ctypes.Structure):
    _fields_ = [("values", ctypes.c_void_p), ("size", ctypes.c_size_t)]

    def of(self, kind):
        """The values, each of the type `kind`."""
        return (kind * self.size).from_address(self.values) if self.size else []

    def bytes(self):
        return ctypes.string_at(self.values, self.size) if self.size else b""


class _Property(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("is_number", ctypes.c_bool),
        ("number", ctypes.c_uint32),
        ("data", _Array),
    ]


class _PropertySet(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("values", _Array)]


class _Image(ctypes.Structure):
    _fields_ = [
        ("format", ctypes.c_uint32),
        ("address_bits", ctypes.c_size_t),
        ("start", ctypes.c_void_p),
        ("size", ctypes.c_size_t),
        ("symbols", _Array),
        ("properties", _Array),
    ]


class _Result(ctypes.Structure):
    _fields_ = [
        ("error", ctypes.c_uint32),
        ("images", _Array),
        ("options", ctypes.c_char_p),
        ("ir", _Array),
        ("log", ctypes.c_char_p),
    ]


class Image(NamedTuple):
    """Device code in SPIR-V. kernels: the mangled names of its kernels. properties: set → property → its value."""

    code: bytes
    kernels: list[str]
    properties: dict[str, dict[str, Union[int, bytes]]]


class DeviceCode(NamedTuple):
    """images: None if the source has errors. log: the compiler's messages, with line and caret."""

    images: Union[list[Image], None]
    log: str


def _image(image):
    return Image(
        ctypes.string_at(image.start, image.size),
        [name.decode() for name in image.symbols.of(ctypes.c_char_p)],
        {
            group.name.decode(): {
                value.name.decode(): value.number if value.is_number else value.data.bytes()
                for value in group.values.of(_Property)
            }
            for group in image.properties.of(_PropertySet)
        },
    )


def compile_device_code(library: str, source: str, text: str, options: list[str]) -> DeviceCode:
    """Compile the device code of a text. library: the path of libsycl-jit.so. source: the text's path, for messages."""
    compile_sycl = ctypes.CDLL(library).compileSYCL
    # C++ returns this class through a pointer that is a hidden first argument (Itanium C++ ABI, 3.1.3.1).
    compile_sycl.restype = None
    compile_sycl.argtypes = [
        ctypes.POINTER(_Result),
        _File,
        _View,
        _View,
        _View,
        ctypes.c_bool,
        ctypes.c_uint32,
    ]
    words = (ctypes.c_char_p * len(options))(*(option.encode() for option in options))
    nothing, result = _View(None, 0), _Result()
    compile_sycl(
        ctypes.byref(result),
        _File(source.encode(), text.encode()),
        nothing,
        _View(ctypes.cast(words, ctypes.c_void_p), len(options)),
        nothing,
        False,
        SPIR_V,
    )
    log = (result.log or b"").decode(errors="replace")
    if result.error:
        return DeviceCode(None, log)
    # The compiler's order can differ from call to call.
    return DeviceCode(sorted(map(_image, result.images.of(_Image)), key=lambda image: sorted(image.kernels)), log)
