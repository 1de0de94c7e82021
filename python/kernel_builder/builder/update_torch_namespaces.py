"""Prints the namespaces of Torch's own ops, for torch_namespaces.json: run it with each Torch, and merge the lists."""

import contextlib
import importlib
import json

# Modules that register ops when they are imported.
MODULES = [
    "torch._dynamo",
    "torch._inductor.decomposition",
    "torch._prims",
    "torch.ao.quantization.fx._decomposed",
    "torch.distributed._functional_collectives",
    "torch.distributed._symmetric_memory",
    "torch.distributed.fsdp",
    "torch.distributed.tensor",
    "torch.nn.attention.flex_attention",
    "torch.onnx.ops",
    "torch.sparse.semi_structured",
]


def main() -> None:
    import torch

    for module in MODULES:
        # Not every Torch has all of them.
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    names = [*torch._C._dispatch_get_all_op_names(), *(schema.name for schema in torch._C._jit_get_all_schemas())]
    print(json.dumps(sorted({name.partition("::")[0] for name in names}), indent=2))


if __name__ == "__main__":
    main()
