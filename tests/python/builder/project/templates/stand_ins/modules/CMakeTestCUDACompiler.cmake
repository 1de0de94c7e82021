# Replaces CMake's module: the stand-in needs no test.
