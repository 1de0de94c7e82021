from kernel_builder.builder.checks import stable_abi

SOURCE = "void _ZN3c108demangleB5cxx11EPKc(void); void aoti_torch_f(void); void f(void) { aoti_torch_f(); %s }"


def test_only_variants_for_the_stable_abi_are_checked(variant):
    assert not stable_abi.applies(variant)
    assert stable_abi.applies(variant.with_name("torch-stable-abi213-cpu-x86_64-linux"))


def test_c_functions_of_torch_are_accepted(variant, library, compile_library):
    compile_library(library, SOURCE % "")
    assert stable_abi.check(variant) == "1 symbols of Torch, all in its stable ABI"


def test_a_cpp_name_of_torch_is_refused(variant, library, compile_library, refusal):
    compile_library(library, SOURCE % "_ZN3c108demangleB5cxx11EPKc();")
    assert refusal(stable_abi, variant) == (
        f"error: {library.name}: it uses _ZN3c108demangleB5cxx11EPKc, which is not in Torch's stable ABI\n"
        "  include only headers of torch/csrc/stable and torch/headeronly, or remove stable-abi from build.toml"
    )
