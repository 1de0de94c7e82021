from kernel_builder.command.doctor.script_error import script_error


def test_addresses_belong_to_the_problem_and_other_lines_to_the_remedy():
    text = (
        "warning: x\nerror: no mirror has Debian\n  https://a:b@c/debian (apt): no answer\n  set A,\n  or install b\n"
        "  kernel-builder doctor shows which mirror and pip this machine uses\n"
    )
    assert script_error(text) == (
        "no mirror has Debian; https://***@c/debian (apt): no answer",
        "set A, or install b",
    )


def test_a_script_without_an_error():
    assert script_error("") == ("the script printed no error", "run kernel-builder doctor again")
