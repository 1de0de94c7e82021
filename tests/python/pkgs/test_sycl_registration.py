"""The header that registers device code is C++ that holds the code (pkgs/sycl/driver/registration.py)."""

import pathlib
import shutil
import subprocess

import pytest
from scripts import PKGS, load_script

MAIN = """
#include <cstdio>
#include <cstring>
using namespace kernel_builder_device_code;
static Images const *registered;
extern "C" void __sycl_register_lib(void const *images) { registered = static_cast<Images const *>(images); }
extern "C" void __sycl_unregister_lib(void const *) { std::puts("unregistered"); }
int main() {
  for (int i = 0; i < registered->count; ++i) {
    Image const &image = registered->images[i];
    std::printf("%.*s %s", int(image.code_end - image.code), image.code, image.compile_options);
    for (Entry const *entry = image.entries; entry != image.entries_end; ++entry)
      std::printf(" %s", entry->name);
    for (PropertySet const *set = image.sets; set != image.sets_end; ++set)
      for (Property const *property = set->begin; property != set->end; ++property)
        std::printf(" %s:%s:%u:%zu", set->name, property->name, property->type, property->size);
    std::puts("");
  }
}
"""


@pytest.fixture(scope="module")
def registration():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PKGS / "sycl/driver")
        yield load_script("sycl/driver/registration.py")


@pytest.mark.skipif(not shutil.which("g++"), reason="needs a C++ compiler")
def test_a_program_registers_its_images_with_their_kernels_and_properties(registration, tmp_path):
    images = [
        registration.Image(b"CODE", ["_ZTS2B", "_ZTS1A"], {"names": {"_ZTS1A": 7}, "empty": {}}),
        registration.Image(b"OTHER", [], {"bytes": {"aspects": b"\0" * 8}}),
    ]
    files = [tmp_path / "0.spv", tmp_path / "1.spv"]
    for file, image in zip(files, images):
        file.write_bytes(image.code)
    header = registration.registration(images, files, "-an-option")
    source = pathlib.Path(tmp_path / "main.cpp")
    source.write_text(header + MAIN)
    subprocess.run(["g++", "-Werror", source, "-o", tmp_path / "main"], check=True)
    shown = subprocess.run([tmp_path / "main"], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert shown.splitlines() == [
        "CODE -an-option _ZTS1A _ZTS2B names:_ZTS1A:1:7",
        "OTHER -an-option bytes:aspects:2:8",
        "unregistered",
    ]


def test_the_order_of_properties_and_kernels_does_not_change_the_header(registration, tmp_path):
    one = registration.Image(b"CODE", ["a", "b"], {"x": {"p": 1, "q": 2}, "y": {"r": b"1"}})
    two = registration.Image(b"CODE", ["b", "a"], {"y": {"r": b"1"}, "x": {"q": 2, "p": 1}})
    file = [tmp_path / "code"]
    assert registration.registration([one], file, "") == registration.registration([two], file, "")
