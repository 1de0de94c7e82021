import pathlib

from kernel_builder.command.notes import report_notes


def test_a_note_is_printed_once(kernel, capsys):
    file = kernel / "build.toml"
    file.write_text(file.read_text().replace("edition = 5\n", ""))
    report_notes(kernel)
    report_notes(kernel)
    assert capsys.readouterr().err == (
        "note: build.toml names no edition and is read as an older one: "
        "`kernel-builder update-build` writes edition 5\n"
    )


def test_a_wrong_file_is_left_to_its_reader(tmp_path, capsys):
    report_notes(pathlib.Path(tmp_path))
    assert capsys.readouterr().err == ""
