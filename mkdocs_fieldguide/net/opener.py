"""What every question that we ask the web has in common."""

from __future__ import annotations

from urllib.request import BaseHandler, HTTPDefaultErrorHandler, OpenerDirector, ProxyHandler

from mkdocs_fieldguide import __version__

USER_AGENT = f"mkdocs-fieldguide/{__version__} (https://github.com/mkdocs-fieldguide/mkdocs-fieldguide)"
"""How we name ourselves."""


def build_opener(*handlers: BaseHandler) -> OpenerDirector:
    """Return an opener that knows the given handlers and proxies, and nothing else: no files, no ftp."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPDefaultErrorHandler(), *handlers):
        opener.add_handler(handler)
    return opener
