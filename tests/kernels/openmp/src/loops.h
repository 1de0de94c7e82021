#pragma once

#include <cstdint>

// The number of threads that run a loop of 64 steps, in an OpenMP region.
int64_t threads_of_openmp();
