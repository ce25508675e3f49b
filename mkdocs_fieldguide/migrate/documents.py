"""The pages of collections and the posts, as Jekyll gives them to templates."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import yaml

from mkdocs_fieldguide.migrate.collections import POSTS, Collection, slug_of, title_of
from mkdocs_fieldguide.migrate.old_page import OldPage
from mkdocs_fieldguide.migrate.yaml_values import as_list, as_text

_PERMALINK = re.compile(r"^permalink:.*\n?", re.MULTILINE)
_EXCERPT_END = re.compile(r"\n[ \t]*\n")


def make_document(page: OldPage, collection: Collection) -> OldPage:
    """Return a page of a collection with the title, date and address that Jekyll gives to it.

    They are written to its front matter: its path in the new site says nothing of them.

    Args:
        page: the page as it was read.
        collection: its collection.
    """
    day = collection.date(page.path, page.values)
    url = collection.url(page.path, page.values)
    added: dict[str, Any] = {}
    if not as_text(page.values.get("title")):
        added["title"] = title_of(page.path)
    if day is not None and "date" not in page.values:
        added["date"] = day
    written = {**added, "permalink": url} if collection.is_published else added
    dumped = yaml.safe_dump(written, sort_keys=False, allow_unicode=True) if written else ""
    front = _PERMALINK.sub("", page.front_matter) if collection.is_published else page.front_matter
    if front and not front.endswith("\n"):
        front += "\n"
    defaults: dict[str, Any] = {"slug": slug_of(page.path), "date": day, "categories": [], "tags": []}
    return OldPage(
        path=page.path,
        new=page.new,
        front_matter=f"{front}{dumped}",
        body=page.body,
        own={**page.own, **written},
        values={**defaults, **page.values, **added},
        url=url,
        is_readable=False,  # Its front matter is new.
        collection=collection.label,
    )


class _Values(dict[str, Any]):
    """The variables of a page of a collection; its content is converted when a template asks for it."""

    def __init__(
        self, values: Mapping[str, Any], page: OldPage, convert: Callable[[OldPage, str], str]
    ) -> None:
        super().__init__(values)
        self._page = page
        self._convert = convert

    def __missing__(self, key: str) -> str:
        if key not in ("content", "excerpt"):
            raise KeyError(key)
        body = self._page.body.strip()
        text = body if key == "content" else _EXCERPT_END.split(body, 1)[0]
        self[key] = found = self._convert(self._page, text)
        return found

    def __contains__(self, key: object) -> bool:
        return key in ("content", "excerpt") or super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value."""
        return self[key] if key in self else default  # noqa: SIM401 (it is this method)


def describe_collections(
    pages: Iterable[OldPage],
    collections: Sequence[Collection],
    convert: Callable[[OldPage, str], str],
) -> dict[str, Any]:
    """Return what the variable `site` says of collections and posts.

    Args:
        pages: the pages of all collections.
        collections: the collections.
        convert: returns Markdown of a page as HTML.
    """
    found: dict[str, list[dict[str, Any]]] = {it.label: [] for it in collections}
    for page in pages:
        found[page.collection].append(_values_of(page, convert))
    for collection in collections:
        found[collection.label].sort(key=functools.cmp_to_key(_order(collection.sort_by)))
    posts = found[POSTS] = found[POSTS][::-1]
    return {
        **found,
        "collections": [
            {"label": it.label, "docs": found[it.label], "output": it.is_published} for it in collections
        ],
        "documents": [document for documents in found.values() for document in documents],
        "categories": _by(posts, "categories"),
        "tags": _by(posts, "tags"),
    }


def _values_of(page: OldPage, convert: Callable[[OldPage, str], str]) -> dict[str, Any]:
    values = page.liquid_values()
    del values["content"]
    more = {
        "id": page.url.removesuffix(".html").rstrip("/"),
        "collection": page.collection,
        "relative_path": page.path,
    }
    return _Values({**values, **more}, page, convert)


def _order(sort_by: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], int]:
    """Return how documents are compared: by a key, else by their dates, and by their paths."""

    def compare(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        keys = [_sortable(it.get(sort_by or "date")) for it in (one, other)]
        if sort_by and (keys[0] is None) != (keys[1] is None):
            return 1 if keys[0] is None else -1
        pairs = [keys] if None not in keys else []
        for first, second in [*pairs, [one["path"], other["path"]]]:
            if first != second:
                return -1 if first < second else 1
        return 0

    return compare


def _sortable(value: Any) -> tuple[float, str] | None:
    if isinstance(value, (int, float)):
        return (float(value), "")
    if isinstance(value, datetime):
        return (0.0, value.replace(tzinfo=None).isoformat())
    if isinstance(value, date):
        return (0.0, f"{value.isoformat()}T00:00:00")
    return (0.0, str(value)) if value is not None else None


def _by(posts: Sequence[Mapping[str, Any]], key: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for post in posts:
        names = post.get(key)
        for name in names.split() if isinstance(names, str) else map(as_text, as_list(names)):
            found.setdefault(name, []).append(post)
    return found
