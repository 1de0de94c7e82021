#pragma once

// What a block has added up so far: CUB asks for it once for each tile, and says the sum of that tile.
template <typename sum_t> struct RunningPrefix {
  sum_t total = 0;

  __device__ sum_t operator()(sum_t of_tile) {
    sum_t const before = total;
    total += of_tile;
    return before;
  }
};
