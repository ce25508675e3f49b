"""Pictures with captions, from the dialect's `image` include."""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup

from mkdocs_fieldguide.files.symlinks import may_escape
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.model.urls import safe_url
from mkdocs_fieldguide.rendering.context import Site
from mkdocs_fieldguide.rendering.urls import Links

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(px|em|rem|%)")
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0}


def figure(site: Site, mark: Placeholder, links: Links, caption: Markup) -> Markup:
    """Render the figure that an `image` directive asks for."""
    call = mark.call
    if call is None:
        return Markup("")
    path = "images/" + call.text("file").lstrip("/")
    address = links.picture(path)
    if not address:
        hint = suggest_name(call.text("file"), site.picture_names)
        site.findings.add(Code.MISSING_PICTURE, mark.location, f"There is no picture “{path[:120]}”.", hint)
        return site.templates.partial("problem", text=call.text("alt") or path, title=path)
    url, alt = site.book.plain(call.text("url")), site.book.plain(call.text("alt"))
    # What leads somewhere by itself is not to be enlarged instead.
    lightbox = not url and not call.flag("inline") and _has_lightbox(site, mark, call.text("class"))
    target = _linked(site, mark, url) if url else (address if call.flag("click") or lightbox else None)
    return site.templates.partial(
        "figure",
        src=address,
        alt=alt,
        url=target or "",
        lightbox=lightbox,
        caption=caption,
        inline=call.flag("inline"),
        width=image_width(call.text("max_width")),
        extra_class=call.text("class"),
    )


def _linked(site: Site, mark: Placeholder, url: str) -> str | None:
    """Return the address that a picture links to; None, with a finding, if it cannot be linked."""
    address = safe_url(url)
    if address is None:
        message = f"The picture links to “{shorten(url)}”, which cannot be linked."
        hint = "Addresses begin with https://, http:// or mailto:, or lead to a file of the site."
        site.findings.add(Code.UNSAFE_URL, mark.location, message, hint)
    return address


def _has_lightbox(site: Site, mark: Placeholder, classes: str) -> bool:
    """Tell whether the site's lightbox would take a picture, as it takes those of the text."""
    info = site.registry.pages.get(mark.page)
    turned_off = info is not None and str((info.model_extra or {}).get("glightbox", "")).casefold() == "false"
    return site.lightbox and not turned_off and "off-glb" not in classes.split()


def inline_icon(site: Site, mark: Placeholder) -> Markup:
    """Render the icon that an `octicon` directive names; one that there is not is reported."""
    call = mark.call
    if call is None:
        return Markup("")
    name, *options = call.words
    path = site.icons.find(name)
    if not path:
        if may_escape(name):
            code, hint = Code.OUTSIDE_PATH, "Use the name of an icon, such as rocket or material/web."
            message = f"The icon “{shorten(name, 120)}” leads out of the theme's icons; nothing is read."
        else:
            code, hint = Code.UNKNOWN_ICON, site.icons.like(name)
            message = f"The theme has no icon “{name[:120]}”."
        site.findings.add(code, mark.location, message, hint)
        return site.templates.partial("problem", text=mark.source, title=message)
    label = site.book.plain(call.text("label")) or _option(options, "aria-label:")
    return site.templates.partial("icon", path=path, label=label)


def _option(words: list[str], name: str) -> str:
    """Return the value of an option written as `name:value` or `name:"some words"`."""
    for word, following in pairwise([*words, ""]):
        if word.startswith(name):
            return word.removeprefix(name) or following
    return ""


def image_width(text: str) -> str:
    """Return a value for the `width` attribute, from a length in CSS; empty for what is none.

    An attribute, because a strict content security policy forbids styles in elements. A number without a unit
    means nothing in CSS and is ignored, as in the dialect.
    """
    match = _LENGTH.fullmatch(text.strip())
    if not match:
        return ""
    if match[2] == "%":
        return f"{min(100, round(float(match[1])))}%"
    return str(round(float(match[1]) * _PIXELS[match[2]]))
