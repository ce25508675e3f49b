"""The collections of the old site, and its posts: pages in folders with `_`, which templates can list.

Jekyll's rules: https://jekyllrb.com/docs/collections/, https://jekyllrb.com/docs/permalinks/
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from mkdocs_fieldguide.migrate.yaml_values import as_list, as_mapping, as_text

POSTS = "posts"
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""Jekyll's named styles of permalinks."""

_DATED = re.compile(r"(?:^|/)(\d{2,4})-(\d{1,2})-(\d{1,2})-(.+)$")
_EXTENSION = re.compile(r"\.(?:md|markdown|html)$")
_NO_WORD = re.compile(r"[\W_]+")
_NO_NAME = re.compile(r"[^\w.~!$&'()+,;=@]+")
"""What Jekyll replaces by a hyphen in names, and in titles."""

_PLACEHOLDER = re.compile(r":([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection.

    Attributes:
        label: its name.
        folder: its folder in the old site, such as `_tips`.
        permalink: the pattern of the addresses of its pages.
        is_published: whether its pages have an address.
        sort_by: key of the front matter by which they are sorted; empty for their date.
    """

    label: str
    folder: str
    permalink: str
    is_published: bool = True
    sort_by: str = ""

    def contains(self, path: str) -> bool:
        """Return whether a file of the old site is in the folder; posts have a date in their name."""
        is_inside = path.startswith(f"{self.folder}/")
        return is_inside and (self.label != POSTS or _DATED.search(path) is not None)

    def new_path(self, path: str) -> str:
        """Return the path of a file below the docs folder of the new site."""
        return f"{self.label}/{path.removeprefix(f'{self.folder}/')}"

    def url(self, path: str, values: Mapping[str, Any]) -> str:
        """Return the address of a page in the old site, from its root.

        Args:
            path: its path in the old site.
            values: its front matter with the defaults of its path.
        """
        relative = _EXTENSION.sub("", path.removeprefix(f"{self.folder}/"))
        day = self.date(path, values) or datetime.now(UTC).date()
        categories = values.get("categories") or values.get("category")
        names = categories.split() if isinstance(categories, str) else map(as_text, as_list(categories))
        slug = as_text(values.get("slug")) or slug_of(path)
        placeholders = {
            "collection": self.label,
            "path": relative,
            "name": _slug(relative.rpartition("/")[2]).lower(),
            "title": _slug(slug, _NO_NAME),
            "slug": _slug(slug).lower(),
            "categories": "/".join(dict.fromkeys(name.lower() for name in names)),
            "output_ext": ".html",
            "year": f"{day:%Y}",
            "short_year": f"{day:%y}",
            "month": f"{day:%m}",
            "i_month": str(day.month),
            "short_month": f"{day:%b}",
            "long_month": f"{day:%B}",
            "day": f"{day:%d}",
            "i_day": str(day.day),
            "y_day": f"{day:%j}",
            "week": f"{day:%V}",
            "short_day": f"{day:%a}",
        }
        pattern = as_text(values.get("permalink")) or self.permalink
        pattern = _STYLES.get(pattern, pattern)
        url = _PLACEHOLDER.sub(lambda match: placeholders.get(match[1], match[0]), pattern)
        return re.sub(r"/{2,}", "/", f"/{url}")

    def date(self, path: str, values: Mapping[str, Any]) -> date | None:
        """Return the date of a page: from its front matter, else from its name; None if it has none."""
        written = values.get("date")
        if isinstance(written, date):
            return written
        try:
            if isinstance(written, str):
                return datetime.fromisoformat(written[:10]).date()
            found = _DATED.search(path)
            return date(int(found[1]), int(found[2]), int(found[3])) if found else None
        except ValueError:
            return None


def read_collections(config: Mapping[str, Any]) -> list[Collection]:
    """Return the collections of a site, and its posts.

    Args:
        config: content of its `_config.yml`.
    """
    written = config.get("collections")
    settings = written if isinstance(written, Mapping) else dict.fromkeys(map(as_text, as_list(written)))
    folder = as_text(config.get("collections_dir")).strip("/")
    style = as_text(config.get("permalink"))
    found = []
    for name, it in {POSTS: None, **{as_text(name): it for name, it in settings.items()}}.items():
        options = as_mapping(it)
        if not re.fullmatch(r"[\w-][\w.-]*", name):
            continue
        pattern = as_text(options.get("permalink"))
        if not pattern:
            pattern = _of_posts(style) if name == POSTS else f"/:collection/:path{_ending(style)}"
        found.append(
            Collection(
                label=name,
                folder=f"{folder}/_{name}".lstrip("/"),
                permalink=pattern,
                is_published=name == POSTS or options.get("output") is True,
                sort_by=as_text(options.get("sort_by")),
            )
        )
    return found


def collection_of(path: str, collections: Sequence[Collection]) -> Collection | None:
    """Return the collection of a file of the old site; None if it is in none."""
    return next((it for it in collections if it.contains(path)), None)


def slug_of(path: str) -> str:
    """Return the name of a page in its address: its file name without date and extension."""
    name = _EXTENSION.sub("", path.rpartition("/")[2])
    return found[4] if (found := _DATED.search(name)) else name


def title_of(path: str) -> str:
    """Return the title that Jekyll gives to a page of a collection without one."""
    return " ".join(word.capitalize() for word in slug_of(path).split("-"))


def _of_posts(style: str) -> str:
    return _STYLES.get(style or "date", style)


def _ending(style: str) -> str:
    """Return what the permalink of the site adds to addresses of collections."""
    if style == "pretty" or (style.endswith("/") and style not in _STYLES):
        return "/"
    return ":output_ext" if not style or style in _STYLES or style.endswith(":output_ext") else ""


def _slug(text: str, separator: re.Pattern[str] = _NO_WORD) -> str:
    return re.sub(r"^-|-$", "", separator.sub("-", text))
