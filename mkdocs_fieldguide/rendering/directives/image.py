"""The directive `image`: a picture with a caption."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.markup.directive import Call, Output, Parameter
from mkdocs_fieldguide.markup.html_slots import Slot
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.markup.problem import Problem
from mkdocs_fieldguide.model.urls import is_local, mark_local, safe_url
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.directives.base import PageDirective
from mkdocs_fieldguide.rendering.page.page_context import PageContext

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(px|em|rem|%)")
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0}


def _linked(page: PageContext, mark: Placeholder, url: str) -> str | None:
    """Return the URL that a picture links to; None, with a finding, if it is not allowed in links.

    A relative URL may lead to a file next to the page, or be the path of one from the site's root.
    """
    context = page.context
    address = safe_url(url)
    if address is not None and is_local(mark_local(address)):
        next_to_page = posixpath.join(posixpath.dirname(mark.page), address)
        for target in (next_to_page, address):
            if (found := context.addresses.resolve(target)) is not None:
                return page.renderers.links.root + found or "./"
    if address is None:
        message = f"The picture links to “{shorten(url)}”, which is not allowed in links."
        hint = "URLs must begin with https://, http:// or mailto:, or point to a file of the site."
        context.findings.add(Code.UNSAFE_URL, mark.location, message, hint)
    return address


def _has_lightbox(context: RenderContext, mark: Placeholder, classes: str) -> bool:
    """Return whether the site's lightbox applies to a picture, as it does to those in the text."""
    info = context.registry.pages.get(mark.page)
    turned_off = info is not None and str((info.model_extra or {}).get("glightbox", "")).casefold() == "false"
    return context.options.has_lightbox and not turned_off and "off-glb" not in classes.split()


def image_width(text: str) -> str:
    """Return a value for the `width` attribute, from a length in CSS; empty if it is not a length.

    It is an attribute because a strict content security policy forbids inline styles. A number without a unit
    is invalid in CSS and is ignored, as in the ELIXIR Toolkit Theme.
    """
    match = _LENGTH.fullmatch(text.strip())
    if not match:
        return ""
    if match[2] == "%":
        return f"{min(100, round(float(match[1])))}%"
    return str(round(float(match[1]) * _PIXELS[match[2]]))


def _figure(context: RenderContext, **values: object) -> Markup:
    names = ("src", "alt", "url", "caption", "width", "extra_class", "problem", "lightbox", "inline")
    return context.templates.partial("figure", **(dict.fromkeys(names, "") | values))


class ImageDirective(PageDirective):
    """A picture with a caption."""

    def check(self, call: Call) -> Iterable[Problem]:
        """Report a picture without alternative text."""
        if not call.text("alt"):
            yield Problem(
                Code.NO_ALT_TEXT,
                f"The picture “{shorten(call.text('file'))}” has no alternative text.",
                'Describe what it shows: alt="…".',
            )

    def nested_markdown(self, call: Call) -> str:
        """Return the caption."""
        return call.text("caption")

    def render(self, page: PageContext, slot: Slot) -> Markup:
        """Render the picture, or report that it does not exist."""
        call, context, mark = slot.mark.call, page.context, slot.mark
        caption = page.render_nested(slot)
        if call is None:
            return Markup("")
        path = "images/" + call.text("file").lstrip("/")
        address = page.renderers.links.picture(path)
        if not address:
            hint = suggest_name(call.text("file"), context.indexes.image_names)
            context.findings.add(
                Code.MISSING_PICTURE, mark.location, f"The picture “{path[:120]}” does not exist.", hint
            )
            problem = context.templates.partial("problem", text=call.text("alt") or path, title=path)
            return _figure(context, problem=problem, caption=caption) if caption else problem
        url, alt = (
            context.text.placeholders.plain(call.text("url")),
            context.text.placeholders.plain(call.text("alt")),
        )
        # A picture that is a link must not open in the lightbox instead.
        lightbox = not url and not call.flag("inline") and _has_lightbox(context, mark, call.text("class"))
        target = _linked(page, mark, url) if url else (address if call.flag("click") or lightbox else None)
        return _figure(
            context,
            src=address,
            alt=alt,
            url=target or "",
            lightbox=lightbox,
            caption=caption,
            inline=call.flag("inline") and not caption,
            width=image_width(call.text("max_width")),
            extra_class=call.text("class"),
        )


DIRECTIVE = ImageDirective(
    "image",
    Output.CONTAINER,
    "A picture from the folder `images`, with a caption.",
    parameters=(
        Parameter("file", "Path of the picture below `images/`."),
        Parameter("alt", "Alternative text: what the picture shows."),
        Parameter("caption", "The caption, in Markdown.", markdown=True),
        Parameter("url", "Target of a link around the picture."),
        Parameter("click", "Opens the picture itself on a click.", "flag"),
        Parameter("inline", "Shows the picture within the line of text, unless it has a caption.", "flag"),
        Parameter("max_width", "Maximum width with unit, such as `20em` or `300px`."),
        Parameter("class", "Classes for the site's own CSS."),
    ),
    includes=("image",),
)
