"""The dates of pages' last changes, which own includes of the old site show."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite
from mkdocs_fieldguide.migrate.liquid.engine import Engine, TemplateError
from mkdocs_fieldguide.migrate.liquid.includes import is_last_update
from mkdocs_fieldguide.migrate.old_page import FRONT_MATTER, OldPage, read_mapping
from mkdocs_fieldguide.migrate.yaml_values import as_text
from mkdocs_fieldguide.model.dates import parse_date
from mkdocs_fieldguide.model.page_dates import read_page_dates

KEY = "last_update"
_INCLUDE = re.compile(r"\{%-?\s*include(?:_cached)?\s+([\w./-]+)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}")
_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_OF_BUILD = re.compile(r"\bsite\.time\b|['\"](?:now|today)['\"]")
_MAX_LABEL = 40


@dataclass(frozen=True, slots=True)
class LastChange:
    """What a page shows of its last change.

    Attributes:
        include: file name of the include.
        date: the date, as `2026-05-31`.
        label: the text before the date; may be empty.
    """

    include: str
    date: str
    label: str


def find_last_changes(site: JekyllSite, engine: Engine) -> Mapping[str, LastChange]:
    """Return the last changes that pages show, by their path in the new site.

    Dates in front matter that the plugin reads itself, and dates of the build, are left out.

    Args:
        site: the old site.
        engine: computes the includes.
    """
    found = {}
    for page in site.pages.values():
        for name in _includes_of(page, site):
            change = _last_change(page, name, site.includes[name], engine)
            if change and not read_page_dates(page.values).modified:
                found[page.new] = change
                break
    return found


def last_change_options(changes: Mapping[str, LastChange]) -> dict[str, object]:
    """Return the options of the plugin for pages with these last changes; none if there are no pages."""
    if not changes:
        return {}
    label = Counter(change.label for change in changes.values()).most_common(1)[0][0]
    words = {"last_change": label} if 0 < len(label) <= _MAX_LABEL else {}
    return {"last_change": True, **({"words": words} if words else {})}


def with_date(text: str, date: str) -> str:
    """Return the text of a page with a date in its front matter; unchanged if it has none to add to."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return text
    front = f"{match[1]}{KEY}: {date}\n"
    before, after = read_mapping(match[1]), read_mapping(front)
    if not before or KEY not in after or len(after) != len(before) + 1:
        return text  # such as a mapping in braces
    return f"{text[: match.start(1)]}{front}{text[match.end(1) :]}"


def _includes_of(page: OldPage, site: JekyllSite) -> Iterator[str]:
    """Yield the own includes for the date that a page and its own layouts name."""
    texts, layout, seen = [page.body], as_text(page.values.get("layout")), set[str]()
    while layout in site.layouts and layout not in seen:
        seen.add(layout)
        layout, text = site.layouts[layout]
        texts.append(text)
    for name in _INCLUDE.findall("\n".join(texts)):
        if name in site.includes and is_last_update(name):
            yield name


def _last_change(page: OldPage, name: str, template: str, engine: Engine) -> LastChange | None:
    if _OF_BUILD.search(template):
        return None
    try:
        html = engine.render(template, {"page": page.liquid_values()}).text
    except TemplateError:
        return None
    soup = BeautifulSoup(html, "html.parser")
    text = " ".join(soup.get_text(" ").split())
    written = _DATE.search(text)
    label = text[: written.start()].strip() if written else ""
    element = soup.find("time")
    machine = str(element.get("datetime", ""))[:10] if isinstance(element, Tag) else ""
    day = parse_date(machine, padded=True) or _read(written[0] if written else "")
    return LastChange(name, day.isoformat(), label) if day else None


def _read(text: str) -> datetime.date | None:
    for form in _FORMATS:
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
