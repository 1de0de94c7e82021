from kernel_builder.builder.config import schema


def test_the_schema_in_the_repository_is_the_models():
    assert schema.PATH.read_text() == schema.text(), "run python -m kernel_builder.builder.config.schema"


def test_generated_titles_are_dropped_but_a_key_called_title_stays():
    node = {"title": "A", "properties": {"title": {"title": "Title", "type": "string"}}, "anyOf": [{"title": "B"}]}
    assert schema.without_titles(node) == {"properties": {"title": {"type": "string"}}, "anyOf": [{}]}
