"""Parse the arguments of tags, includes and macro calls.

There are three syntaxes: words and options as in jekyll-scholar (`{% tool "id" %}`,
`{% cite a b --locator 3 %}`), Liquid's `{% include NAME.html key="value" %}`, and macro calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.markup.directive import Call, Directive, Output, Parameter
from mkdocs_fieldguide.markup.option_values import WORD, find_option, first, first_or_none, read_value
from mkdocs_fieldguide.model.unicode_forms import normalise, normalise_name

# As in Jekyll, `\\"` is a quote within quotes. A value may also end in a backslash; then nothing is escaped.
_PAIR = re.compile(
    r"""\s*([\w-]+)\s*=\s*
    (?:"((?:[^"\\]|\\.)*)" | '((?:[^'\\]|\\.)*)' | "([^"]*)" | '([^']*)' | ([^\s"',]+))
    \s*,?""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"""\\(["'])""")
_CURLY_QUOTES = ("“", "”", "„", "‘", "’", "«", "»")
_FALSE = ("false", "no", "off", "0", "")

Plain = Callable[[str], str]

MOST_PROBLEMS = 5
"""The limit of unknown options that are reported for one tag."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Parsed arguments.

    Attributes:
        call: the call; None if it cannot be rendered.
        problems: pairs of message and hint.
    """

    call: Call | None
    problems: tuple[tuple[str, str], ...] = ()


def parse_tag(directive: Directive, text: str, plain: Plain = str) -> Parsed:
    """Parse the arguments in `{% name … %}`.

    Args:
        directive: the directive.
        text: words, quoted words, options (`--name value`, `--name=value`, `-n value`) and `key="value"`. A
            value without quotes extends to the next option.
        plain: replaces tokens in a text with their plain text.
    """
    words: list[str] = []
    named: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        if pair := _PAIR.match(text, position):
            named[pair[1]] = _value(_quoted(pair), pair[6])
            position = pair.end()
            continue
        match = WORD.match(text, position)
        if not match:
            problems.append(_syntax_problem(text[position:end], plain))
            break
        position = match.end()
        if not match[3]:
            words.append(first(match[1], match[2], match[4]))
            continue
        parameter = find_option(directive, match[3])
        if parameter is None:
            # More would not help the author, and suggestions take time.
            if len(problems) < MOST_PROBLEMS:
                problems.append(_unknown_parameter(directive, plain(match[3])))
            continue
        if parameter.kind == "flag":
            named[parameter.name] = True
            continue
        value = read_value(directive, text, position, whole=len(words) >= directive.minimum)
        if parameter.kind == "ignored" and (value is None or value[0].startswith("-")):
            continue
        if value is None:
            problems.append((f"“{match[3]}” needs a value.", ""))
            break
        given, position = value
        _add_value(named, parameter, given)
    return _validate(directive, words, named, problems, plain)


def _add_value(named: dict[str, Any], parameter: Parameter, given: str) -> None:
    """Add the value of an option to those before, if it can be repeated; otherwise the last one counts."""
    before = named.get(parameter.name)
    if before is None or parameter.kind not in ("list", "texts"):
        named[parameter.name] = given
    elif parameter.kind == "list":
        named[parameter.name] = f"{before},{given}"
    else:
        named[parameter.name] = [*_as_list(before), given]


def parse_include(
    directive: Directive, text: str, variables: Mapping[str, str], plain: Plain = str
) -> Parsed:
    """Parse the arguments in `{% include NAME.html … %}`.

    Args:
        directive: the directive that the include is mapped to.
        text: pairs `key="value"`, `key='value'` or `key=variable`, on any number of lines.
        variables: Liquid variables defined on the page by `capture` and `assign`.
        plain: replaces tokens in a text with their plain text.
    """
    named: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _PAIR.match(text, position)
        if not match:
            problems.append(_syntax_problem(text[position:end], plain))
            break
        position = match.end()
        bare = match[6]
        named[match[1]] = _value(variables.get(bare) if bare else _quoted(match), bare)
    return _validate(directive, [], named, problems, plain)


def from_macro(
    directive: Directive, args: Sequence[Any], kwargs: Mapping[str, Any], plain: Plain = str
) -> Parsed:
    """Convert the arguments of a macro call, such as `{{ cite("a", "b", locator="3") }}`.

    Args:
        directive: the directive that is called.
        args: the positional arguments.
        kwargs: the named arguments.
        plain: replaces tokens in a text with their plain text.
    """
    words: list[str] = []
    for value in args:
        words.extend(str(item) for item in value) if isinstance(value, (list, tuple)) else words.append(
            str(value)
        )
    return _validate(directive, words, dict(kwargs), [], plain)


