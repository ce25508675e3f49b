"""The guard around everything that reads or renders content: an unexpected error becomes a finding.

It is a safety net for faults of ours that nobody has thought of. Whatever is known to go wrong has a check
and a finding of its own; the tests feed every field with odd values and expect the guard to be idle.
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
_LONGEST = 200
_HINT = (
    "The rest of the guide is not affected. Please report this as a bug in mkdocs-fieldguide; "
    "run again with `--verbose` to see the traceback."
)


@contextlib.contextmanager
def error_boundary(
    findings: Findings, location: Location, what: str, let_through: tuple[type[BaseException], ...] = ()
) -> Iterator[None]:
    """Turn an unexpected error into an UNEXPECTED_ERROR finding and go on behind the block.

    What the block has assigned before the error keeps its value, so set a fallback before it. Interrupts and
    exits pass, as does a lack of memory, which would only come back at once. The traceback goes to the log,
    where `mkdocs build --verbose` and `fieldguide check --verbose` show it.

    Args:
        findings: receives the finding.
        location: the file, and the entry's or tag's place in it where that is known.
        what: what is processed, such as `the tool “beacon”`.
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
            f"{what[:1].upper()}{what[1:]} could not be processed because of an unexpected error: "
            f"{describe_error(error)}.",
            _HINT,
        )
        log.debug("%s: %s: %s", location, _one_line(what), _traceback(error))


def describe_error(error: BaseException) -> str:
    """Return an error's type and message in one line, without characters that command a terminal."""
    try:
        text = str(error)
    except Exception:  # the message is made by code that has failed once already
        text = ""
    line = _one_line(text).rstrip(".")
    return f"{type(error).__name__}: {line}" if line else type(error).__name__


def _one_line(text: str) -> str:
    line = " ".join(_escaped(text[: 2 * _LONGEST]).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _traceback(error: BaseException) -> str:
    """Return the traceback; a recursion of a thousand calls is shown by its ends."""
    lines = "".join(traceback.format_exception(error, limit=-30)).splitlines()
    return "\n".join(_escaped(line)[:500] for line in lines)


def _escaped(text: str) -> str:
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}" if found[0] != "\t" else " ", text)
