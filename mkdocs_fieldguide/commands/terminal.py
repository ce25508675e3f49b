"""Writing to the terminal that a command runs in."""

from __future__ import annotations

import sys


def say(text: str, *, error: bool = False, end: str = "\n") -> None:
    """Write a text; a terminal that cannot show a character shows a question mark instead of failing.

    Args:
        text: what to write.
        error: write to the standard error output.
        end: what follows the text.
    """
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=stream, end=end, flush=True)
