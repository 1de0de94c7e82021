def test_the_card_is_printed_or_written(run, built, tmp_path):
    card = "# small\n\nVersion 1 of local/small.\n"
    assert run("fill-card", built).output == card
    result = run("fill-card", built, "-o", tmp_path / "README.md")
    assert result.output == f"wrote {tmp_path}/README.md\n" and (tmp_path / "README.md").read_text() == card
