// A function with a kernel. Both libraries of the test are this source, each with a FACTOR of its own, as two versions
// of one kernel are: the kernels have the same name and other code.
#include <sycl/sycl.hpp>

static int multiplied(sycl::queue &queue, int number) {
  int *const memory = sycl::malloc_shared<int>(1, queue);
  *memory = number;
  queue.single_task([=] { *memory *= FACTOR; }).wait();
  int const result = *memory;
  sycl::free(memory, queue);
  return result;
}

extern "C" int NAME(void *queue, int number) { return multiplied(*static_cast<sycl::queue *>(queue), number); }
