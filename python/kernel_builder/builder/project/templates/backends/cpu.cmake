# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# C++ for the host only. The commands in backend.cmake need no changes.
