"""Arguments of tags and macros: from what was written to values by parameter.

Three ways of writing are read: `{% tool "id" %}` and `{% cite a b --locator 3 %}` (words and options, as in
jekyll-scholar), `{% include NAME.html key="value" %}` (Liquid), and the arguments of a macro call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.markup.directive import Call, Directive, Output, Parameter

_WORD = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(--?[A-Za-z][\w-]*)(?:=|(?=\s|$))|([^\s"',]+),?)""")
_PAIR = re.compile(r"""\s*([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"',]+))\s*,?""")
_CURLY = ("“", "”", "„", "‘", "’", "«", "»")
_FALSE = ("false", "no", "off", "0", "")


Plain = Callable[[str], str]

MOST_PROBLEMS = 5
"""Unknown options of one tag that are reported."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of reading arguments: a call, and what was wrong.

    Attributes:
        call: None when the directive cannot be carried out.
        problems: pairs of message and hint.
    """

    call: Call | None
    problems: tuple[tuple[str, str], ...] = ()


def parse_tag(directive: Directive, text: str, plain: Plain = str) -> Parsed:
    """Read what stands after the name in `{% name … %}`.

    Args:
        directive: the directive that was named.
        text: words, quoted words and options (`--name value`, `--name=value`, `-n value`), also
            `key="value"`.
        plain: gives the plain reading of tokens in a text.
    """
    words: list[str] = []
    named: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        if pair := _PAIR.match(text, position):
            named[pair[1]] = _first(pair[2], pair[3], pair[4])
            position = pair.end()
            continue
        match = _WORD.match(text, position)
        if not match:
            problems.append(_unreadable(text[position:end], plain))
            break
        position = match.end()
        if not match[3]:
            words.append(_first(match[1], match[2], match[4]))
            continue
        parameter = _option(directive, match[3])
        if parameter is None:
            # One tag needs no more, and naming what was meant takes time.
            if len(problems) < MOST_PROBLEMS:
                problems.append(_unknown(directive, plain(match[3])))
            continue
        if parameter.kind == "flag":
            named[parameter.name] = True
            continue
        value = _WORD.match(text, position)
        if not value:
            problems.append((f"“{match[3]}” needs a value.", ""))
            break
        position = value.end()
        named[parameter.name] = _first(value[1], value[2], value[3], value[4])
    return _checked(directive, words, named, problems, plain)


def parse_include(
    directive: Directive, text: str, variables: Mapping[str, str], plain: Plain = str
) -> Parsed:
    """Read what stands after the file name in `{% include NAME.html … %}`.

    Args:
        directive: the directive that the include stands for.
        text: pairs `key="value"`, `key='value'` or `key=variable`, over any number of lines.
        variables: Liquid variables known on the page (from `capture` and `assign`).
        plain: gives the plain reading of tokens in a text.
    """
    named: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _PAIR.match(text, position)
        if not match:
            problems.append(_unreadable(text[position:end], plain))
            break
        position = match.end()
        bare = match[4]
        named[match[1]] = variables.get(bare, bare) if bare else _first(match[2], match[3])
    return _checked(directive, [], named, problems, plain)


def from_macro(
    directive: Directive, args: Sequence[Any], kwargs: Mapping[str, Any], plain: Plain = str
) -> Parsed:
    """Read the arguments of a macro call, `{{ cite("a", "b", locator="3") }}`.

    Args:
        directive: the directive that was called.
        args: the arguments without a name.
        kwargs: those with a name.
        plain: gives the plain reading of tokens in a text.
    """
    words: list[str] = []
    for value in args:
        words.extend(str(item) for item in value) if isinstance(value, (list, tuple)) else words.append(
            str(value)
        )
    return _checked(directive, words, dict(kwargs), [], plain)


