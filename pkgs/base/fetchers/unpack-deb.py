"""Unpack a .deb without dpkg: `python3 unpack-deb.py DEB FOLDER`."""

import io
import sys
import tarfile

# An ar archive (deb(5)): 8 bytes, then for each member a header of 60 bytes and its data, padded to an even length.
GLOBAL_HEADER = 8
MEMBER_HEADER = 60


def members(archive):
    """Yield the name and the data of each member of an ar archive, given as bytes."""
    position = GLOBAL_HEADER
    while position < len(archive):
        name = archive[position : position + 16].decode().strip()
        size = int(archive[position + 48 : position + 58])
        start = position + MEMBER_HEADER
        yield name, archive[start : start + size]
        position = start + size + size % 2


def unpack(archive, folder):
    """Unpack the files of a .deb, given as bytes, into a folder."""
    for name, data in members(archive):
        if name.startswith("data.tar"):
            with tarfile.open(fileobj=io.BytesIO(data)) as files:
                files.extractall(folder)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        unpack(file.read(), sys.argv[2])
