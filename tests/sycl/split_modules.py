"""Write module-0, module-1, … : the modules of SPIR-V in a file, each of which begins at a multiple of 16 bytes."""

import pathlib
import sys

MAGIC = b"\x03\x02\x23\x07"
data = pathlib.Path(sys.argv[1]).read_bytes()
starts = [start for start in range(0, len(data), 16) if data.startswith(MAGIC, start)]
for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)])):
    words = data[start:end]
    # No instruction is a word of zeros: these fill the space between two modules.
    while words.endswith(b"\0\0\0\0"):
        words = words[:-4]
    pathlib.Path(f"module-{number}").write_bytes(words)
