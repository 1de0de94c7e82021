def pytest_configure(config):
    config.addinivalue_line("markers", "kernels_ci: what continuous integration runs, by `nix run .#ci-test`")
