#include <c10/util/Half.h>

c10::Half file_by_file_half() { return FORCED; }
