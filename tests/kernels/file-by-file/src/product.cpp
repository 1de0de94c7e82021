#include "../include/shared.h"

int file_by_file_product(int a, int b) { return a * b; }
