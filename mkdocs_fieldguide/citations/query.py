"""The query language of bibliographies: `@article[year>=2020 && author ^= Rehm]`.

It is that of jekyll-scholar (https://github.com/inukshuk/jekyll-scholar#bibliographies) with `*=` and
parentheses. Patterns are compared without regular expressions, so that no page can stall a build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs_fieldguide.citations.field_values import get_field_text, has_type
from mkdocs_fieldguide.model.references import Reference

Predicate = Callable[[Reference], bool]

_TOKEN = re.compile(
    r"\s*(?:(?P<op>&&|\|\||[()\[\],]|[!<>~^*$]=|==|!~|[=<>~])|(?P<kind>@[\w*-]+)"
    r"|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\{(?P<brace>[^{}]*)\})"
)
_WORD = re.compile(r"(?:(?!&&|\|\||[\[\](),]|[!<>~^*$]=|!~|[=<>~]).)+", re.DOTALL)
_OPERATORS = ("=", "==", "!=", "<", ">", "<=", ">=", "^=", "$=", "*=", "~", "~=", "!~")
_MAX_LENGTH = 2000
_MAX_DEPTH = 30


class QueryError(ValueError):
    """A query cannot be understood; the message says where and why, in one sentence."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a query asks for.

    Attributes:
        text: as it was written.
        matches: tells whether a reference is asked for.
    """

    text: str
    matches: Predicate

    def select(self, references: Iterable[Reference]) -> list[Reference]:
        """Return the references that are asked for, in their order."""
        return [reference for reference in references if self.matches(reference)]


def parse_query(text: str) -> Query:
    """Return what a query asks for.

    `@article` chooses by type (`@*` all of them), `[…]` by fields; several choices are separated by
    commas. Inside the brackets: `&&` or `,` (and), `||` (or), parentheses; a field alone asks that it is
    there. Comparisons: `=`, `!=`, `<`, `<=`, `>`, `>=`; `^=` begins with, `$=` ends with, `*=` contains,
    `~=` contains with `.*` for anything and `|` for choices, `!~` its contrary. Letter case does not
    matter; numbers are compared as numbers.

    Raises:
        QueryError: if it cannot be understood.
    """
    if len(text) > _MAX_LENGTH:
        raise QueryError(f"The query is longer than {_MAX_LENGTH} characters.")
    return Query(text, _Parser(text).whole())


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text.strip()
        self._at = 0
        self._depth = 0

    def whole(self) -> Predicate:
        """Return the predicate of the whole text."""
        if not self._text:
            raise QueryError("The query is empty.")
        choices = [self._choice()]
        while self._take(",") or self._take("||"):
            choices.append(self._choice())
        if self._at < len(self._text):
            raise self._error("something that does not belong there")
        return choices[0] if len(choices) == 1 else _any_of(choices)

    def _choice(self) -> Predicate:
        token = _TOKEN.match(self._text, self._at)
        kind = token.group("kind") if token else None
        if kind is None:
            # Without a type the conditions may stand alone: `year >= 2020`.
            return self._bracketed() if self._peek() == "[" else self._alternatives(stop_at_comma=True)
        assert token is not None  # noqa: S101 - for the type checker; a kind was found in it
        self._at = token.end()
        wanted = kind[1:]
        if self._peek() != "[":
            return lambda reference: has_type(reference, wanted)
        conditions = self._bracketed()
        return lambda reference: has_type(reference, wanted) and conditions(reference)

    def _bracketed(self) -> Predicate:
        self._take("[")
        conditions = self._alternatives(stop_at_comma=False)
        if not self._take("]"):
            raise self._error("no “]” that closes the conditions")
        return conditions

    def _alternatives(self, *, stop_at_comma: bool) -> Predicate:
        choices = [self._conjunction(stop_at_comma=stop_at_comma)]
        while self._take("||"):
            choices.append(self._conjunction(stop_at_comma=stop_at_comma))
        return choices[0] if len(choices) == 1 else _any_of(choices)

    def _conjunction(self, *, stop_at_comma: bool) -> Predicate:
        parts = [self._condition()]
        while self._take("&&") or (not stop_at_comma and self._take(",")):
            parts.append(self._condition())
        return parts[0] if len(parts) == 1 else _all_of(parts)

    def _condition(self) -> Predicate:
        if self._take("("):
            self._depth += 1
            if self._depth > _MAX_DEPTH:
                raise QueryError(f"The query has more than {_MAX_DEPTH} nested parentheses.")
            inner = self._alternatives(stop_at_comma=False)
            if not self._take(")"):
                raise self._error("no “)”")
            self._depth -= 1
            return inner
        name = self._word()
        if not re.fullmatch(r"!?[\w-]+", name):
            raise self._error(f"“{name}”, which is no field" if name else "no field to compare")
        operator = self._peek()
        if operator not in _OPERATORS:
            if name.startswith("!"):
                return lambda reference: not get_field_text(reference, name[1:])
            return lambda reference: bool(get_field_text(reference, name))
        self._take(operator)
        return _comparison(name, operator, self._word())

    def _peek(self) -> str:
        token = _TOKEN.match(self._text, self._at)
        return (token.group("op") or "") if token else ""

    def _take(self, sign: str) -> bool:
        token = _TOKEN.match(self._text, self._at)
        if token is None or token.group("op") != sign:
            return False
        self._at = token.end()
        return True

    def _word(self) -> str:
        token = _TOKEN.match(self._text, self._at)
        if token:
            for name in ("double", "single", "brace"):
                if (value := token.group(name)) is not None:
                    self._at = token.end()
                    return value.strip()
        match = _WORD.match(self._text, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match.group().strip()

    def _error(self, what: str) -> QueryError:
        return QueryError(f"The query “{self._text[:80]}” has {what} at character {self._at + 1}.")


def _any_of(parts: list[Predicate]) -> Predicate:
    return lambda reference: any(part(reference) for part in parts)


def _all_of(parts: list[Predicate]) -> Predicate:
    return lambda reference: all(part(reference) for part in parts)


def _comparison(name: str, operator: str, value: str) -> Predicate:
    compare = _COMPARISONS[operator]
    wanted = value.casefold()
    return lambda reference: compare(get_field_text(reference, name).casefold(), wanted)


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,6})?", text) else None


def _order(left: str, right: str) -> int | None:
    """Return -1, 0 or 1; None where there is nothing to compare."""
    if not left:
        return None
    a, b = _number(left), _number(right)
    if a is not None and b is not None:
        return (a > b) - (a < b)
    return (left > right) - (left < right)


def _like(text: str, pattern: str) -> bool:
    """Tell whether a pattern of plain words, `.*`, `|`, `^` and `$` is found in a text."""
    return any(_one_like(text, choice.strip()) for choice in pattern.split("|"))


def _one_like(text: str, pattern: str) -> bool:
    from_start, to_end = pattern.startswith("^"), pattern.endswith("$")
    pieces = pattern.removeprefix("^").removesuffix("$").replace("\\", "").split(".*")
    if from_start and not text.startswith(pieces[0]):
        return False
    at = 0
    for piece in pieces[:-1] if to_end else pieces:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not to_end or (len(text) - len(pieces[-1]) >= at and text.endswith(pieces[-1]))


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda text, value: _order(text, value) == 0 or (not text and not value),
    "==": lambda text, value: _order(text, value) == 0 or (not text and not value),
    "!=": lambda text, value: not (_order(text, value) == 0 or (not text and not value)),
    "<": lambda text, value: _order(text, value) == -1,
    ">": lambda text, value: _order(text, value) == 1,
    "<=": lambda text, value: _order(text, value) in (-1, 0),
    ">=": lambda text, value: _order(text, value) in (0, 1),
    "^=": lambda text, value: text.startswith(value.removeprefix("^")),
    "$=": lambda text, value: text.endswith(value),
    "*=": lambda text, value: value in text,
    "~": _like,
    "~=": _like,
    "!~": lambda text, value: not _like(text, value),
}
