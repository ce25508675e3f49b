"""Countries: name, flag and page."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.urls import Links


@dataclass(frozen=True, slots=True)
class CountryView:
    """A country, for templates.

    Attributes:
        code: its two-letter code, such as `AU`.
        name: its name in the site's language, or as in the site's data.
        flag: URL of its flag; may be empty.
        url: link to its page in the guide; may be empty.
    """

    code: str
    name: str
    flag: str
    url: str


def make_country_view(context: RenderContext, links: Links, code: str | None) -> CountryView | None:
    """Return the country with this code for templates; None if there is none."""
    code = (code or "").strip().upper()
    name = context.registry.countries.get(code)
    return CountryView(code, name, links.flag(code), links.country(code)) if name else None
