"""What our macros return, so that filters and methods apply to the text that readers see.

A macro returns a token, which stands for its output until the page is converted. A filter such as `upper`
would destroy it. The result of a filter is another token: names come from data, whose text must not become
Markdown or HTML.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from jinja2 import Environment

_UNCHANGED_FILTERS = frozenset(
    {"batch", "d", "default", "e", "escape", "forceescape", "format", "indent", "join", "map", "safe",
     "string", "trim"}
)  # fmt: skip
"""Filters that leave a token intact, or apply to items of a list."""

_UNCHANGED_METHODS = frozenset({"encode", "format", "join", "lstrip", "rstrip", "strip"})


class Tokens(Protocol):
    """The tokens of a build."""

    def is_token(self, text: str) -> bool:
        """Return whether a text is a token and nothing else."""

    def plain_for(self, token: str, name: str) -> str | None:
        """Return the plain text of a token for a filter or method; None, with a finding, without any."""

    def token_for(self, token: str, result: str) -> str:
        """Return a token for what a filter or method has made from another token."""


class MacroText(str):
    """A token whose methods apply to the plain text that it stands for.

    Args:
        token: the token.
        tokens: the tokens of the build.
    """

    __slots__ = ("_tokens",)
    _tokens: Tokens

    def __new__(cls, token: str, tokens: Tokens) -> MacroText:
        """Create the text."""
        text = super().__new__(cls, token)
        text._tokens = tokens
        return text

    def __getitem__(self, key: Any) -> str:
        """Return a part of the plain text."""
        part: str = _apply("[…]", lambda text: text[key], self, self._tokens)
        return part


def _delegate(name: str) -> Callable[..., Any]:
    def method(self: MacroText, *args: Any, **kwargs: Any) -> Any:
        return _apply(name, lambda text: getattr(text, name)(*args, **kwargs), self, self._tokens)

    return method


for _name in dir(str):
    if not _name.startswith("_") and _name not in _UNCHANGED_METHODS:
        setattr(MacroText, _name, _delegate(_name))


def _apply(name: str, function: Callable[[str], Any], token: str, tokens: Tokens) -> Any:
    """Return what a function makes from the plain text of a token; the token itself if it has none."""
    plain = tokens.plain_for(token, name)
    return token if plain is None else _protect(function(plain), token, tokens)


def _protect(result: Any, token: str, tokens: Tokens) -> Any:
    """Return a result with tokens in place of all texts."""
    if isinstance(result, str):
        return MacroText(tokens.token_for(token, result), tokens)
    if isinstance(result, (list, tuple, Iterator)):
        return [_protect(item, token, tokens) for item in result]
    return result if isinstance(result, (int, float)) else token


def guard_filters(environment: Environment, tokens: Tokens) -> None:
    """Let the filters of a template engine apply to plain text in place of a token.

    Args:
        environment: the engine; its filters are replaced.
        tokens: the tokens of the build.
    """
    for name, function in environment.filters.items():
        if name not in _UNCHANGED_FILTERS:
            environment.filters[name] = _guard(name, getattr(function, "fieldguide_filter", function), tokens)


def _guard(name: str, function: Callable[..., Any], tokens: Tokens) -> Callable[..., Any]:
    # It also copies the attribute by which Jinja recognises filters that take a context.
    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        first = 1 if hasattr(function, "jinja_pass_arg") else 0
        value = args[first] if len(args) > first else None
        if not isinstance(value, str) or not tokens.is_token(value):
            return function(*args, **kwargs)
        before, after = args[:first], args[first + 1 :]
        return _apply(name, lambda text: function(*before, text, *after, **kwargs), value, tokens)

    guarded.fieldguide_filter = function  # type: ignore[attr-defined]
    return guarded
