"""Settings shared by all HTTP requests."""

from __future__ import annotations

from urllib.request import BaseHandler, HTTPDefaultErrorHandler, OpenerDirector, ProxyHandler

from mkdocs_fieldguide import __version__

USER_AGENT = f"mkdocs-fieldguide/{__version__} (https://github.com/mkdocs-fieldguide/mkdocs-fieldguide)"
"""User-Agent header."""


def build_opener(*handlers: BaseHandler) -> OpenerDirector:
    """Return an opener with the given handlers and proxy support only: no files, no ftp."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPDefaultErrorHandler(), *handlers):
        opener.add_handler(handler)
    return opener
