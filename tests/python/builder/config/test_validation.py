import pytest

TORCH = '[torch]\nsrc = ["binding.cpp"]\n'
TORCH_KEYS = "cxx-flags, include, maxver, minver, pyext, src, stable-abi"
KERNEL = '[kernel.a]\nbackend = "cpu"\ndepends = []\nsrc = []\n'


@pytest.mark.parametrize(
    "tables, message",
    [
        (
            TORCH + "srcs = []",
            "torch.srcs: unknown key\n  did you mean `src`? known: " + TORCH_KEYS,
        ),
        (
            TORCH + '[kernel.a]\nbackend = "gpu"',
            'kernel.a.backend: unknown value "gpu"\n  known: cpu, cuda, metal, rocm, xpu',
        ),
        (TORCH + "[kernel.a]\nsrc = []", "kernel.a.backend: missing\n  add `backend`"),
        (TORCH + '[kernel.a]\nbackend = "cpu"\nsrc = []', "kernel.a.depends: missing\n  add `depends`"),
        (
            TORCH + KERNEL + "hip-flags = []",
            "kernel.a.hip-flags: unknown key\n  known: backend, cxx-flags, depends, include, src",
        ),
        (
            TORCH + KERNEL.replace("depends = []", 'depends = ["tourch"]'),
            'kernel.a.depends[0]: unknown value "tourch"\n  did you mean `torch`? known: torch, cutlass_2_10, '
            "cutlass_3_5, cutlass_3_6, cutlass_3_8, cutlass_3_9, cutlass_4_0, cutlass_4_4, cutlass_4_5, sycl_tla, "
            "metal-cpp",
        ),
        (
            TORCH + KERNEL.replace("kernel.a", 'kernel."a b"'),
            'kernel."a b": this name may hold letters, digits, `-` and `_` only\n  rename it',
        ),
        (TORCH + '"[key]" = 1', 'torch."[key]": unknown key\n  known: ' + TORCH_KEYS),
        (
            TORCH + 'cxx-flags = [""]',
            'torch.cxx-flags[0]: "" is not of the right form\n'
            "  write one line without control characters, which is not empty",
        ),
        (
            TORCH + "stable-abi = 1",
            "torch.stable-abi: Input should be a valid string, found 1\n  correct the value",
        ),
        (
            TORCH + 'stable-abi = { gpu = "2.11" }',
            "torch.stable-abi.gpu: unknown key\n  known: cann, cpu, cuda, metal, neuron, rocm, tpu, xpu",
        ),
        (
            TORCH + 'stable-abi = { cpu = "2" }',
            'torch.stable-abi.cpu: "2" is not of the right form\n  it must match ^[0-9]{1,18}\\.[0-9]{1,18}$',
        ),
        (
            TORCH + '[general.tpu]\npython-depends = ["x"]',
            "general.tpu.python-depends: the list has 1 values\n  the limit is 0",
        ),
        (
            TORCH + 'minver = "' + "1" * 5000 + '"',
            "torch.minver: the text is longer than 4095 characters\n  shorten it",
        ),
        (
            TORCH + 'minver = "' + "x" * 80 + '"',
            f'torch.minver: "{"x" * 56}... is not of the right form\n  it must match ^[0-9]{{1,18}}\\.[0-9]{{1,18}}$',
        ),
        (
            "[torch]\nsrc = 1",
            "torch.src: Input should be a valid list, found 1\n  correct the value",
        ),
    ],
)
def test_a_problem_is_named_with_its_key_and_remedy(with_tables, errors_of, tables, message):
    errors = errors_of(with_tables(tables))
    # Without the line, which test_read.py and test_lines.py check.
    assert message in [error.split(": ", 2)[2] for error in errors]


def test_an_unknown_key_comes_before_the_missing_one_that_it_stands_for(with_tables, errors_of):
    errors = errors_of(with_tables('[tvm-ffi]\nscr = ["binding.cpp"]'))
    assert [error.splitlines()[0] for error in errors] == [
        "error: build.toml:9: tvm-ffi.scr: unknown key",
        "error: build.toml:8: tvm-ffi.src: missing",
    ]
