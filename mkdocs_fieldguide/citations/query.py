"""The query language of bibliographies: `@article[year>=2020 && author ^= Rehm]`.

It is that of jekyll-scholar (https://github.com/inukshuk/jekyll-scholar#bibliographies), extended with `*=`
and parentheses. Patterns are matched without regular expressions, so that no query can stall a build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs_fieldguide.citations.field_values import get_field_text, has_type
from mkdocs_fieldguide.model.references import Reference

Predicate = Callable[[Reference], bool]

_TOKEN = re.compile(
    r"\s*(?:(?P<op>&&|\|\||[()\[\],]|[!<>~^*$]=|==|!~|[=<>~])|(?P<kind>!?@[\w*-]+)"
    r"|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\{(?P<brace>[^{}]*)\})"
)
_WORD = re.compile(r"(?:(?!&&|\|\||[\[\](),]|[!<>~^*$]=|!~|[=<>~]).)+", re.DOTALL)
_OPERATORS = ("=", "==", "!=", "<", ">", "<=", ">=", "^=", "$=", "*=", "~", "~=", "!~")
_MAX_LENGTH = 2000
_MAX_DEPTH = 30


class QueryError(ValueError):
    """Syntax error in a query; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    Attributes:
        text: the source text.
        matches: returns whether a reference matches.
    """

    text: str
    matches: Predicate

    def select(self, references: Iterable[Reference]) -> list[Reference]:
        """Return the matching references, in the given order."""
        return [reference for reference in references if self.matches(reference)]


def parse_query(text: str) -> Query:
    """Parse a query.

    `@article` selects by type (`@*` selects all types, `!@article` all others), `[…]` by fields;
    alternatives are separated by commas.

    Within brackets: `&&` or `,` (and), `||` (or), parentheses; a field name alone tests that the
    field exists. Operators: `=`, `!=`, `<`, `<=`, `>`, `>=`; `^=` starts with, `$=` ends with, `*=`
    contains, `~=` matches a pattern with `.*` and `|`, `!~` does not match it. Comparisons ignore case;
    numbers are compared by value.

    Raises:
        QueryError: if the query has a syntax error.
    """
    if len(text) > _MAX_LENGTH:
        raise QueryError(f"The query is longer than {_MAX_LENGTH} characters.")
    return Query(text, _Parser(text).parse())


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text.strip()
        self._at = 0
        self._depth = 0

    def parse(self) -> Predicate:
        """Return the predicate of the whole query."""
        if not self._text:
            raise QueryError("The query is empty.")
        alternatives = [self._parse_selector()]
        while self._accept(",") or self._accept("||"):
            alternatives.append(self._parse_selector())
        if self._at < len(self._text):
            raise self._error("unexpected text")
        return _any_of(alternatives)

    def _parse_selector(self) -> Predicate:
        token = _TOKEN.match(self._text, self._at)
        kind = token.group("kind") if token else None
        if kind is None:
            # Conditions without a type need no brackets: `year >= 2020`.
            if self._peek() == "[":
                return self._parse_brackets()
            return self._parse_disjunction(stop_at_comma=True)
        assert token is not None  # noqa: S101 - for the type checker; a kind was found in it
        self._at = token.end()
        wanted, name = not kind.startswith("!"), kind.lstrip("!@")
        if self._peek() != "[":
            return lambda reference: has_type(reference, name) is wanted
        conditions = self._parse_brackets()
        # As in BibTeX-Ruby, the sign negates the type only.
        return lambda reference: has_type(reference, name) is wanted and conditions(reference)

    def _parse_brackets(self) -> Predicate:
        self._accept("[")
        conditions = self._parse_disjunction(stop_at_comma=False)
        if not self._accept("]"):
            raise self._error("no closing “]”")
        return conditions

    def _parse_disjunction(self, *, stop_at_comma: bool) -> Predicate:
        alternatives = [self._parse_conjunction(stop_at_comma=stop_at_comma)]
        while self._accept("||"):
            alternatives.append(self._parse_conjunction(stop_at_comma=stop_at_comma))
        return _any_of(alternatives)

    def _parse_conjunction(self, *, stop_at_comma: bool) -> Predicate:
        conditions = [self._parse_condition()]
        while self._accept("&&") or (not stop_at_comma and self._accept(",")):
            conditions.append(self._parse_condition())
        return _all_of(conditions)

    def _parse_condition(self) -> Predicate:
        if self._accept("("):
            self._depth += 1
            if self._depth > _MAX_DEPTH:
                raise QueryError(f"The query has more than {_MAX_DEPTH} nested parentheses.")
            inner = self._parse_disjunction(stop_at_comma=False)
            if not self._accept(")"):
                raise self._error("no closing “)”")
            self._depth -= 1
            return inner
        name = self._parse_word()
        if not re.fullmatch(r"!?[\w-]+", name):
            raise self._error(f"the invalid field name “{name}”" if name else "no field name")
        operator = self._peek()
        if operator not in _OPERATORS:
            if name.startswith("!"):
                return lambda reference: not get_field_text(reference, name[1:])
            return lambda reference: bool(get_field_text(reference, name))
        self._accept(operator)
        return _make_comparison(name, operator, self._parse_word())

    def _peek(self) -> str:
        token = _TOKEN.match(self._text, self._at)
        return (token.group("op") or "") if token else ""

    def _accept(self, operator: str) -> bool:
        token = _TOKEN.match(self._text, self._at)
        if token is None or token.group("op") != operator:
            return False
        self._at = token.end()
        return True

    def _parse_word(self) -> str:
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

    def _error(self, problem: str) -> QueryError:
        return QueryError(f"The query “{self._text[:80]}” has {problem} at character {self._at + 1}.")


def _any_of(predicates: list[Predicate]) -> Predicate:
    if len(predicates) == 1:
        return predicates[0]
    return lambda reference: any(predicate(reference) for predicate in predicates)


def _all_of(predicates: list[Predicate]) -> Predicate:
    if len(predicates) == 1:
        return predicates[0]
    return lambda reference: all(predicate(reference) for predicate in predicates)


def _make_comparison(name: str, operator: str, value: str) -> Predicate:
    compare = _COMPARISONS[operator]
    folded = value.casefold()
    return lambda reference: compare(get_field_text(reference, name).casefold(), folded)


def _parse_number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d{1,12}(?:\.\d{1,6})?", text) else None


def _compare(left: str, right: str) -> int | None:
    """Return -1, 0 or 1, comparing two numbers by value; None if the left side is empty."""
    if not left:
        return None
    a, b = _parse_number(left), _parse_number(right)
    if a is not None and b is not None:
        return (a > b) - (a < b)
    return (left > right) - (left < right)


def _is_equal(text: str, value: str) -> bool:
    return _compare(text, value) == 0 or (not text and not value)


def _matches_pattern(text: str, pattern: str) -> bool:
    r"""Return whether a text contains a match of a pattern of plain text, `.*`, `|`, `^`, `$` and `\b`."""
    return any(_matches_alternative(text, alternative.strip()) for alternative in pattern.split("|"))


def _matches_alternative(text: str, pattern: str) -> bool:
    from_start, to_end = pattern.startswith("^"), pattern.endswith("$")
    parts = pattern.removeprefix("^").removesuffix("$").split(".*")
    at = 0
    for number, part in enumerate(parts):
        literal, before, after = _read_boundaries(part)
        first, last = number == 0, number == len(parts) - 1
        if first and from_start:
            found = 0 if text.startswith(literal) else -1
            if found == 0 and last and to_end and len(text) != len(literal):
                found = -1
        elif last and to_end:
            found = len(text) - len(literal) if text.endswith(literal) else -1
        else:
            found = _find_word(text, literal, at, before=before, after=after)
        end = found + len(literal)
        if (
            found < at
            or (before and not _is_boundary(text, found))
            or (after and not _is_boundary(text, end))
        ):
            return False
        at = end
    return True


def _read_boundaries(part: str) -> tuple[str, bool, bool]:
    r"""Return a part of a pattern as plain text, and whether `\b` is before and after it."""
    before, after = part.startswith("\\b"), part.endswith("\\b")
    literal = part.removeprefix("\\b").removesuffix("\\b")
    return literal.replace("\\", ""), before, after


def _find_word(text: str, literal: str, at: int, *, before: bool, after: bool) -> int:
    """Return the first position of a text at which it has the wanted boundaries of words; -1 if none."""
    found = text.find(literal, at)
    while found >= 0 and not (
        (not before or _is_boundary(text, found)) and (not after or _is_boundary(text, found + len(literal)))
    ):
        found = text.find(literal, found + 1)
    return found


def _is_boundary(text: str, at: int) -> bool:
    """Return whether a word begins or ends at a position of a text."""
    return _is_in_word(text[at - 1 : at] if at else "") != _is_in_word(text[at : at + 1])


def _is_in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "=": _is_equal,
    "==": _is_equal,
    "!=": lambda text, value: not _is_equal(text, value),
    "<": lambda text, value: _compare(text, value) == -1,
    ">": lambda text, value: _compare(text, value) == 1,
    "<=": lambda text, value: _compare(text, value) in (-1, 0),
    ">=": lambda text, value: _compare(text, value) in (0, 1),
    "^=": lambda text, value: text.startswith(value.removeprefix("^")),
    "$=": lambda text, value: text.endswith(value),
    "*=": lambda text, value: value in text,
    "~": _matches_pattern,
    "~=": _matches_pattern,
    "!~": lambda text, value: not _matches_pattern(text, value),
}
