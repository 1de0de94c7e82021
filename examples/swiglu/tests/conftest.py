def pytest_configure(config):
    config.addinivalue_line("markers", "kernels_ci: tests for continuous integration, run by `nix run .#ci-test`")
