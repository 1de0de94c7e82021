"""All messages of this repository that a user can meet, by the kind of file that they are in."""

import functools

import messages_in_nix
import messages_in_python
import messages_in_shell
import tracked
from messages import PLACES, Message, is_of_users, messages


@functools.cache
def collected() -> dict[str, list[Message]]:
    """Kind of file → its messages. The kinds are `python`, `nix`, `shell`, `cmake` and `text`."""
    found: dict[str, list[Message]] = {"python": [], "nix": [], "shell": [], "cmake": [], "text": []}
    readers = {
        "nix": messages_in_nix.texts,
        "shell": messages_in_shell.texts_of_shell,
        "cmake": messages_in_shell.texts_of_cmake,
        "text": messages_in_shell.texts_of_text,
    }
    python, paths = {}, {}
    for file in tracked.files(*PLACES):
        path = file.relative_to(tracked.REPOSITORY)
        suffixes = [suffix for suffix in path.suffixes if suffix != ".jinja"]
        kind = "cmake" if path.name.startswith("CMakeLists") or ".cmake" in suffixes else tracked.kind(file)
        kind = "text" if path.suffix == ".txt" else kind
        if is_of_users(path) and kind == "python":
            module = messages_in_python.module_of(path)
            python[module], paths[module] = file.read_text(), path
        elif is_of_users(path) and kind:
            found[kind] += messages(readers[kind](file.read_text()), str(path))
    for message in messages_in_python.Python(python).collect():
        module, _, line = message.place.rpartition(":")
        found["python"].append(message._replace(place=f"{paths[module]}:{line}"))
    return found
