"""Limits for templates: anyone may have written them, and some never end.

The library counts the characters of the output and of variables. It multiplies the lengths of nested loops
but does not add up loops that follow each other, and it has no limit of time; so these are here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from liquid import RenderContext
from liquid.exceptions import LiquidError, ResourceLimitError
from liquid.template import BoundTemplate

MAX_SECONDS = 1.0
MAX_CHARACTERS = 1_000_000
MAX_LOOP_STEPS = 100_000
MAX_VARIABLE_BYTES = 10_000_000
_MAX_ITEMS = 100_000

Filter = Callable[..., Any]


class BoundedContext(RenderContext):
    """Counts the steps of all loops, and watches the clock."""

    __slots__ = ("deadline", "steps")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = 0
        # The time of the processor, so that the result does not depend on what else runs.
        self.deadline = time.process_time() + MAX_SECONDS

    def check_time(self) -> None:
        """Raise an error if the template has taken too long.

        Raises:
            ResourceLimitError: if it has.
        """
        if time.process_time() > self.deadline:
            raise ResourceLimitError("it takes more than a second", token=None)

    @contextmanager
    def loop(self, namespace: Mapping[str, object], forloop: Any) -> Iterator[RenderContext]:
        """Enter a loop.

        Raises:
            ResourceLimitError: if the loops of the template have too many steps.
        """
        self.steps += forloop.length
        if self.steps > MAX_LOOP_STEPS:
            raise ResourceLimitError(f"its loops have more than {MAX_LOOP_STEPS:,} steps", token=None)
        self.check_time()
        with super().loop(namespace, forloop) as context:
            yield context

    def filter(self, name: str, token: Any) -> Filter:
        """Return a filter that checks the time and the size of its result before it runs."""
        found = super().filter(name, token)

        def bounded(value: Any, *args: Any, **kwargs: Any) -> Any:
            self.check_time()
            _check_size(name, value, args)
            try:
                return found(value, *args, **kwargs)
            except ResourceLimitError:
                raise
            except (LiquidError, TypeError, ValueError, ArithmeticError):
                return value  # as Jekyll does in its lax mode

        return bounded


class BoundedTemplate(BoundTemplate):
    """A template that is rendered within the limits."""

    context_class = BoundedContext


def _check_size(name: str, value: Any, args: tuple[Any, ...]) -> None:
    """Refuse what would take much memory before it is computed.

    Raises:
        ResourceLimitError: if the result would be too long.
    """
    for it in (value, *args):
        if isinstance(it, range) and len(it) > _MAX_ITEMS:
            raise ResourceLimitError("it contains a range of more than 100,000 numbers", token=None)
        if isinstance(it, int) and it.bit_length() > 1000:
            raise ResourceLimitError("it contains a number of more than 300 digits", token=None)
    size = 0
    if name.startswith("replace") and len(args) > 1:
        text = str(value)
        size = len(text) + text.count(str(args[0]) or " ") * len(str(args[1]))
        size += len(text) * len(str(args[1])) if not str(args[0]) else 0
    elif isinstance(value, (list, tuple)):
        size = count_characters(value)
        if name in ("join", "array_to_sentence_string"):
            size += len(value) * len(str(args[0]) if args else " ")
    if size > MAX_CHARACTERS * 10:
        raise ResourceLimitError("it creates a text of more than 10 million characters", token=None)


def count_characters(value: Any, limit: int = MAX_CHARACTERS * 10) -> int:
    """Return roughly how long a value is as text; stop counting above a limit.

    A list may contain another one many times, which takes no memory until it becomes text.
    """
    size, waiting, seen = 0, [value], 0
    while waiting and size <= limit:
        it = waiting.pop()
        seen += 1
        if seen > 2 * _MAX_ITEMS:
            return limit + 1
        if isinstance(it, str):
            size += len(it) + 1
        elif isinstance(it, (list, tuple)):
            waiting += it[:limit]
            size += 1
        else:
            size += 1
    return size