def _checked(
    directive: Directive,
    words: list[str],
    named: Mapping[str, Any],
    problems: list[tuple[str, str]],
    plain: Plain,
) -> Parsed:
    values: dict[str, Any] = {}
    # Only Markdown keeps its tokens: all else goes into messages, addresses and attributes as it is.
    words = [plain(word) for word in words]
    named = {plain(name): _plain_value(directive, name, value, plain) for name, value in named.items()}
    curly = next((text for text in (*words, *named.values()) if str(text)[:1] in _CURLY), None)
    if curly is not None:
        straight = str(curly).strip("".join(_CURLY))[:60]
        problem = f"“{directive.name}” is written with curly quotes, which a word processor makes."
        return Parsed(None, (*problems, (problem, f'Write straight ones: "{straight}".')))
    for name, given in named.items():
        parameter = directive.parameter(name)
        if parameter is None:
            if len(problems) < MOST_PROBLEMS:
                problems.append(_unknown(directive, name))
        elif parameter.kind != "ignored":
            try:
                values[parameter.name] = _converted(parameter, given)
            except ValueError as error:
                problems.append((str(error), ""))
            problems.extend(_not_chosen(directive, parameter, given))
    if len(words) < directive.minimum:
        # What cannot be read is probably what is missing: that is one slip, and one finding.
        missing = () if problems else ((f"“{directive.name}” lacks the {directive.positional}.", ""),)
        return Parsed(None, (*problems, *missing))
    if directive.maximum is not None and len(words) > directive.maximum:
        extra = " ".join(words[directive.maximum :])[:60]
        expected = f"It takes {directive.maximum or 'none'} without a name."
        problems.append((f"“{directive.name}” has more than it takes: “{extra}”.", expected))
        words = words[: directive.maximum]
    if directive.output is Output.CONTAINER and not values:
        return Parsed(None, (*problems, (f"“{directive.name}” is empty.", "")))
    return Parsed(Call(directive, tuple(words), values), tuple(problems))


def _plain_value(directive: Directive, name: str, value: Any, plain: Plain) -> Any:
    parameter = directive.parameter(name)
    if parameter is not None and parameter.markdown:
        return value
    if isinstance(value, (list, tuple)):
        return [plain(str(item)) for item in value]
    # A macro may pass any object on.
    return value if value is None or isinstance(value, (bool, int, float)) else plain(str(value))


def _unreadable(text: str, plain: Plain) -> tuple[str, str]:
    return f"“{plain(text.strip())[:60]}” cannot be read.", "Is a quote left open?"


def _not_chosen(directive: Directive, parameter: Parameter, given: Any) -> list[tuple[str, str]]:
    text = str(given).strip()
    if not parameter.choices or not text or text.casefold() in parameter.choices or "{" in text:
        return []
    hint = suggest_name(text[:60], parameter.choices) or f"There are: {', '.join(parameter.choices)}."
    return [(f"“{directive.name}” has no {parameter.name} “{text[:60]}”.", hint)]


def _converted(parameter: Parameter, value: Any) -> Any:
    if parameter.kind == "flag":
        return value if isinstance(value, bool) else str(value).strip().casefold() not in _FALSE
    if parameter.kind == "number":
        try:
            return max(0, int(str(value).strip()))
        except ValueError:
            raise ValueError(f"“{parameter.name}” is a whole number, not “{str(value)[:60]}”.") from None
    if parameter.kind == "list":
        items = value if isinstance(value, (list, tuple)) else str(value).split(",")
        return tuple(text for text in (str(item).strip() for item in items) if text)
    return "" if value is None else str(value)


def _option(directive: Directive, written: str) -> Parameter | None:
    if written.startswith("--"):
        return directive.parameter(written[2:])
    return next((p for p in directive.parameters if p.short and p.short == written[1:]), None)


def _unknown(directive: Directive, name: str) -> tuple[str, str]:
    known = [p.name for p in directive.parameters]
    hint = suggest_name(name.lstrip("-"), known) or (
        f"Known: {', '.join(known)}." if known else "It takes none."
    )
    return f"“{directive.name}” has no “{name}”.", hint


def _first(*values: str | None) -> str:
    return next((value for value in values if value is not None), "")
