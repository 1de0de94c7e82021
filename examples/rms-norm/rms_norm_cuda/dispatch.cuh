// Choosing a kernel by the type of the elements and the length of a row.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include "rms_norm.h"

namespace rms_norm {

// How a row is spread over a block: `packs` of 16 bytes, of which each of `threads` threads keeps up to `per_thread`
// in registers. per_thread is 0 where a row is too long, or not a whole number of packs, and is read again instead.
struct Layout {
  int threads;
  int per_thread;
};

// most_packs: how many packs a thread may keep; wanted_threads: how many threads there are before one takes a further.
inline Layout choose_layout(int64_t columns, int pack_size, bool aligned, int most_packs, int wanted_threads,
                            int most_threads = 1024) {
  int64_t const packs = columns / pack_size;
  if (!aligned || columns % pack_size != 0 || packs > int64_t(most_threads) * most_packs) {
    return {512, 0};
  }
  int per_thread = 1;
  while (packs > int64_t(wanted_threads) * per_thread && per_thread < most_packs) {
    per_thread *= 2;
  }
  int64_t const threads = (packs + per_thread - 1) / per_thread;
  return {int(std::min<int64_t>(most_threads, (threads + 31) / 32 * 32)), per_thread};
}

// Call the function with the number, which is at most most_packs, as a constant.
template <int most_packs, typename function_t> cudaError_t with_per_thread(int per_thread, function_t &&function) {
  switch (per_thread) {
  case 1:
    return function(std::integral_constant<int, 1>());
  case 2:
    return function(std::integral_constant<int, 2>());
  case 4:
    return function(std::integral_constant<int, 4>());
  case 8:
    return function(std::integral_constant<int, std::min(8, most_packs)>());
  default:
    return function(std::integral_constant<int, 0>());
  }
}

// Call the function with a zero of the type.
template <typename function_t> cudaError_t with_type(Type type, function_t &&function) {
  switch (type) {
  case Type::float32:
    return function(float());
  case Type::float16:
    return function(__half());
  case Type::bfloat16:
    return function(__nv_bfloat16());
  }
  return cudaErrorInvalidValue;
}

// Whether all pointers can be read 16 bytes at a time.
template <typename... pointers_t> bool are_aligned(pointers_t... pointers) {
  return ((reinterpret_cast<uintptr_t>(pointers) % 16 == 0) && ...);
}

} // namespace rms_norm
