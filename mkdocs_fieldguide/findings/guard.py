"""Error boundary around everything that reads or renders content: an unexpected error becomes a finding.

This is a safety net for bugs. Every known problem has its own check and finding; the tests feed every field
with odd values and expect that it never catches anything.
"""

from __future__ import annotations

import contextlib
import logging
import re
import traceback
from collections.abc import Iterator

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location

log = logging.getLogger("mkdocs.plugins.fieldguide")

_CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_MAX_LENGTH = 200
_HINT = (
    "The rest of the guide is not affected. Please report this as a bug in mkdocs-fieldguide; "
    "run again with `--verbose` to see the traceback."
)


@contextlib.contextmanager
def error_boundary(
    findings: Findings, location: Location, label: str, let_through: tuple[type[BaseException], ...] = ()
) -> Iterator[None]:
    """Turn an unexpected error into an UNEXPECTED_ERROR finding and continue after the block.

    Variables assigned in the block before the error keep their values, so set a fallback before the block.
    Interrupts, exits and MemoryError, which would only recur, propagate. The traceback is logged at debug
    level; `mkdocs build --verbose` and `fieldguide check --verbose` show it.

    Args:
        findings: receives the finding.
        location: the file, and the location of the entry or tag in it if known.
        label: what is being processed, such as `the tool “beacon”`.
        let_through: errors that are handled elsewhere.
    """
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, let_through):
            raise
        findings.add(
            Code.UNEXPECTED_ERROR,
            location,
            f"{label[:1].upper()}{label[1:]} could not be processed because of an unexpected error: "
            f"{describe_error(error)}.",
            _HINT,
        )
        log.debug("%s: %s: %s", location, _one_line(label), _traceback(error))


def describe_error(error: BaseException) -> str:
    """Return an error's type and message on one line, without terminal control characters."""
    try:
        text = str(error)
    except Exception:  # `__str__` of the error may fail as well
        text = ""
    line = _one_line(text).rstrip(".")
    return f"{type(error).__name__}: {line}" if line else type(error).__name__


def _one_line(text: str) -> str:
    line = " ".join(_escape(text[: 2 * _MAX_LENGTH]).split())
    return line if len(line) <= _MAX_LENGTH else f"{line[: _MAX_LENGTH - 1]}…"


def _traceback(error: BaseException) -> str:
    """Return the last frames of the traceback, so that deep recursion does not flood the log."""
    lines = "".join(traceback.format_exception(error, limit=-30)).splitlines()
    return "\n".join(_escape(line)[:500] for line in lines)


def _escape(text: str) -> str:
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}" if match[0] != "\t" else " ", text)
