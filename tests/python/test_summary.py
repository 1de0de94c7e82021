from kernel_builder.summary import Row, Counts, read_rows, read_tests, table

REPORT = """<testsuites><testsuite name="pytest" tests="9" failures="1" errors="1" skipped="2"/></testsuites>"""


def test_counts_are_those_of_the_report(tmp_path):
    (tmp_path / "tests.xml").write_text(REPORT)
    assert read_tests(tmp_path / "tests.xml") == Counts(passed=5, failed=2, skipped=2)


def test_a_row_has_the_library_its_size_and_the_checks(tmp_path):
    variant = tmp_path / "bundle/torch213-cxx11-cpu-x86_64-linux"
    variant.mkdir(parents=True)
    (variant / "_a.abi3.so").write_bytes(b"x" * 2048)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/torch213-cxx11-cpu-x86_64-linux.json").write_text('{"layout": "", "abi": ""}')
    assert read_rows(tmp_path, {}) == [Row("torch213-cxx11-cpu-x86_64-linux", "_a.abi3.so", 2048, 2, None)]


def test_the_table_says_what_ran_and_what_did_not():
    rows = [Row("v1", "_a.abi3.so", 2048, 6, Counts(28, 0, 0)), Row("v2", "_b.abi3.so", 1024, 6, None)]
    assert table(rows, 1.25).splitlines() == [
        "variant  library     size   checks    tests",
        "v1       _a.abi3.so  2 KiB  6 passed  28 passed",
        "v2       _b.abi3.so  1 KiB  6 passed  not run",
        "time: 1.2 s",
    ]


def test_failed_and_skipped_tests_are_said():
    assert str(Counts(1, 2, 3)) == "1 passed, 2 failed, 3 skipped"
