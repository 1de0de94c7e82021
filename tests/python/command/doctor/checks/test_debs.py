from kernel_builder.command.doctor.checks import debs
from kernel_builder.command.doctor.row import Row
from kernel_builder.command.doctor.script_error import NO_SCRIPTS


def test_the_row_names_the_mirror_and_who_names_it(stage, fetchers):
    variables = fetchers("mirrors.sh", "[ $1 = list ] || printf 'apt\\thttps://ann:secret@mirror.example/debian\\n'")
    value = "https://***@mirror.example/debian (from apt)"
    assert debs.check(stage.machine(**variables)) == Row(".deb files", "ok", value)


def test_without_a_mirror_the_row_has_the_scripts_error(stage, fetchers):
    script = (
        "echo 'error: no mirror has Debian' >&2; echo '  http://a (apt): no answer' >&2; echo '  set X' >&2; exit 1"
    )
    assert debs.check(stage.machine(**fetchers("mirrors.sh", script))) == Row(
        ".deb files", "wrong", "no mirror", "no mirror has Debian; http://a (apt): no answer", "set X"
    )


def test_a_mirror_that_does_not_answer_in_time(stage, fetchers):
    stage.program("sleep", "exec /bin/sleep $1")
    variables = fetchers("mirrors.sh", "[ $1 = find ] && sleep 9; printf 'apt\\thttp://a\\nsettings\\thttp://b\\n'")
    assert debs.check(stage.machine(**variables), seconds=0.3) == Row(
        ".deb files",
        "wrong",
        "no mirror",
        "no mirror answered within 0.3 s; asked: http://a (from apt), http://b (from settings)",
        "check the network, or set KERNEL_BUILDER_DEBIAN_MIRROR to the address of a mirror (the folder above pool/)",
    )


def test_an_installation_without_scripts(stage, tmp_path):
    machine = stage.machine(KERNEL_BUILDER_FETCHERS=str(tmp_path / "none"))
    assert debs.check(machine) == Row(".deb files", "note", "unknown", *NO_SCRIPTS)
