#include "loops.h"

#include <omp.h>

int64_t threads_of_openmp() {
  int64_t threads = 0;
#pragma omp parallel reduction(+ : threads)
  threads += 1;
  return threads == omp_get_max_threads() ? threads : -1;
}
