"""What goes wrong between an identifier and an entry in a file."""

from __future__ import annotations


class LookupFailure(Exception):  # noqa: N818 (LookupError is Python's own)
    """A publication cannot be found or added; the text is one sentence for the person at the terminal."""
