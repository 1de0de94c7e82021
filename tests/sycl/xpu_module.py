"""Tensors on the device xpu, with the stand-in for libc10_xpu, and a kernel's module for XPU."""

import ctypes
import importlib
import sys

import torch

# Torch's builds without XPU refuse to initialize it.
torch.xpu._lazy_init = lambda: None
# By its name, so that the kernel gets the same library.
ctypes.CDLL("libc10_xpu.so", mode=ctypes.RTLD_GLOBAL)
to_xpu, to_cpu = torch.ops.sycl_test.to_xpu, torch.ops.sycl_test.to_cpu
kernel = importlib.import_module(sys.argv[1])
