"""The names that Torch's headers declare for its libraries (pkgs/torch-xpu/declarations.py)."""

import json
import subprocess
import types

import pytest
from scripts import load_script


@pytest.fixture(scope="module")
def declarations():
    return load_script("torch-xpu/declarations.py")


VISIBLE = {"kind": "VisibilityAttr"}
BODY = {"kind": "CompoundStmt"}


def function(name, *inner, kind="FunctionDecl", **attributes):
    return {"kind": kind, "mangledName": name, "inner": list(inner), **attributes}


@pytest.fixture
def names(declarations, monkeypatch):
    """The names of a syntax tree, given as clang's documents."""

    def declared(*documents):
        text = "Dumping a:\n" + "\nDumping b:\n".join(map(json.dumps, documents))
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: types.SimpleNamespace(stdout=text))
        return declarations.declared(["clang++"], ["a.h"], "a::")

    return declared


def test_visible_functions_without_a_body_are_the_librarys(names):
    tree = {
        "kind": "NamespaceDecl",
        "inner": [
            function("visible", VISIBLE),
            function("hidden"),
            function("inline", VISIBLE, BODY),
            {"kind": "VarDecl", "mangledName": "data", "storageClass": "extern", "inner": [VISIBLE]},
        ],
    }
    assert names(tree, function("second", VISIBLE)) == {"visible": "FUNC", "data": "OBJECT", "second": "FUNC"}


def test_methods_of_a_visible_class_are_the_librarys_unless_the_header_defines_them(names):
    methods = [
        function("method", kind="CXXMethodDecl"),
        function("defined", BODY, kind="CXXMethodDecl"),
        function("implicit", kind="CXXConstructorDecl", isImplicit=True),
        function("pure", kind="CXXMethodDecl", pure=True),
        function("deleted", kind="CXXConstructorDecl", explicitlyDeleted=True),
    ]
    visible = {"kind": "CXXRecordDecl", "inner": [VISIBLE, *methods]}
    hidden = {"kind": "CXXRecordDecl", "inner": [function("other", kind="CXXMethodDecl")]}
    assert names(visible, hidden) == {"method": "FUNC"}
