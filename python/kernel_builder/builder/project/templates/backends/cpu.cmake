# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# C++ for the host only.

# Torch's parallel loops, such as at::parallel_for, are inline functions. They use threads only if they are compiled with
# OpenMP (ATen/ParallelOpenMP.h).
function(backend_compile target)
  if(TORCH_OPENMP)
    target_compile_options(${target} INTERFACE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fopenmp>)
  endif()
endfunction()
