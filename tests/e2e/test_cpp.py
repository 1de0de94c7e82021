"""docs/cpp.md: its files and commands in order, from an empty folder to a kernel for the CPU and CUDA."""

import re

import pages


def test_the_page_leads_from_nothing_to_an_op_for_the_cpu_and_cuda(installed, follow):
    shown = follow(pages.steps_of("cpp.md"), installed)
    row = r"_score_ops_{}_[0-9a-f]{{7}}_dirty\.abi3\.so +\d+ KiB +{}"
    assert re.search(row.format("cpu", "9 passed +not run"), shown), shown[-4000:]
    # The tests of init's own op, and those of the page. One of the page's needs two GPUs.
    assert re.search(row.format("cpu", r"9 passed +36 passed, 1 skipped"), shown), shown[-4000:]
    assert re.search(row.format("cuda", "10 passed +not run"), shown), shown[-4000:]


def test_the_device_code_of_the_page_includes_headers_of_cuda_alone():
    (launch, device) = (
        text
        for _, text in pages.steps_of("cpp.md")
        if text.startswith(("// score_ops_cuda/softcap_l", "// score_ops_cuda/softcap.cu"))
    )
    included = re.findall(r'#include ["<](.*)[">]', launch + device)
    assert sorted(included) == ["cstdint", "cuda_bf16.h", "cuda_fp16.h", "cuda_runtime_api.h", "softcap_launch.h"]
