#include <cutlass/cutlass.h>
#include <cutlass/epilogue/thread/linear_combination_gelu.h>
#include <cutlass/gemm/device/gemm.h>

#include "gemm.h"

namespace linear_gelu {
namespace {

template <typename element_t> char const *run(Problem const &problem) {
  using RowMajor = cutlass::layout::RowMajor;
  // The accumulator and the bias, as the source operand, added without factors, and GELU of the sum.
  using Epilogue = cutlass::epilogue::thread::LinearCombinationGELU<element_t, alignment, float, float,
                                                                     cutlass::epilogue::thread::ScaleType::NoBetaScaling>;
  using Gemm = cutlass::gemm::device::Gemm<
      element_t, RowMajor, element_t, cutlass::layout::ColumnMajor, element_t, RowMajor, float,
      cutlass::arch::OpClassTensorOp, cutlass::arch::Sm80, cutlass::gemm::GemmShape<128, 128, 32>,
      cutlass::gemm::GemmShape<64, 64, 32>, cutlass::gemm::GemmShape<16, 8, 16>, Epilogue,
      cutlass::gemm::threadblock::GemmIdentityThreadblockSwizzle<8>, 4>;

  auto const *x = static_cast<element_t const *>(problem.x);
  auto const *weight = static_cast<element_t const *>(problem.weight);
  auto const *bias = static_cast<element_t const *>(problem.bias);
  auto *out = static_cast<element_t *>(problem.out);
  // A row-major weight is, transposed, a column-major one. The bias is a matrix all of whose rows are one: stride 0.
  typename Gemm::Arguments arguments({problem.rows, problem.columns, problem.depth}, {x, problem.depth},
                                     {weight, problem.depth}, {bias, 0}, {out, problem.columns}, {1.f});
  Gemm gemm;
  cutlass::Status status = gemm.can_implement(arguments);
  if (status == cutlass::Status::kSuccess) {
    status = gemm(arguments, problem.allocate(Gemm::get_workspace_size(arguments)), problem.stream);
  }
  return status == cutlass::Status::kSuccess ? nullptr : cutlassGetStatusString(status);
}

} // namespace

char const *gemm_sm80(Problem const &problem) {
  return problem.bfloat16 ? run<cutlass::bfloat16_t>(problem) : run<cutlass::half_t>(problem);
}

} // namespace linear_gelu
