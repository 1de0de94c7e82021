from kernel_builder.builder.config.lines import key_lines, line_of

TEXT = '''# a = 1
[general]
name = "x" # name = 2

[kernel."a b"]
src = [
  "one = 1",
  "[two]",
]
flags = """
[not.a.table]
key = 1
"""
last = { x = 1 }
'''


def test_each_key_has_its_line():
    assert key_lines(TEXT) == {
        "general": 2,
        "general.name": 3,
        "kernel.a b": 5,
        "kernel.a b.src": 6,
        "kernel.a b.flags": 10,
        "kernel.a b.last": 14,
    }


def test_a_missing_key_has_the_line_of_the_nearest_table():
    lines = key_lines(TEXT)
    assert line_of(lines, "kernel.a b.src[1]") == 6
    assert line_of(lines, "general.license") == 2
    assert line_of(lines, "") == 0 and line_of(lines, "torch.src") == 0
