"""Lets Python look for garbage less often while a site is built.

Nearly all that a build makes lives until its end. Python goes through it again and again, after every 700 new
objects, in search of objects that are held by nothing but each other. For the few that there are, once in
200,000 is enough: it takes a third of the time for some megabytes more of memory. mypy does the same.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 200_000


class RareCollection:
    """Garbage is looked for rarely from `begin` to `end`, and no more in what is there at the end.

    After a build most programs end, and Python would go through everything three times more to tidy up. For a
    program that goes on and builds again, `begin` has an eye on what was left.
    """

    _passed_over = False

    def __init__(self) -> None:
        self._before: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """Look for garbage rarely from now on; who has turned it down further, or off, keeps it so."""
        if RareCollection._passed_over:
            gc.unfreeze()
            RareCollection._passed_over = False
        if self._before is None:
            self._before = _rarely()

    def end(self) -> None:
        """Look for garbage as often as before, in what is new."""
        if self._before is None:
            return
        gc.freeze()
        RareCollection._passed_over = True
        gc.set_threshold(*self._before)
        self._before = None


@contextmanager
def rare_collection() -> Iterator[None]:
    """Look for garbage rarely while modules are loaded: of what they are made, all stays."""
    before = _rarely()
    try:
        yield
    finally:
        if before is not None:
            gc.set_threshold(*before)


def _rarely() -> tuple[int, int, int] | None:
    """Return how often garbage was looked for, if that was more often than it is now."""
    now = gc.get_threshold()
    if not 0 < now[0] < _NEW_OBJECTS:
        return None
    gc.set_threshold(_NEW_OBJECTS, *now[1:])
    return now
