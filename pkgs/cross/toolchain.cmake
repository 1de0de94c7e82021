# The machine that CMake compiles for, and the program that runs that machine's programs here.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR @machine@)
set(CMAKE_CROSSCOMPILING_EMULATOR @emulator@)
