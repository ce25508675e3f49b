"""Applying automatic fixes to the files of a guide."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

from mkdocs_fieldguide.files.atomic import atomic_write
from mkdocs_fieldguide.findings.autofix import apply_edits, is_fixable
from mkdocs_fieldguide.findings.finding import Finding


def repair_files(root: Path, findings: Iterable[Finding]) -> tuple[list[Finding], list[str]]:
    """Apply the automatic fixes of findings. Each file is replaced atomically.

    Args:
        root: folder of mkdocs.yml; only files below it are changed.
        findings: the findings, grouped by file.

    Returns:
        The fixed findings, and a sentence for each file that could not be read or written.
    """
    done: list[Finding] = []
    problems: list[str] = []
    wanted = (finding for finding in findings if is_fixable(finding))
    for name, group in itertools.groupby(wanted, key=lambda finding: finding.location.file):
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()) or not path.is_file():
            continue
        try:
            text = path.read_bytes().decode("utf-8")
            new, repaired = apply_edits(text, group)
            if new != text:
                atomic_write(path, new.encode("utf-8"))
                done.extend(repaired)
        except UnicodeError:
            problems.append(f"{name} is not UTF-8 text and was not changed.")
        except OSError as error:
            problems.append(f"{name} cannot be written: {error.strerror or error}.")
    return done, problems
