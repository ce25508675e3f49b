"""The layout of the site's own classes, from its Sass files, for those that pages use.

Without it, a picture that only its class made small fills the page, and boxes are rows of bare lines. Colours
are not taken over, because they were chosen for one ground: a ground becomes that of boxes in the new theme,
and a border its line. Conditions, functions and mixins are not computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from mkdocs_fieldguide.migrate.look.sass_variables import SassVariables, without_comments

OWN_STYLESHEET = "assets/own-classes.css"
"""Style sheet for the site's own classes, relative to the docs folder."""

_HEAD = "/* The layout of the old site's own classes that pages use. Colours are those of the new theme. */\n"
_TOKEN = re.compile(r"[{};]|\"[^\"\n]*\"|'[^'\n]*'|[^{};\"']+|[\"']")
_COMPUTED = re.compile(r"#\{[^{}]*\}")
_SELECTOR = re.compile(r"[a-z0-9]*(?:\.[\w-]+)+(?:(?:\s+|\s*>\s*)(?:[a-z0-9]+(?:\.[\w-]+)*|(?:\.[\w-]+)+))*")
_CLASS = re.compile(r"\.([\w-]+)")
_VARIABLE = re.compile(r"\$([\w-]+)")
_LENGTH = re.compile(r"(?<![\w.#-])(\d*\.?\d+)rem\b")
_VALUE = re.compile(r"[\w\s.%,/\"'-]+")
_NEGATIVE = re.compile(r"(?<![\w.])-[\d.]")
_LAYOUT = re.compile(
    r"(?:max-)?(?:width|height)|flex(?:-(?:direction|wrap|basis|grow|shrink))?|(?:row-|column-)?gap"
    r"|align-(?:items|content|self)|justify-(?:items|content|self)"
    r"|(?:margin|padding)(?:-(?:top|right|bottom|left|inline|block|(?:inline|block)-(?:start|end)))?"
    r"|border-radius|text-(?:align|transform)|letter-spacing|font-(?:weight|style|family|size)|line-height"
    r"|list-style(?:-type)?|object-fit|aspect-ratio|vertical-align"
)
_DISPLAYS = ("block", "flex", "grid", "inline-block", "inline-flex", "list-item")
_LINE = re.compile(r"border(?:-(?:top|right|bottom|left))?")
_LINE_WIDTH = re.compile(r"([1-9]px)\s+(?:solid|dashed|dotted)\b.*", re.DOTALL)
_NARROW = re.compile(r"(?:auto|[\d.]+fr|(?:[1-9]?\d|1\d\d)px)\s+(?:auto|[\d.]+fr)")
_EQUAL_COLUMNS = "repeat(auto-fit, minmax(min(100%, 10rem), 1fr))"
_ROOT = 16 / 20
"""Sizes in `rem` are of 16 pixels in the old theme, and of 20 in Material."""

_LEAST_TEXT = 0.6
"""Sizes of text are at least 12 pixels."""

_MAX_CHARACTERS = 300_000
_MAX_LEVELS = 10
_MAX_SELECTORS = 30
_MAX_LENGTH = 200
_MAX_RULES = 1000


def own_styles(files: Mapping[str, str], used: Set[str]) -> str:
    """Return a style sheet for the site's own classes; empty if pages use none.

    Args:
        files: texts of the old site's Sass files by file name.
        used: the classes in the HTML of pages.
    """
    sass = SassVariables(files)
    rules: dict[str, dict[str, str]] = {}
    for text in files.values():
        for selector, name, value in _declarations(without_comments(text[:_MAX_CHARACTERS]), used):
            if len(rules) < _MAX_RULES:
                for new_name, new_value in _converted(name, value, sass):
                    rules.setdefault(selector, {})[new_name] = new_value
    lines = [
        f".md-content {selector} {{\n"
        + "".join(f"  {name}: {value};\n" for name, value in found.items())
        + "}\n"
        for selector, found in rules.items()
    ]
    return _HEAD + "\n" + "\n".join(lines) if lines else ""


def _declarations(text: str, used: Set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield selector, property and value of the declarations for used classes, outside of conditions."""
    around: list[list[str]] = [[""]]
    chosen: list[list[str]] = [[]]
    piece = ""
    for match in _TOKEN.finditer(_COMPUTED.sub("?", text)):
        sign = match[0]
        if sign not in ("{", "}", ";"):
            piece += sign
            continue
        name, colon, value = piece.partition(":")
        if sign == "{":
            around.append(_nested(around[-1], piece.strip()) if len(around) < _MAX_LEVELS else [])
            chosen.append([selector for selector in around[-1] if _is_used(selector, used)])
        elif colon:
            for selector in chosen[-1]:
                yield selector, name.strip(), value.strip()
        if sign == "}" and len(around) > 1:
            around.pop()
            chosen.pop()
        piece = ""


def _is_used(selector: str, used: Set[str]) -> bool:
    """Return whether pages may have elements for a selector, which consists of elements and classes only."""
    return _SELECTOR.fullmatch(selector) is not None and used >= set(_CLASS.findall(selector))


def _nested(outer: list[str], prelude: str) -> list[str]:
    """Return the selectors of a block within others; none for conditions and mixins."""
    if prelude.startswith("@"):
        return []
    parts = [part.strip() for part in prelude.split(",")]
    found = [
        (part.replace("&", above) if "&" in part else f"{above} {part}").strip()
        for above in outer
        for part in parts
    ]
    return [selector for selector in found if len(selector) <= _MAX_LENGTH][:_MAX_SELECTORS]


def _converted(name: str, value: str, sass: SassVariables) -> Iterator[tuple[str, str]]:
    """Yield the declarations that replace one of the old site; none if it is not about layout."""
    value = _VARIABLE.sub(lambda match: sass.text(match[1]) or "?", value.replace("!important", "")).strip()
    if name in ("background", "background-color"):
        if value not in ("none", "transparent", "inherit", "unset") and "url(" not in value:
            yield "background-color", "var(--fg-surface)"
    elif _LINE.fullmatch(name):
        if line := _LINE_WIDTH.fullmatch(value):
            yield name, f"{line[1]} solid var(--md-default-fg-color--lightest)"
    elif name == "display":
        if value in _DISPLAYS:
            yield name, value
    elif name == "grid-template-columns":
        yield name, value if _NARROW.fullmatch(value) else _EQUAL_COLUMNS
    elif _LAYOUT.fullmatch(name) and _VALUE.fullmatch(value) and not _NEGATIVE.search(value):
        least = _LEAST_TEXT if name == "font-size" else 0
        yield name, _LENGTH.sub(lambda match: f"{max(float(match[1]) * _ROOT, least):.4g}rem", value)
        if name == "width":
            yield "max-width", "100%"