def _validate(
    directive: Directive,
    words: list[str],
    named: Mapping[str, Any],
    problems: list[tuple[str, str]],
    plain: Plain,
) -> Parsed:
    values: dict[str, Any] = {}
    # Only Markdown keeps its tokens; all other values go into messages, URLs and attributes unchanged.
    words = [normalise_name(plain(word)) for word in words]
    named = {plain(name): _plain_value(directive, name, value, plain) for name, value in named.items()}
    given = [*words, *(text for value in named.values() for text in _as_list(value))]
    curly = next((text for text in given if str(text)[:1] in _CURLY_QUOTES), None)
    if curly is not None:
        straight = str(curly).strip("".join(_CURLY_QUOTES))[:60]
        problem = f"“{directive.name}” has curly quotes, which word processors insert."
        return Parsed(None, (*problems, (problem, f'Use straight quotes: "{straight}".')))
    for name, value in named.items():
        parameter = directive.parameter(name)
        if parameter is None:
            if len(problems) < MOST_PROBLEMS:
                problems.append(_unknown_parameter(directive, name))
        elif parameter.kind != "ignored":
            try:
                values[parameter.name] = _convert(parameter, value)
            except ValueError as error:
                problems.append((str(error), ""))
            problems.extend(_choice_problems(directive, parameter, value))
    if len(words) < directive.minimum:
        # If there was a syntax error, the missing argument is probably what could not be parsed.
        missing = () if problems else ((f"“{directive.name}” lacks the {directive.positional}.", ""),)
        return Parsed(None, (*problems, *missing))
    if directive.maximum is not None and len(words) > directive.maximum:
        extra = " ".join(words[directive.maximum :])[:60]
        expected = (
            f"It takes at most {directive.maximum}."
            if directive.maximum
            else "It takes named arguments only."
        )
        problems.append((f"“{directive.name}” has too many arguments: “{extra}”.", expected))
        words = words[: directive.maximum]
    if directive.output is Output.CONTAINER and not values:
        return Parsed(None, (*problems, (f"“{directive.name}” is empty.", "")))
    return Parsed(Call(directive, tuple(words), values), tuple(problems))


def _as_list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)


def _plain_value(directive: Directive, name: str, value: Any, plain: Plain) -> Any:
    parameter = directive.parameter(name)
    if parameter is not None and parameter.markdown:
        return value
    if isinstance(value, (list, tuple)):
        return [plain(str(item)) for item in value]
    # Macros accept any object.
    return value if value is None or isinstance(value, (bool, int, float)) else plain(str(value))


def _syntax_problem(text: str, plain: Plain) -> tuple[str, str]:
    return f"“{plain(text.strip())[:60]}” cannot be parsed.", "Is a closing quote missing?"


def _choice_problems(directive: Directive, parameter: Parameter, given: Any) -> list[tuple[str, str]]:
    text = str(given).strip()
    if not parameter.choices or not text or text.casefold() in parameter.choices or "{" in text:
        return []
    hint = suggest_name(text[:60], parameter.choices) or f"Allowed: {', '.join(parameter.choices)}."
    return [(f"“{directive.name}” has no {parameter.name} “{text[:60]}”.", hint)]


def _convert(parameter: Parameter, value: Any) -> Any:
    if parameter.is_switch and isinstance(value, bool):
        return value
    if isinstance(value, bool) and parameter.kind != "flag":
        value = str(value).lower()
    if parameter.is_switch and value in ("true", "false"):
        return False  # In quotes, it is a text, which the theme ignores.
    if parameter.kind == "flag":
        return value if isinstance(value, bool) else str(value).strip().casefold() not in _FALSE
    if parameter.kind == "number":
        return _to_number(parameter, value)
    if parameter.kind in ("list", "texts"):
        return _to_tuple(parameter, value)
    return "" if value is None else normalise("NFC", str(value))


def _to_number(parameter: Parameter, value: Any) -> int:
    try:
        return max(0, int(str(value).strip()))
    except ValueError:
        raise ValueError(f"“{parameter.name}” must be a whole number, not “{str(value)[:60]}”.") from None


def _to_tuple(parameter: Parameter, value: Any) -> tuple[str, ...]:
    if parameter.kind == "texts":
        return tuple(normalise("NFC", str(item)) for item in _as_list(value) if item is not None)
    items = value if isinstance(value, (list, tuple)) else str(value).split(",")
    return tuple(name for name in (normalise_name(str(item)) for item in items) if name)


def _unknown_parameter(directive: Directive, name: str) -> tuple[str, str]:
    known = [p.name for p in directive.parameters]
    hint = suggest_name(name.lstrip("-"), known) or (
        f"Known parameters: {', '.join(known)}." if known else "It has no parameters."
    )
    return f"“{directive.name}” has no parameter “{name}”.", hint


def _value(text: str | None, bare: str | None) -> Any:
    """Return a value: a text, or a boolean for `true` and `false` without quotes."""
    if text is not None:
        return text
    return {"true": True, "false": False}.get(bare or "", bare or "")


def _quoted(pair: re.Match[str]) -> str | None:
    """Return the value of a pair in quotes, with its escaped quotes as quotes; None without quotes."""
    escaped = first_or_none(*pair.group(2, 3))
    return _ESCAPED.sub(r"\1", escaped) if escaped is not None else first_or_none(*pair.group(4, 5))
