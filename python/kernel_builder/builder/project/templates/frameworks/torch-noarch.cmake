# Made by `kernel-builder create-pyproject`; changes here are lost when it runs again.
# A Python-only kernel: nothing is compiled. Other targets depend on this target.

find_python_package(TORCH_DIR torch)
add_custom_target(${OPS_ID} ALL)
check_shell_before(${OPS_ID})
