"""The label with a page's type above its title and on tiles, and the page's image."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from mkdocs_fieldguide.files.symlinks import may_escape
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.urls import Links

DEFAULT_ICON = "material/shape-outline"
PICTURES = "images/"
"""The folder of images, below the docs folder."""

_PICTURE = re.compile(r"\.(?:svg|png|jpe?g|gif|webp|avif)$", re.IGNORECASE)
_REMOTE = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A page type, for templates.

    Attributes:
        text: its name.
        icon: an icon of the theme; empty if there is an image instead.
        url: link to the listing of its pages; empty if there is none.
        picture: URL of an image shown instead of the icon.
        colour: name of its colour; empty for the default.
    """

    text: str
    icon: str
    url: str = ""
    picture: str = ""
    colour: str = ""


def is_picture(name: str) -> bool:
    """Return whether a `type_img` names an image file, not an icon of the theme."""
    return _PICTURE.search(name) is not None or _REMOTE.match(name) is not None


def picture_paths(name: str) -> tuple[str, ...]:
    """Return the paths that an image in front matter may have: below `images/`, and in the docs folder."""
    if _REMOTE.match(name):
        return (name,)
    clean = posixpath.normpath(name.strip().lstrip("/"))
    return (clean,) if clean.startswith(PICTURES) else (f"{PICTURES}{clean}", clean)


class TypeRenderer:
    """Makes labels with links relative to one depth of the site."""

    def __init__(self, context: RenderContext, links: Links) -> None:
        self._context = context
        self._links = links

    def label(self, info: PageInfo) -> Label | None:
        """Return the label of a page; for an entry's page, a link to the listing; None without a type."""
        if info.generated and info.generated.listing:
            generated = info.generated
            return Label(
                self._context.words(generated.label), generated.icon, self._links.listing(generated.listing)
            )
        kind = info.type or ""
        if not kind:
            return None
        it = self._context.options.page_types(kind)
        own = info.type_img or ""
        picture = self._picture(own) if is_picture(own) else ""
        icon = own if own and not is_picture(own) and self._context.templates.icon(own) else it.icon
        url = self._links.type(kind)
        # A listing does not link to itself.
        here = self._links.page(info.path)
        return Label(
            it.label, "" if picture else icon or DEFAULT_ICON, "" if url == here else url, picture, it.colour
        )

    def check(self, info: PageInfo) -> None:
        """Report a `type_img` that is neither an image nor an icon of the theme."""
        own, templates = info.type_img, self._context.templates
        if not own or is_picture(own) or may_escape(own):  # `check_images` reports the last
            return
        if templates.has_icons and not templates.icon(own):
            self._context.findings.add(
                Code.MISSING_PICTURE,
                info.source.at("type_img"),
                f"The theme has no icon “{shorten(own)}”.",
                "Use an icon such as material/book-outline, or a picture in images/.",
            )

    def picture(self, info: PageInfo) -> str:
        """Return the URL of a page's image; empty if it has none."""
        return self._picture(info.page_img) if info.page_img else ""

    def _picture(self, name: str) -> str:
        return next(filter(None, map(self._links.picture, picture_paths(name))), "")
