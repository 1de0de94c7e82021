#define HEADER "../include/deeper.h"
#include HEADER

char const *file_by_file_path() { return __FILE__; }
