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

    def evaluated(match: re.Match[str]) -> str:
        parsed = _parse(match["call"])
        return match[0] if parsed is None else call(*parsed)

    return TagSyntax.of(names).closed_macro_call.sub(evaluated, text) if "{{" in text else text


def _parse(written: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
    if len(written) > _LONGEST:
        return None
    try:
        # Jinja has `true` for `True`; Python would read it as a variable.
        python = re.sub(r"=\s*(true|false|none)\b", lambda m: "=" + m[1].title(), written)
        with warnings.catch_warnings():
            # Python would print warnings about odd literals, without their location.
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
