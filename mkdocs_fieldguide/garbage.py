"""Lets Python look for garbage less often while a site is built.

Nearly all that a build makes lives until its end. Python goes through it again and again, after every 700 new
objects, in search of objects that are held by nothing but each other. For the few that there are, once in
200,000 is enough: it takes a third of the time for some megabytes more of memory. mypy does the same.
"""

from __future__ import annotations

import gc

_NEW_OBJECTS = 200_000


class RareCollection:
    """Garbage is looked for rarely from `begin` to `end`."""

    def __init__(self) -> None:
        self._before: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """Look for garbage rarely from now on; who has turned it down further, or off, keeps it so."""
        now = gc.get_threshold()
        if self._before is None and 0 < now[0] < _NEW_OBJECTS:
            self._before = now
            gc.set_threshold(_NEW_OBJECTS, *now[1:])

    def end(self) -> None:
        """Look for garbage as often as before."""
        if self._before is not None:
            gc.set_threshold(*self._before)
            self._before = None
