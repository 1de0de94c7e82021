"""The project files of a kernel: what CMake and pip need to build it, made from build.toml."""
