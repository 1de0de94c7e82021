"""Errors that end the command with a message, never with a traceback."""


class UserError(Exception):
    """A problem that the user can solve.

    message: one line with the problem and its place.
    remedies: lines with ways to solve it; each is indented under the message.
    """

    def __init__(self, message: str, *remedies: str):
        super().__init__(message)
        self.message = message
        self.remedies = remedies

    def __str__(self) -> str:
        return "\n".join([f"error: {self.message}", *(f"  {remedy}" for remedy in self.remedies)])


class ConfigError(UserError):
    """build.toml is missing, cannot be parsed, or contains a mistake."""


class CheckError(UserError):
    """A built kernel breaks a rule for kernels on the Hub."""


class FactsError(UserError):
    """A record between Nix and Python does not have the agreed form."""


class NixError(UserError):
    """Nix is not installed, or a command of Nix failed."""
