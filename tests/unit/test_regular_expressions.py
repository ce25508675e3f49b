"""No regular expression uses syntax that the first releases of Python 3.11 match incorrectly.

These are possessive quantifiers (`*+`, `++`, `?+`, `{1,2}+`) and atomic groups (`(?>…)`):
https://github.com/python/cpython/issues/100061 and https://github.com/python/cpython/issues/106052.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from re import _constants, _parser

import pytest

import mkdocs_fieldguide

FORBIDDEN = (_constants.POSSESSIVE_REPEAT, _constants.ATOMIC_GROUP)
COMPILES = {"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"}
MODULES = [
    importlib.import_module(info.name)
    for info in pkgutil.walk_packages(mkdocs_fieldguide.__path__, "mkdocs_fieldguide.")
    if not info.name.endswith("__main__")
]


def is_forbidden(pattern, flags=0):
    """Return whether a pattern contains one of the forbidden operations, at any depth."""

    def contains_forbidden(part):
        if isinstance(part, (list, tuple, _parser.SubPattern)):
            return any(contains_forbidden(item) for item in part)
        return any(part is operation for operation in FORBIDDEN)

    return contains_forbidden(_parser.parse(pattern, flags))


def patterns_in_module(module):
    """Yield the patterns in the variables of a module, including those in collections and classes."""
    left, seen = list(vars(module).values()), set()
    while left:
        value = left.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, (list, tuple, set, frozenset)):
            left += value
        elif isinstance(value, dict):
            left += value.values()
        elif inspect.isclass(value) and value.__module__ == module.__name__:
            left += vars(value).values()


def patterns_in_calls(source):
    """Yield the patterns in a source's calls of `re`, with `x` for values inserted at run time."""
    for call in ast.walk(ast.parse(source)):
        if (
            isinstance(call, ast.Call)
            and call.args
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in COMPILES
            and ast.unparse(call.func.value) == "re"
        ):
            yield pattern_of(call.args[0])


def pattern_of(node):
    match node:
        case ast.Constant():
            return node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
        case ast.JoinedStr():
            return "".join(map(pattern_of, node.values))
        case ast.BinOp():
            return pattern_of(node.left) + pattern_of(node.right)
    return "x"


def test_patterns_match_equally_on_all_supported_python_versions():
    in_modules = [(p.pattern, p.flags) for module in MODULES for p in patterns_in_module(module)]
    in_calls = [
        (pattern, 0) for module in MODULES for pattern in patterns_in_calls(inspect.getsource(module))
    ]
    assert len(in_modules) > 150
    assert len(in_calls) > 250
    assert [pattern for pattern, flags in (*in_modules, *in_calls) if is_forbidden(pattern, flags)] == []


@pytest.mark.parametrize("pattern", ["a*+", "(?:b|c(?>d))", "(?=x(y++))", "a?+", "[ab]{1,2}+", b"(?<!(?>a))"])
def test_forbidden_pattern_is_found(pattern):
    assert is_forbidden(pattern)


@pytest.mark.parametrize("pattern", ["[*+]", r"\*+", r"\(\?>", "(?=(a+))\\1", "a*(?!a)", r"(?P<a>x)\++"])
def test_allowed_pattern_is_not(pattern):
    assert not is_forbidden(pattern)


def test_patterns_are_found_in_the_package():
    module = importlib.import_module("mkdocs_fieldguide.markup.tag_syntax")
    found = {pattern.pattern for pattern in patterns_in_module(module)}
    assert {module.INSIDE_RAW.pattern, module.REGIONS["raw"].pattern} <= found
    source = """def f(name): return re.sub(r"a*+", "", re.match(rf"(?>{name})" + "+", re.escape(B + "?+")))"""
    assert list(patterns_in_calls(source)) == ["a*+", "(?>x)+"]
