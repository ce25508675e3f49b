"""Countries: name, flag and page."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.urls import Links


@dataclass(frozen=True, slots=True)
class CountryView:
    """What templates show of a country.

    Attributes:
        code: two letters, such as `AU`.
        name: its name in the site's language, or as the site's data has it.
        flag: address of its flag; may be empty.
        url: link to its page in the guide; may be empty.
    """

    code: str
    name: str
    flag: str
    url: str


def country_view(context: RenderContext, links: Links, code: str | None) -> CountryView | None:
    """Return what templates show of the country with this code; None for none."""
    code = (code or "").strip().upper()
    name = context.registry.countries.get(code)
    return CountryView(code, name, links.flag(code), links.country(code)) if name else None
