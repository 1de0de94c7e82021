from kernel_builder.command.doctor.row import Row
from kernel_builder.command.doctor.table import table, verdict

OK, NOTE, WRONG = Row("Nix", "ok", "2.8"), Row("disk", "note", "1 GB", "few", "free"), Row("x", "wrong", "-", "p", "r")


def test_each_row_has_its_problem_and_its_remedy():
    assert table([OK, NOTE, WRONG], brief=False).splitlines() == [
        "Nix   ok     2.8",
        "disk  note   1 GB",
        "             problem: few",
        "             remedy: free",
        "x     wrong  -",
        "             problem: p",
        "             remedy: r",
    ]


def test_the_brief_table_has_only_problems():
    assert table([OK, NOTE], brief=True).splitlines() == [
        "disk  note  1 GB",
        "            problem: few",
        "            remedy: free",
    ]
    assert table([OK], brief=True) == table([], brief=False) == ""


def test_the_verdict_is_about_builds_for_the_cpu():
    assert verdict([OK, NOTE]) == "nothing here stops builds for the CPU"
    assert verdict([OK, WRONG, WRONG]) == "builds for the CPU do not work here: x, x"
