"""The Triton programs. Each instance of one takes a row; rows follow one another without gaps."""

import triton
import triton.language as tl


@triton.jit
def forward(y, x, columns, BLOCK: tl.constexpr):
    """y = softmax(x) of each row, summed in float32 in one pass and written in a second."""
    start_of_row = tl.program_id(0).to(tl.int64) * columns
    y += start_of_row
    x += start_of_row
    largest = float("-inf")
    total = 0.0
    for start in range(0, columns, BLOCK):
        offsets = start + tl.arange(0, BLOCK)
        values = tl.load(x + offsets, mask=offsets < columns, other=float("-inf")).to(tl.float32)
        larger = tl.maximum(largest, tl.max(values, 0))
        # So far all may be minus infinity, from which nothing can be taken away.
        shift = tl.where(larger == float("-inf"), 0.0, larger)
        total = total * tl.exp(largest - shift) + tl.sum(tl.exp(values - shift), 0)
        largest = larger
    for start in range(0, columns, BLOCK):
        offsets = start + tl.arange(0, BLOCK)
        values = tl.load(x + offsets, mask=offsets < columns).to(tl.float32)
        result = tl.exp(values - largest) / total
        tl.store(y + offsets, result.to(y.dtype.element_ty), mask=offsets < columns)


@triton.jit
def backward(dx, dy, y, columns, BLOCK: tl.constexpr):
    """dx = y * (dy - sum(dy * y)) of each row."""
    start_of_row = tl.program_id(0).to(tl.int64) * columns
    dx += start_of_row
    dy += start_of_row
    y += start_of_row
    dot = 0.0
    for start in range(0, columns, BLOCK):
        offsets = start + tl.arange(0, BLOCK)
        g = tl.load(dy + offsets, mask=offsets < columns, other=0.0).to(tl.float32)
        s = tl.load(y + offsets, mask=offsets < columns, other=0.0).to(tl.float32)
        dot += tl.sum(g * s, 0)
    for start in range(0, columns, BLOCK):
        offsets = start + tl.arange(0, BLOCK)
        g = tl.load(dy + offsets, mask=offsets < columns).to(tl.float32)
        s = tl.load(y + offsets, mask=offsets < columns).to(tl.float32)
        tl.store(dx + offsets, (s * (g - dot)).to(dx.dtype.element_ty), mask=offsets < columns)
