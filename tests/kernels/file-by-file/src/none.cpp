// It includes nothing: not "shared.h" either.
int file_by_file_none() { return 0; }
