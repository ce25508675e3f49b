"""The options of a tag, such as `--query @book[year >= 2000]`, and their values."""

from __future__ import annotations

import re

from mkdocs_fieldguide.markup.directive import Directive, Parameter

WORD = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|(--?[A-Za-z][\w-]*)(?:=|(?=\s|$))|([^\s"',]+),?)""")
"""A word: in double or single quotes, an option, or anything else."""

# What ends the value of an option without quotes: the next option, or a pair. Brackets enclose conditions of
# queries, in which both are text.
_VALUE_END = re.compile(r"[\[\]]|(?<=\s)(?=--?[A-Za-z][\w-]*(?:[\s=]|$)|(?P<name>[\w-]+)=)")


def find_option(directive: Directive, written: str) -> Parameter | None:
    """Return the parameter of an option, such as `--query` or `-q`; None if there is none."""
    if written.startswith("--"):
        return directive.parameter(written[2:])
    return next((p for p in directive.parameters if p.short and p.short == written[1:]), None)


def read_value(directive: Directive, text: str, start: int, *, whole: bool) -> tuple[str, int] | None:
    """Return the value of an option, and where it ends; None if there is none.

    Args:
        directive: the directive.
        text: the arguments of the tag.
        start: where the option's name ends.
        whole: whether a value without quotes extends to the next option, as in jekyll-scholar. Otherwise it
            is one word, because the words behind it may be the missing positional arguments.
    """
    word = WORD.match(text, start)
    if word is None:
        return None
    if not whole or word[4] is None:
        return first(*word.groups()), word.end()
    depth, end = 0, len(text)
    begin = word.start(4)
    for mark in _VALUE_END.finditer(text, begin):
        if mark[0] == "[":
            depth += 1
        elif mark[0] == "]":
            depth = max(0, depth - 1)
        elif not depth and mark.start() > begin and _ends_value(directive, mark["name"]):
            end = mark.start()
            break
    return text[begin:end].strip().rstrip(","), end


def _ends_value(directive: Directive, name: str | None) -> bool:
    """Return whether a value ends before a name with an equals sign, or before an option, without a name."""
    return name is None or directive.parameter(name) is not None


def first_or_none(*values: str | None) -> str | None:
    """Return the first group that has matched; None if none has."""
    return next((value for value in values if value is not None), None)


def first(*values: str | None) -> str:
    """Return the first group that has matched; an empty text if none has."""
    return first_or_none(*values) or ""
