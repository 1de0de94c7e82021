// Before the others: CUTLASS 3.8 does not include what it needs of this in every header.
#include <cute/tensor.hpp>

#include <cutlass/cutlass.h>
#include <cutlass/epilogue/collective/collective_builder.hpp>
#include <cutlass/gemm/collective/collective_builder.hpp>
#include <cutlass/gemm/device/gemm_universal_adapter.h>
#include <cutlass/gemm/kernel/gemm_universal.hpp>
#include <cutlass/util/packed_stride.hpp>

#include "gemm.h"

namespace linear_gelu {
namespace {

using cute::_1;
using cute::_128;
using cute::_2;
using cute::_256;
using cute::_64;
using cute::Shape;

// Two warp groups on one large tile: the most work for what is loaded.
struct Large {
  using Tile = Shape<_128, _256, _64>;
  using Cluster = Shape<_2, _1, _1>;
  using Mainloop = cutlass::gemm::KernelTmaWarpSpecializedCooperative;
  using Epilogue = cutlass::epilogue::TmaWarpSpecializedCooperative;
};

// Two warp groups on a tile each, one multiplying while the other is in its epilogue: more tiles, for smaller matrices.
struct Small {
  using Tile = Shape<_64, _128, _64>;
  using Cluster = Shape<_1, _1, _1>;
  using Mainloop = cutlass::gemm::KernelTmaWarpSpecializedPingpong;
  using Epilogue = cutlass::epilogue::TmaWarpSpecialized;
};

template <typename element_t, typename config_t> char const *run(Problem const &problem) {
  using RowMajor = cutlass::layout::RowMajor;
  using Fusion =
      cutlass::epilogue::fusion::LinCombPerColBiasEltAct<cutlass::epilogue::thread::GELU, element_t, float, element_t, void>;
  using Epilogue = typename cutlass::epilogue::collective::CollectiveBuilder<
      cutlass::arch::Sm90, cutlass::arch::OpClassTensorOp, typename config_t::Tile, typename config_t::Cluster,
      cutlass::epilogue::collective::EpilogueTileAuto, float, float, void, RowMajor, alignment, element_t, RowMajor,
      alignment, typename config_t::Epilogue, Fusion>::CollectiveOp;
  using Mainloop = typename cutlass::gemm::collective::CollectiveBuilder<
      cutlass::arch::Sm90, cutlass::arch::OpClassTensorOp, element_t, RowMajor, alignment, element_t,
      cutlass::layout::ColumnMajor, alignment, float, typename config_t::Tile, typename config_t::Cluster,
      cutlass::gemm::collective::StageCountAutoCarveout<static_cast<int>(sizeof(typename Epilogue::SharedStorage))>,
      typename config_t::Mainloop>::CollectiveOp;
  using Kernel = cutlass::gemm::kernel::GemmUniversal<Shape<int, int, int, int>, Mainloop, Epilogue>;
  using Gemm = cutlass::gemm::device::GemmUniversalAdapter<Kernel>;

  int const rows = problem.rows, columns = problem.columns, depth = problem.depth;
  typename Gemm::Arguments arguments{
      cutlass::gemm::GemmUniversalMode::kGemm,
      {rows, columns, depth, 1},
      {static_cast<element_t const *>(problem.x),
       cutlass::make_cute_packed_stride(typename Kernel::StrideA{}, {rows, depth, 1}),
       static_cast<element_t const *>(problem.weight),
       cutlass::make_cute_packed_stride(typename Kernel::StrideB{}, {columns, depth, 1})},
      {{},
       nullptr,
       {},
       static_cast<element_t *>(problem.out),
       cutlass::make_cute_packed_stride(typename Kernel::StrideD{}, {rows, columns, 1})},
      {problem.device, problem.multiprocessors}};
  arguments.epilogue.thread.alpha = 1.f;
  arguments.epilogue.thread.bias_ptr = static_cast<element_t const *>(problem.bias);

  Gemm gemm;
  cutlass::Status status = gemm.can_implement(arguments);
  if (status == cutlass::Status::kSuccess) {
    status = gemm(arguments, problem.allocate(Gemm::get_workspace_size(arguments)), problem.stream);
  }
  return status == cutlass::Status::kSuccess ? nullptr : cutlassGetStatusString(status);
}

template <typename element_t> char const *choose(Problem const &problem) {
  // Large tiles where there is at least one for each multiprocessor.
  auto const tiles = std::size_t(problem.rows + 127) / 128 * ((problem.columns + 255) / 256);
  return tiles >= std::size_t(problem.multiprocessors) ? run<element_t, Large>(problem) : run<element_t, Small>(problem);
}

} // namespace

char const *gemm_sm90(Problem const &problem) {
  return problem.bfloat16 ? choose<cutlass::bfloat16_t>(problem) : choose<cutlass::half_t>(problem);
}

} // namespace linear_gelu
