"""Bounded reading of UTF-8 text files; problems become findings."""

from __future__ import annotations

from pathlib import Path

from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location

MAX_BYTES = 20_000_000
"""Maximum file size. The largest known registries have less than one megabyte."""


def describe_folder_error(error: OSError) -> str:
    """Return the message for a folder that cannot be read."""
    return f"The folder cannot be read: {error.strerror}."


def read_text(path: Path, name: str, findings: Findings) -> str | None:
    """Read a UTF-8 file, with or without a byte-order mark; line endings become line feeds.

    Args:
        path: the file.
        name: its name in findings.
        findings: receives UNREADABLE_FILE or TOO_LARGE.

    Returns:
        The text; None, with a finding, if the file cannot be read.
    """
    try:
        data = read_regular(path, MAX_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its path is not valid"
        findings.add(Code.UNREADABLE_FILE, Location(name), f"The file cannot be read: {reason}.")
        return None
    if len(data) > MAX_BYTES:
        findings.add(
            Code.TOO_LARGE,
            Location(name),
            f"The file is larger than {MAX_BYTES // 1_000_000} MB and is not read.",
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.add(
            Code.UNREADABLE_FILE,
            Location(name, data.count(b"\n", 0, error.start) + 1),
            "The file is not valid UTF-8: this line contains invalid bytes.",
            "Save the file as UTF-8.",
        )
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
