import json

from kernel_builder.command.result_file import write_result


def test_a_result_goes_to_standard_output_to_a_file_or_nowhere(tmp_path, capsys):
    write_result({"a": 1}, "-")
    write_result({"a": 2}, str(tmp_path / "r.json"))
    write_result({"a": 3}, None)
    assert json.loads(capsys.readouterr().out) == {"a": 1}
    assert json.loads((tmp_path / "r.json").read_text()) == {"a": 2}
