"""The floors of the house: what may import what inside mkdocs_fieldguide."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "mkdocs_fieldguide"

# The first part of a module's name below the package, and its floor. A new file has to be put on one.
FLOORS = {
    "model": 0,
    "dated": 0,
    "diagnostics": 0,
    "likeness": 0,
    "outside": 0,
    "output_folder": 0,
    "output_paths": 0,
    "fingerprint": 0,
    "html_tags": 0,
    "guard": 0,
    "safe_characters": 0,
    "places": 0,
    "device_names": 0,
    "permalinks": 1,
    "url_parsing": 0,
    "outcome": 1,
    "checking": 3,
    "regular_files": 0,
    "repository": 0,
    "roles": 0,
    "unicode_forms": 0,
    "site_footer": 0,
    "load": 1,
    "page_dates": 0,
    "bylines": 1,
    "page_index": 1,
    "registry": 1,
    "git": 1,
    "nations": 1,
    "short_ids": 1,
    "expand": 2,
    "citations": 2,
    "render": 2,
    "checks": 2,
    "migrate": 2,
    "export": 2,
    "lookup": 2,
    "config": 3,
    "cache_store": 0,
    "kept_files": 3,
    "kept_templates": 3,
    "garbage": 3,
    "generated_pages": 3,
    "fragments": 3,
    "publishing": 3,
    "contribution_dates": 3,
    "assets": 3,
    "theme_files": 3,
    "theme_meta": 3,
    "unconverted": 3,
    "theme_guard": 3,
    "theming": 3,
    "type_listings": 3,
    "listing": 3,
    "assembly": 3,
    "guide": 3,
    "heads": 3,
    "linking": 3,
    "macros": 3,
    "markdown_settings": 3,
    "page_citations": 3,
    "pages": 3,
    "page_texts": 3,
    "contents": 3,
    "kramdown": 3,
    "conversions": 3,
    "literal_calls": 3,
    "inspection": 3,
    "navigation": 3,
    "others": 3,
    "outgoing": 3,
    "output_claims": 3,
    "outgoing_findings": 3,
    "dealings": 3,
    "rehearsal": 3,
    "report": 3,
    "searching": 3,
    "settings": 3,
    "settings_file": 0,
    "source_lines": 1,
    "strays": 3,
    "symlinks": 0,
    "whole_files": 0,
    "redirects": 3,
    "repairs": 3,
    "repositories": 3,
    "sources": 3,
    "plugin": 4,
    "__main__": 4,
    "cli": 4,
    "commands": 4,
}
# Rooms of floor 2 stand beside each other. Whoever lets one use another says so here: (who, whom): why.
NEIGHBOURS: dict[tuple[str, str], str] = {
    ("checks", "expand"): "checks look at what the marks of pages call",
    ("render", "expand"): "render fills the marks that expand leaves in pages",
    ("render", "citations"): "render shows the references that citations formats",
}
# Another engine can be served by another adapter as long as everything below floor 3 does not know MkDocs.
ENGINES = {"mkdocs", "material", "properdocs"}
LOWEST_FLOOR_OF_ENGINES = 3
# Floor 0 lives on the standard library and this.
PARTY_TO_FLOOR_0 = {"pydantic"}


@dataclass(frozen=True)
class Import:
    """One import: in which file and line, and the full dotted name of what is imported."""

    file: str
    line: int
    name: str


def faults(package: Path, stdlib: frozenset[str]) -> list[str]:
    """Return everything in the folder `package` that goes against the floors, one sentence each."""
    found: list[str] = []
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(package).with_suffix("").parts
        if parts == ("__init__",):
            found += [
                f"{i.file}:{i.line}: the package itself imports {i.name}" for i in _own_imports(file, package)
            ]
        elif parts[0] not in FLOORS:
            name = ".".join(parts)
            found.append(f"{name} stands on no floor; put it on one in tests/support/floors.py")
        else:
            for imported in _imports(file, package):
                found += _fault(parts[0], imported, stdlib)
    return found


def _fault(room: str, imported: Import, stdlib: frozenset[str]) -> Iterator[str]:
    where = f"{imported.file}:{imported.line}: {room} (floor {FLOORS[room]})"
    top, *rest = imported.name.split(".")
    if top != PACKAGE:
        if top in ENGINES and FLOORS[room] < LOWEST_FLOOR_OF_ENGINES:
            yield f"{where} imports {imported.name}; only floors 3 and 4 know the engine"
        elif FLOORS[room] == 0 and top not in stdlib | PARTY_TO_FLOOR_0:
            yield f"{where} imports {imported.name}; floor 0 has the standard library and pydantic only"
        return
    if not rest or rest[0] == room or rest[0].startswith("__"):
        return
    target = rest[0]
    if target not in FLOORS:
        yield f"{where} imports {imported.name}, which stands on no floor"
    elif FLOORS[target] > FLOORS[room]:
        yield f"{where} imports {imported.name} of floor {FLOORS[target]}, uphill"
    elif FLOORS[target] == FLOORS[room] == 2 and (room, target) not in NEIGHBOURS:
        yield f"{where} imports {imported.name} of its own floor; rooms of floor 2 do not know each other"


def _own_imports(file: Path, package: Path) -> list[Import]:
    return [found for found in _imports(file, package) if found.name.split(".")[0] == PACKAGE]


def _imports(file: Path, package: Path) -> Iterator[Import]:
    """Yield all imports of a file: those in functions and under TYPE_CHECKING too."""
    relative = file.relative_to(package.parent)
    folder = relative.parent.parts
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(relative.as_posix(), node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            start = (PACKAGE, *folder[1 : len(folder) - node.level + 1]) if node.level else ()
            base = ".".join([*start, *([node.module] if node.module else [])])
            if base == PACKAGE:  # from mkdocs_fieldguide import registry
                for alias in node.names:
                    yield Import(relative.as_posix(), node.lineno, f"{base}.{alias.name}")
            else:
                yield Import(relative.as_posix(), node.lineno, base)
