"""Tags in data and front matter, where nobody carries them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.directives import BY_INCLUDE, DIRECTIVES
from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.location import SourceMap
from mkdocs_fieldguide.registry.registry import Registry

_TAG = re.compile(
    r"\{%-?\s*(?P<tag>[A-Za-z_]\w*)(?!\w)[^%{}]*%\}|\{\{-?\s*(?P<macro>[A-Za-z_]\w*)\s*\([^{}]*\}\}"
)
_NAMES = frozenset({*DIRECTIVES, *BY_INCLUDE, "include"})


def check_data_tags(registry: Registry, findings: Findings) -> None:
    """Report tags of ours in texts of data files and front matter, which are shown as they are written.

    Args:
        registry: the whole guide.
        findings: receives MISPLACED_TAG.
    """
    for what, entry, keys in _entries(registry):
        for key in keys:
            value = getattr(entry, key)
            if isinstance(value, str) and "{" in value:
                _check(f"“{key}” of {what}", value, entry.source, key, findings)


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


def _check(what: str, text: str, source: SourceMap, key: str, findings: Findings) -> None:
    for match in _TAG.finditer(text):
        # The macros plugin carries its calls out in titles.
        if match["tag"] in _NAMES or (match["macro"] in _NAMES and key != "title"):
            findings.add(
                Code.MISPLACED_TAG,
                source.at(key),
                f"{what} holds “{shorten(match[0])}”; "
                "tags do nothing here and are shown as they are written.",
                "Write there what is to be read, without a tag.",
            )
