from kernel_builder.command.doctor.checks import github
from kernel_builder.command.doctor.row import Row


def test_it_answers(stage, web):
    assert github.check(stage.machine(), web.address) == Row("GitHub", "ok", "answers")


def test_without_it_nothing_is_wrong(stage, silent):
    value = (
        "does not answer (the connection is refused); this costs nothing: only flakes from there that Nix has not"
        " fetched need it"
    )
    assert github.check(stage.machine(), silent) == Row("GitHub", "ok", value)
