"""What goes wrong between an identifier and an entry in a file."""

from __future__ import annotations


class LookupFailedError(Exception):
    """A publication cannot be found or added; the text is one sentence for the person at the terminal."""
