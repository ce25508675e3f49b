"""The machine-readable files of a site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from mkdocs_fieldguide.export.data.json_schema import build_json_schemas
from mkdocs_fieldguide.export.data.people_and_pages import (
    build_organisations_json,
    build_pages_json,
    build_people_json,
)
from mkdocs_fieldguide.export.data.tools_and_references import (
    Published,
    build_references_json,
    build_tools_csv,
    build_tools_json,
)
from mkdocs_fieldguide.export.references.bibtex import assign_bibtex_keys, to_bibtex
from mkdocs_fieldguide.export.references.csl_json import to_csl_json
from mkdocs_fieldguide.export.references.files import build_reference_files
from mkdocs_fieldguide.export.references.ris import to_ris
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.rendering.context import RenderContext

FOLDER = "fieldguide"
"""Folder of the site that the files are in."""

_FILES = frozenset(
    {
        "tools.json",
        "tools.csv",
        "people.json",
        "organisations.json",
        "pages.json",
        "references.json",
        "references.csl.json",
        "references.bib",
        "references.ris",
        # How the whole guide is cited.
        "guide.bib",
        "guide.ris",
        "guide.csl.json",
    }
)
_FOLDERS = frozenset({"references", "pages", "schemas"})
_ROWS = "rows"


def is_published(path: str, *, whole: bool) -> bool:
    """Return whether a path in the site is that of a published file, or conflicts with one.

    Args:
        path: the path below the site folder.
        whole: whether the site publishes all its data, not only the rows of large tables.
    """
    folder, _, name = path.casefold().partition("/")
    if folder != FOLDER:
        return False
    first = name.partition("/")[0]
    return first in ("", _ROWS) or (whole and (first in _FOLDERS or name in _FILES or first in _FILES))


def exports(context: RenderContext, root: str, written: Collection[str]) -> dict[str, str]:
    """Return the contents of the files by their paths below `fieldguide/`.

    Args:
        context: the context of rendering.
        root: the URL of the site; empty if it is not set.
        written: source paths of the pages in the site.
    """
    addresses, registry = context.urls, context.registry
    references = registry.references
    published = Published(
        registry=registry,
        root=root,
        pages=addresses.pages,
        tool_pages=addresses.tools,
        tool_mentions=context.mentions.tools(),
        citations=context.mentions.references(),
        people_pages=addresses.people,
        organisation_pages=addresses.organisations,
        written=written,
        address=context.addresses.resolve,
    )
    findings = context.findings
    makers: dict[str, Callable[[], str]] = {
        "tools.json": lambda: build_tools_json(published),
        "tools.csv": lambda: build_tools_csv(published),
        "people.json": lambda: build_people_json(published),
        "organisations.json": lambda: build_organisations_json(published),
        "pages.json": lambda: build_pages_json(published),
        "references.json": lambda: build_references_json(published),
        "references.csl.json": lambda: to_csl_json(references.values()),
        "references.bib": lambda: _bibliography(references.values(), findings),
        "references.ris": lambda: "".join(_each(references.values(), to_ris, findings)),
    }
    files: dict[str, str] = {}
    for name, make in makers.items():
        with error_boundary(findings, Location(f"fieldguide/{name}"), "this export"):
            files[name] = make()
    address = f"{root.rstrip('/')}/fieldguide/schemas/" if root else ""
    files.update(
        {
            f"schemas/{name}": text
            for name, text in build_json_schemas(address, registry.external_registries).items()
        }
    )
    for key, reference in references.items():
        with error_boundary(findings, reference.defined_at, f"the files of the reference “{key}”"):
            files.update(build_reference_files(f"references/{addresses.references[key]}", reference))
    return files


def _bibliography(references: Collection[Reference], findings: Findings) -> str:
    """Return references as one BibTeX file."""
    keys = assign_bibtex_keys(references)
    return "\n".join(_each(references, lambda one: to_bibtex(one, keys[one.key]), findings))


def _each(references: Iterable[Reference], form: Callable[[Reference], str], findings: Findings) -> list[str]:
    """Return each reference in a format; those that cannot be converted are reported and left out."""
    found: list[str] = []
    for reference in references:
        with error_boundary(findings, reference.defined_at, f"the reference “{reference.key}”"):
            found.append(form(reference))
    return found
