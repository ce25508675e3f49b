"""Report tags in data and front matter, where they are not expanded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.directive import Directive
from mkdocs_fieldguide.markup.directive_set import DirectiveSet
from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.registry.registry import Registry

_TAG = re.compile(
    r"\{%-?\s*(?P<tag>[A-Za-z_]\w*)(?!\w)[^%{}]*%\}|\{\{-?\s*(?P<macro>[A-Za-z_]\w*)\s*\([^{}]*\}\}"
)


def check_data_tags(registry: Registry, directives: DirectiveSet[Directive], findings: Findings) -> None:
    """Report tags in the texts of data files and front matter, which are shown unchanged.

    Args:
        registry: the whole guide.
        directives: all directives.
        findings: receives MISPLACED_TAG.
    """
    names = frozenset({*directives, *directives.by_include, "include"})
    for what, entry, keys in _entries(registry):
        for key in keys:
            value = getattr(entry, key)
            if isinstance(value, str) and "{" in value:
                # The macros plugin evaluates macros in titles.
                macros = frozenset[str]() if key == "title" else names
                for tag in _tags(value, names, macros):
                    findings.add(
                        Code.MISPLACED_TAG,
                        entry.source.at(key),
                        f"“{key}” of {what} contains “{shorten(tag)}”, but tags are not expanded here.",
                        "Write the text itself instead of a tag.",
                    )


def _entries(registry: Registry) -> Iterator[tuple[str, Entry, Iterable[str]]]:
    for tool in (*registry.tools.values(), *registry.national_resources):
        yield f"tool “{shorten(tool.id)}”", tool, ("name", "description", "how_to_access")
    for person in registry.people.values():
        yield f"“{shorten(person.name)}”", person, ("name", "role")
    for entry in registry.organisations.values():
        yield f"“{shorten(entry.name)}”", entry, ("name",)
    for page in registry.pages.values():
        if not page.generated:
            yield "this page", page, ("title", "summary", "description")


def _tags(text: str, names: Collection[str], macros: Collection[str]) -> Iterator[str]:
    """Yield the tags and macro calls in a text that have one of these names."""
    for match in _TAG.finditer(text):
        if match["tag"] in names or match["macro"] in macros:
            yield match[0]
