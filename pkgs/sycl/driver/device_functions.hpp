// The functions of libm and of SYCL's bfloat16 that device code may call. In DPC++, separate libraries of Intel define
// them; here they are inline functions out of SPIR-V's instructions. Every source's device code is compiled with this
// file in front. A function that is not here is refused by name: see imports() in spirv.py.
#pragma once

#include <cmath>

#define DEVICE_FUNCTION extern "C" inline __attribute__((sycl_device))
// OpenCL's extended instructions have the names of libm's functions (OpenCL.ExtendedInstructionSet.100).
#define ONE_NUMBER(name)                                                                                               \
  DEVICE_FUNCTION float name##f(float x) noexcept { return __spirv_ocl_##name(x); }                                    \
  DEVICE_FUNCTION double name(double x) noexcept { return __spirv_ocl_##name(x); }
#define TWO_NUMBERS(name)                                                                                              \
  DEVICE_FUNCTION float name##f(float x, float y) noexcept { return __spirv_ocl_##name(x, y); }                        \
  DEVICE_FUNCTION double name(double x, double y) noexcept { return __spirv_ocl_##name(x, y); }

ONE_NUMBER(acos)
ONE_NUMBER(acosh)
ONE_NUMBER(asin)
ONE_NUMBER(asinh)
ONE_NUMBER(atan)
ONE_NUMBER(atanh)
ONE_NUMBER(cbrt)
ONE_NUMBER(cos)
ONE_NUMBER(cosh)
ONE_NUMBER(erf)
ONE_NUMBER(erfc)
ONE_NUMBER(exp)
ONE_NUMBER(exp2)
ONE_NUMBER(expm1)
ONE_NUMBER(lgamma)
ONE_NUMBER(log)
ONE_NUMBER(log10)
ONE_NUMBER(log1p)
ONE_NUMBER(log2)
ONE_NUMBER(logb)
ONE_NUMBER(rint)
ONE_NUMBER(sin)
ONE_NUMBER(sinh)
ONE_NUMBER(sqrt)
ONE_NUMBER(tan)
ONE_NUMBER(tanh)
ONE_NUMBER(tgamma)
TWO_NUMBERS(atan2)
TWO_NUMBERS(fdim)
TWO_NUMBERS(fmod)
TWO_NUMBERS(hypot)
TWO_NUMBERS(nextafter)
TWO_NUMBERS(pow)
TWO_NUMBERS(remainder)

DEVICE_FUNCTION float fmaf(float x, float y, float z) noexcept { return __spirv_ocl_fma(x, y, z); }
DEVICE_FUNCTION double fma(double x, double y, double z) noexcept { return __spirv_ocl_fma(x, y, z); }
DEVICE_FUNCTION int ilogbf(float x) noexcept { return __spirv_ocl_ilogb(x); }
DEVICE_FUNCTION int ilogb(double x) noexcept { return __spirv_ocl_ilogb(x); }
DEVICE_FUNCTION float ldexpf(float x, int n) noexcept { return __spirv_ocl_ldexp(x, n); }
DEVICE_FUNCTION double ldexp(double x, int n) noexcept { return __spirv_ocl_ldexp(x, n); }
DEVICE_FUNCTION float scalbnf(float x, int n) noexcept { return __spirv_ocl_ldexp(x, n); }
DEVICE_FUNCTION double scalbn(double x, int n) noexcept { return __spirv_ocl_ldexp(x, n); }
DEVICE_FUNCTION float frexpf(float x, int *n) noexcept { return __spirv_ocl_frexp(x, n); }
DEVICE_FUNCTION double frexp(double x, int *n) noexcept { return __spirv_ocl_frexp(x, n); }
DEVICE_FUNCTION float modff(float x, float *whole) noexcept { return __spirv_ocl_modf(x, whole); }
DEVICE_FUNCTION double modf(double x, double *whole) noexcept { return __spirv_ocl_modf(x, whole); }

// bfloat16 is the upper half of a float. Rounding is to the nearest, ties to even; NaN stays NaN.
DEVICE_FUNCTION float __devicelib_ConvertBF16ToFINTEL(unsigned short const &bits) noexcept {
  return __builtin_bit_cast(float, unsigned(bits) << 16);
}
DEVICE_FUNCTION unsigned short __devicelib_ConvertFToBF16INTEL(float const &value) noexcept {
  if (value != value)
    return 0xffc1;
  unsigned const bits = __builtin_bit_cast(unsigned, value);
  return (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
}
#define VECTORS(size)                                                                                                  \
  DEVICE_FUNCTION void __devicelib_ConvertBF16ToFINTELVec##size(unsigned short const *from, float *to) noexcept {      \
    for (int i = 0; i < size; ++i)                                                                                     \
      to[i] = __devicelib_ConvertBF16ToFINTEL(from[i]);                                                                \
  }                                                                                                                    \
  DEVICE_FUNCTION void __devicelib_ConvertFToBF16INTELVec##size(float const *from, unsigned short *to) noexcept {      \
    for (int i = 0; i < size; ++i)                                                                                     \
      to[i] = __devicelib_ConvertFToBF16INTEL(from[i]);                                                                \
  }
VECTORS(1)
VECTORS(2)
VECTORS(3)
VECTORS(4)
VECTORS(8)
VECTORS(16)

#undef DEVICE_FUNCTION
#undef ONE_NUMBER
#undef TWO_NUMBERS
#undef VECTORS
