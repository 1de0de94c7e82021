from ._ops import (
    has_jax,
    has_torch,
    jax_add_ffi_target_name_prefix,
    jax_ffi_call,
    jax_register_ffi_target,
    ops,
    torch_add_op_namespace_prefix,
)


def relu(x, out):
    """out = max(x, 0), for float32 tensors of any framework that has DLPack."""
    ops.relu(x, out)
    return out


NAMESPACE = torch_add_op_namespace_prefix("relu").partition("::")[0]

if has_torch:
    import torch

    @torch.library.custom_op(torch_add_op_namespace_prefix("relu"), mutates_args=("out",))
    def _relu(x: torch.Tensor, out: torch.Tensor) -> None:
        ops.relu(x, out)

    def torch_relu(x):
        """max(x, 0), as an op of Torch."""
        out = torch.empty_like(x)
        _relu(x, out)
        return out


if has_jax:
    import jax

    assert jax_add_ffi_target_name_prefix("relu").startswith(NAMESPACE)
    jax_register_ffi_target("relu", ops.relu, platform="cpu")

    def jax_relu(x):
        """max(x, 0), for JAX's arrays on the CPU."""
        return jax_ffi_call("relu", jax.ShapeDtypeStruct(x.shape, x.dtype))(x)
