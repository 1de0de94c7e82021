import pytest

from kernel_builder.builder.config.read import problems_of
from kernel_builder.builder.errors import ConfigError


@pytest.fixture(scope="session")
def errors_of():
    """The messages about the build.toml in a folder, also if it cannot be parsed at all."""

    def errors_of(folder):
        try:
            return [str(problem.error()) for problem in problems_of(folder)]
        except ConfigError as error:
            return [str(error)]

    return errors_of


@pytest.fixture
def with_tables(kernel):
    """Replace all tables after [general] in the kernel's build.toml; returns the kernel's folder."""

    def replace(text):
        head = (kernel / "build.toml").read_text().partition("[torch]")[0]
        (kernel / "build.toml").write_text(head + text + "\n")
        return kernel

    return replace
