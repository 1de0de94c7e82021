add_library(hip-lang::device INTERFACE IMPORTED)
