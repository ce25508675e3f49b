"""Reading the front matter of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from mkdocs_fieldguide.diagnostics import Code, Findings, Place, SourceMap
from mkdocs_fieldguide.load.defaults import Defaults, merged
from mkdocs_fieldguide.load.entries import build, check_keys, known_keys
from mkdocs_fieldguide.load.places import appended, below, entries_of, renamed
from mkdocs_fieldguide.load.tools import read_tools
from mkdocs_fieldguide.load.wording import shown
from mkdocs_fieldguide.load.yaml_source import Loaded, read_yaml
from mkdocs_fieldguide.model import PageInfo, Tool

# What MkDocs takes for front matter (its documentation, "Meta-Data", "YAML style meta-data").
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|---)[ \t]*\n", re.DOTALL)
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_OURS = ("path", "generated")
"""Fields of a page that its front matter cannot set."""

_OF_THE_DIALECT = (
    "affiliations",
    "custom_editme",
    "dsw",
    "faircookbook",
    "fairsharing",
    "github",
    "keywords",
    "layout",
    "no_robots",
    "page_img",
    "rdmkit",
    "redirect_from",
    "redirect_to",
    "sidebar",
    "sitemap",
    "toc",
    "training",
    "type_img",
)
"""Keys that mean something in guides and have no field of their own."""

_OF_MKDOCS = (
    "author",
    "authors",
    "categories",
    "comments",
    "date",
    "draft",
    "exclude",
    "glossary",
    "hide",
    "icon",
    "inclusion",
    "links",
    "nav",
    "pin",
    "readtime",
    "revision_date",
    "robots",
    "search",
    "slug",
    "social",
    "status",
    "subtitle",
    "tags",
    "template",
)
"""Keys of MkDocs, Material and well-known plugins, which are no slips of the pen for ours."""

_KEYS = known_keys(PageInfo, *_OF_THE_DIALECT, *_OF_MKDOCS, ours=_OURS)


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Take YAML front matter off a page just as MkDocs does.

    MkDocs leaves the whole text to Markdown when what stands between the `---` cannot be read or is no
    mapping, as between two rules. MultiMarkdown's style of meta-data is not looked for.

    Args:
        text: the page's source, lines ending in a line feed.

    Returns:
        The YAML, or None without front matter; the body; the body's first line, counted from 1. The
        YAML begins on line 2.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None, text, 1
    try:
        is_mapping = isinstance(yaml.load(match[1], _SafeLoader), dict)  # noqa: S506 (a safe loader)
    except Exception:  # MkDocs takes every failure so: besides YAMLError there are ValueErrors for dates.
        return match[1], text, 1
    if not is_mapping:
        return None, text, 1
    rest = text[match.end() :]
    body = rest.lstrip("\n")
    return match[1], body, text.count("\n", 0, match.end() + len(rest) - len(body)) + 1


def read_page(
    path: str, file: str, text: str, defaults: Defaults, findings: Findings, *, generated: bool = False
) -> PageInfo:
    """Read what a page says of itself; never raises.

    Args:
        path: the page's source, relative to the docs folder, with `/`.
        file: the name that findings use.
        text: the source.
        defaults: front matter by path; the page's own values win, an empty one too.
        findings: receives everything that is wrong.
        generated: the page is made by the build.
    """
    yaml_text, _, _ = split_front_matter(text)
    loaded = None if yaml_text is None else read_yaml(yaml_text, file, findings, first_line=2)
    raw: dict[str, Any] = {}
    source = SourceMap(Place(file, 1))
    if loaded is not None and isinstance(loaded.value, dict):
        raw = loaded.value
        source = SourceMap(source.start, loaded.source.places, loaded.source.keys)
    what = f"page “{shown(path)}”"
    check_keys(raw, _KEYS, source, findings, what)
    data, source = _one_list_of_supporters(merged(defaults.for_path(path), raw), source)
    _check_permalink(data, source, findings)
    country = data.get("country_code")
    resources = _national_resources(data.pop("national_resources", None), country, source, findings)
    ours = {"path": path, "generated": generated, "national_resources": resources}
    page = build(PageInfo, data, source, findings, what, **ours)
    return page or PageInfo(path=path, generated=generated, source=source)


def _check_permalink(data: dict[str, Any], source: SourceMap, findings: Findings) -> None:
    """Drop a permalink that would put the page outside the site."""
    value = data.get("permalink")
    if not isinstance(value, str):
        return
    parts = value.replace("\\", "/").strip().split("/")
    if ".." in parts or not value.isprintable() or "//" in value or (":" in parts[0] and parts[0][0] != ":"):
        del data["permalink"]
        findings.add(
            Code.UNSAFE_URL,
            source.at("permalink"),
            f"The permalink “{shown(value)}” does not lead to a place in the site; it is left out.",
            "Expected is a path such as /my_page.",
        )


def _one_list_of_supporters(data: dict[str, Any], source: SourceMap) -> tuple[dict[str, Any], SourceMap]:
    """Put the older key `affiliations` under the newer `supported_by`, so that none is lost."""
    if "affiliations" not in data:
        return data, source
    older = data.pop("affiliations")
    newer = data.get("supported_by")
    if newer is None:
        return {**data, "supported_by": older}, renamed(source, "affiliations", "supported_by")
    if older is None:
        return data, source
    first = newer if isinstance(newer, list) else [newer]
    both = [*first, *(older if isinstance(older, list) else [older])]
    return {**data, "supported_by": both}, appended(source, "affiliations", "supported_by", len(first))


def _national_resources(
    value: object, country: object, source: SourceMap, findings: Findings
) -> tuple[Tool, ...]:
    """Read the resources that a country page lists, each an entry like the registry's."""
    if not isinstance(value, (list, Mapping)):
        if value is not None:
            findings.add(
                Code.WRONG_TYPE,
                source.at("national_resources"),
                "“national_resources” is not a list; it is left out.",
                "Expected is a list of entries like those of the registry.",
            )
        return ()
    entries = entries_of(Loaded(value, below(source, "national_resources")))
    code = country.strip().upper() if isinstance(country, str) else ""
    return tuple(read_tools(entries, findings, country=code or None).values())
