// Prints the results of both libraries, each called twice.
#include <cstdio>

#include <sycl/sycl.hpp>

extern "C" int first(void *queue, int number);
extern "C" int second(void *queue, int number);

int main() {
  sycl::queue queue;
  for (int number : {1, 10}) {
    int const of_first = first(&queue, number), of_second = second(&queue, number);
    std::printf("%d %d\n", of_first, of_second);
  }
}
