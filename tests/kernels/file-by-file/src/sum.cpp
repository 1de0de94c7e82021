#include <shared.h>

extern "C" int file_by_file_sum(int a, int b) { return BASE + a + b; }
