"""Services that count visits: loaded only if the owner of the new site asks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from mkdocs_fieldguide.migrate.yaml_values import as_mapping, as_text
from mkdocs_fieldguide.model.urls import safe_url, web_url

ANALYTICS_KEYS = ("gtag", "matomo", "matomo_id", "matomo_cookies", "plausible", "plausible_src")
"""Keys of `_config.yml` for such services."""

_NAMES = {"gtag": "Google Analytics", "matomo": "Matomo", "plausible": "Plausible"}
"""The services by their key in `_config.yml`; Material loads one of them."""

COOKIE_POPUP = "_includes/cookie-popup.html"
"""Include of the theme that asks for consent; empty in sites that removed it."""


@dataclass(frozen=True, slots=True)
class Analytics:
    """Settings for a service, and what a person has to know.

    Attributes:
        extra: keys for `extra` in `mkdocs.yml`.
        consent_link: HTML of a link with which readers change their decision; empty if they are not asked.
        notes: sentences on what is not loaded, each with the key of `_config.yml` that it is about.
    """

    extra: Mapping[str, Any]
    consent_link: str = ""
    notes: tuple[tuple[str, str], ...] = ()


def convert_analytics(old: Mapping[str, Any], popup: str | None, site_url: str, *, wanted: bool) -> Analytics:
    """Convert the settings of such services.

    Args:
        old: content of `_config.yml`.
        popup: text of the site's own `COOKIE_POPUP`; None if it is the theme's, which needs `gtag`.
        site_url: URL of the new site; may be empty.
        wanted: whether the service is to be loaded.
    """
    found = [key for key in _NAMES if as_text(old.get(key))]
    if not found:
        return Analytics({})
    first, *others = found
    names = " and ".join(_NAMES[key] for key in found)
    if not wanted:
        is_one = len(found) == 1
        note = f"{names} {'is' if is_one else 'are'} not loaded. To load {'it' if is_one else 'one of them'},"
        note += " run this command with `--analytics`."
        return Analytics({}, notes=((first, note),))
    analytics = _SETTINGS[first](old)
    if analytics is None:
        return Analytics({}, notes=((first, f"{_NAMES[first]} is not loaded: its setting is not valid."),))
    extra: dict[str, Any] = {"analytics": analytics}
    notes = [
        (key, f"{_NAMES[key]} is not loaded, because Material supports one service; {_NAMES[first]} is.")
        for key in others
    ]
    if not (bool(old.get("gtag")) if popup is None else popup.strip()):
        return Analytics(extra, notes=tuple(notes))
    text = f"With your consent, we count visits with {_NAMES[first]}, which sets cookies."
    privacy = as_text(as_mapping(old.get("theme_variables")).get("privacy_statement_url"))
    if link := _link(privacy or "privacy", site_url):
        text += f' <a href="{escape(link)}">Privacy policy</a>'
    extra["consent"] = {
        "title": "Cookies",
        "description": text,
        "actions": ["accept", "reject", "manage"],
        "cookies": {"analytics": _NAMES[first]},
    }
    return Analytics(extra, '<a href="#__consent">Change cookie settings</a>', tuple(notes))


def _google(old: Mapping[str, Any]) -> dict[str, Any] | None:
    # Material writes it into a script as it is.
    tag = as_text(old.get("gtag"))
    return {"provider": "google", "property": tag} if re.fullmatch(r"[\w-]+", tag) else None


def _matomo(old: Mapping[str, Any]) -> dict[str, Any] | None:
    url = _server(as_text(old.get("matomo")))
    if not url:
        return None
    cookies = {"cookies": False} if old.get("matomo_cookies") is False else {}
    return {"provider": "matomo", "property": as_text(old.get("matomo_id")), "url": url, **cookies}


def _plausible(old: Mapping[str, Any]) -> dict[str, Any] | None:
    settings = {"provider": "plausible", "property": as_text(old.get("plausible"))}
    source = as_text(old.get("plausible_src"))
    if source:
        url = _server(source)
        return {**settings, "url": url} if url else None
    return settings


_SETTINGS = {"gtag": _google, "matomo": _matomo, "plausible": _plausible}


def _server(url: str) -> str:
    """Return the URL of a server with a scheme; empty if it is not valid."""
    return web_url(f"https:{url}" if url.startswith("//") else url) or ""


def _link(privacy: str, site_url: str) -> str:
    """Return the address of the privacy statement, the same on all pages; empty if that is not known."""
    if "://" in privacy:
        return web_url(privacy) or ""
    site = web_url(site_url)
    link = safe_url(privacy)
    if site is None or link is None or ":" in link:
        return ""
    return f"/{'/'.join(filter(None, (site.split('/', 3)[3].strip('/'), link.lstrip('/'))))}"
