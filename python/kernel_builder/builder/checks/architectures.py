"""What the checks of device code share: the architectures found in a library beside those that it was built for."""

from kernel_builder.builder.errors import CheckError


def compare(library: str, kind: str, wanted: set[str], found: set[str], remedy: str) -> None:
    """Raise CheckError, with the remedy, unless a library holds what it should. kind: of code, as in the message."""
    missing, surplus = (", ".join(sorted(names)) for names in (wanted - found, found - wanted))
    problems = [
        *([f"{kind} for {missing} is missing"] if missing else []),
        *([f"it holds {kind} for {surplus}, which was not asked for"] if surplus else []),
    ]
    if problems:
        raise CheckError(f"{library}: {', and '.join(problems)}", remedy)
