"""What a user did or met that ends the command: shown as a message, never as a traceback."""


class UserError(Exception):
    """A problem with what is wrong, and how to mend it.

    message: one line that says what is wrong and where.
    remedies: lines that say what to do; each is shown indented under the message.
    """

    def __init__(self, message: str, *remedies: str):
        super().__init__(message)
        self.message = message
        self.remedies = remedies

    def __str__(self) -> str:
        return "\n".join([f"error: {self.message}", *(f"  {remedy}" for remedy in self.remedies)])


class ConfigError(UserError):
    """build.toml is not there, cannot be parsed, or says something that it may not."""


class CheckError(UserError):
    """A built kernel breaks a rule of kernels on the Hub."""


class NixError(UserError):
    """Nix is not there, or what it was asked to do failed."""
