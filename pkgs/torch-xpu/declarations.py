"""The names of the functions and variables that headers declare for a library, from clang's syntax tree."""

import json
import subprocess

# Attributes that make a declaration visible outside of its library, as C10_XPU_API and TORCH_XPU_API do.
VISIBLE = "VisibilityAttr"
FUNCTIONS = {"FunctionDecl", "CXXMethodDecl", "CXXConstructorDecl", "CXXDestructorDecl", "CXXConversionDecl"}


def _documents(text):
    """The JSON documents in clang's output: one for each declaration that the filter selects."""
    decoder, position = json.JSONDecoder(), 0
    while (start := text.find("{", position)) >= 0:
        document, position = decoder.raw_decode(text, start)
        yield document


def _is_defined(node):
    """Whether a function has a body, or gets one from the compiler."""
    kinds = {child.get("kind") for child in node.get("inner", [])}
    return bool(kinds & {"CompoundStmt", "CXXTryStmt"}) or any(
        node.get(key) for key in ("isImplicit", "explicitlyDefaulted", "explicitlyDeleted", "pure", "inline")
    )


def _is_visible(node):
    return any(child.get("kind") == VISIBLE for child in node.get("inner", []))


def _symbols(node, visible):
    """Pairs of name and kind, below a declaration that is visible or whose class is."""
    visible = visible or _is_visible(node)
    kind = node.get("kind")
    if visible and kind in FUNCTIONS and "mangledName" in node and not _is_defined(node):
        yield node["mangledName"], "FUNC"
    elif visible and kind == "VarDecl" and node.get("storageClass") == "extern":
        yield node["mangledName"], "OBJECT"
    # Templates are instantiated in the kernel.
    if kind in ("NamespaceDecl", "LinkageSpecDecl"):
        visible = False
    if kind in ("NamespaceDecl", "LinkageSpecDecl", "CXXRecordDecl"):
        for child in node.get("inner", []):
            yield from _symbols(child, visible)


def declared(command, headers, scope):
    """The symbols of a library: {mangled name: kind}. scope: a part of the full names of its declarations."""
    text = "".join(f"#include <{header}>\n" for header in headers)
    options = ["-xc++", "-fsyntax-only", "-Xclang", "-ast-dump=json", "-Xclang", f"-ast-dump-filter={scope}", "-"]
    output = subprocess.run([*command, *options], input=text, check=True, text=True, stdout=subprocess.PIPE).stdout
    return {name: kind for document in _documents(output) for name, kind in _symbols(document, False)}
