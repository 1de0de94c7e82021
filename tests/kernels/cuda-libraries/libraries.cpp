// One call of each library. No call needs a GPU.
#include <c10/util/Exception.h>
#include <cstdint>
#include <cublasLt.h>
#include <cublas_v2.h>
#include <cuda_runtime_api.h>
#include <curand.h>
#include <cusolverDn.h>
#include <cusparse.h>
#include <nvrtc.h>
#include <nvtx3/nvToolsExt.h>
#include <string>

int64_t library_version(std::string name) {
  int major = 0, minor = 0, version = 0;
  nvtxRangePushA(name.c_str());
  nvtxRangePop();
  if (name == "cudart") {
    cudaRuntimeGetVersion(&version);
  } else if (name == "cublas") {
    cublasGetProperty(MAJOR_VERSION, &version);
  } else if (name == "cublasLt") {
    version = static_cast<int>(cublasLtGetVersion());
  } else if (name == "curand") {
    curandGetVersion(&version);
  } else if (name == "cusolver") {
    cusolverGetVersion(&version);
  } else if (name == "cusparse") {
    cusparseGetProperty(MAJOR_VERSION, &version);
  } else if (name == "nvrtc") {
    nvrtcVersion(&major, &minor);
    version = 1000 * major + 10 * minor;
  } else {
    TORCH_CHECK(false, "no library ", name);
  }
  return version;
}
