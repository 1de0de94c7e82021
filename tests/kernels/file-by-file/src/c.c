int file_by_file_c(void) { return 1; }
