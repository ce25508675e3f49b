"""Errors of lookups and downloads."""

from __future__ import annotations


class LookupFailedError(Exception):
    """A lookup or download failed; the message is one sentence for the user."""
