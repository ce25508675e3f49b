"""Evaluates macro calls with literal arguments without a template engine, for `fieldguide check`."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Collection
from typing import Any

from mkdocs_fieldguide.markup.tag_syntax import TagSyntax

_LONGEST = 5_000


def evaluate_literal_macros(
    text: str, names: Collection[str], call: Callable[[str, tuple[Any, ...], dict[str, Any]], str]
) -> str:
    """Return `text` with each macro call that has only literal arguments replaced by its result.

    Calls with variables, filters or logic are left alone; only a template engine can evaluate them.

    Args:
        text: Markdown.
        names: the names of the macros.
        call: evaluates a call: `(name, args, kwargs) -> result`.
    """

    def carried_out(match: re.Match[str]) -> str:
        read = _read(match["call"])
        return match[0] if read is None else call(*read)

    return TagSyntax.of(names).closed_macro_call.sub(carried_out, text) if "{{" in text else text


def _read(written: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
    if len(written) > _LONGEST:
        return None
    try:
        # Jinja writes `true`; as a name it would be a variable.
        python = re.sub(r"=\s*(true|false|none)\b", lambda m: "=" + m[1].title(), written)
        with warnings.catch_warnings():
            # Python would warn of odd numbers on the terminal, without a place.
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse(python, mode="eval")
        node = tree.body
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            return None
        args = tuple(ast.literal_eval(arg) for arg in node.args)
        kwargs = {keyword.arg: ast.literal_eval(keyword.value) for keyword in node.keywords if keyword.arg}
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    return (node.func.id, args, kwargs) if len(kwargs) == len(node.keywords) else None
