import ast

from kernel_builder.builder.import_statements import imports_in


def test_imports_come_in_the_order_of_the_file_with_whether_they_run_on_load():
    """test_module_imports.py has the kinds of blocks."""
    text = "import a\ndef f():\n    import b\nclass C:\n    import c\n    def g(self):\n        from . import d\n"
    found = [(statement.node.lineno, statement.at_load) for statement in imports_in(ast.parse(text).body)]
    assert found == [(1, True), (3, False), (5, True), (7, False)]
