import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "kernels_ci: tests for continuous integration, run by `nix run .#ci-test`")
