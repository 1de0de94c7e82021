# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# C++ for the host alone: the compiler needs no other language and no further options.
