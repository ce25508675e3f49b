"""`fieldguide check`: everything that is wrong in a guide, at once and without a build."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mkdocs_fieldguide.builder.dry_run.apply_fixes import repair_files
from mkdocs_fieldguide.builder.dry_run.result_cache import CheckResult, ReportOptions, load_cached_result
from mkdocs_fieldguide.builder.site_config.find import find_mkdocs_yml, named_folders
from mkdocs_fieldguide.cli.check_arguments import add_link_arguments
from mkdocs_fieldguide.cli.terminal import echo
from mkdocs_fieldguide.files.atomic import write_text
from mkdocs_fieldguide.files.cache_dir import open_trusted_cache
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.files.source_lines import SourceLines
from mkdocs_fieldguide.files.symlinks import AllowedRoots
from mkdocs_fieldguide.findings.baseline import (
    BaselineError,
    Key,
    filter_baseline,
    read_baseline,
    write_baseline,
)
from mkdocs_fieldguide.findings.finding import Finding
from mkdocs_fieldguide.findings.formats import FORMATTERS, CheckReport
from mkdocs_fieldguide.findings.guard import log
from mkdocs_fieldguide.findings.suppression import (
    CodeSelection,
    SuppressionComments,
    split_codes,
    unknown_codes,
)

USAGE_ERROR = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "path", nargs="?", default=".", type=Path, help="mkdocs.yml, or a folder in or below its own"
    )
    parser.add_argument("--format", choices=list(FORMATTERS), default="text", help="form of the output")
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="report only these codes, as FG02,FG031",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="CODES", help="do not report these codes"
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE", help="report only what this file does not hold"
    )
    parser.add_argument(
        "--write-baseline", action="store_true", help="write all that is wrong now into the baseline file"
    )
    parser.add_argument("--fix", action="store_true", help="repair what is safe to repair, then check again")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write into a file")
    parser.add_argument(
        "--no-cache", action="store_true", help="convert every page and ask every address anew"
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="show the tracebacks of unexpected errors (FG016)"
    )
    parser.add_argument(
        "--allow-outside",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="read files of this folder outside the repository where mkdocs.yml names them",
    )
    add_link_arguments(parser)


def run(wanted: argparse.Namespace) -> int:
    """Check a guide; returns the exit status."""
    # MkDocs logs what a build would; all that matters is among the findings.
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    if wanted.verbose:
        log.setLevel(logging.DEBUG)
        log.addHandler(_ToTerminal())
    # A check makes many small things and ends; looking for cycles among them is a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    path = find_mkdocs_yml(wanted.path)
    if path is None:
        return _refuse(f"There is no mkdocs.yml in {wanted.path} or above it.")
    root = path.resolve().parent
    outcome = _outcome(path, wanted, links=wanted.links and not wanted.fix)
    lines = SourceLines(root)
    try:
        selection = _selection(wanted, outcome.wishes)
        if wanted.fix:
            repaired = _repair(root, _selected(outcome, selection, lines))
            if repaired or wanted.links:
                outcome = _outcome(path, wanted, links=wanted.links)
                lines = SourceLines(root)
        baseline_path, baseline = _baseline(wanted, outcome.wishes, root)
    except ValueError as error:
        return _refuse(str(error))
    shown = _selected(outcome, selection, lines)
    if wanted.write_baseline:
        return _write_baseline(baseline_path, shown)
    new, known = filter_baseline(shown, baseline)
    checked = CheckReport(
        new,
        lines,
        prefix=_prefix(root),
        known=known,
        ignored=len(outcome.findings) - len(shown),
        notes=outcome.notes,
        colour=wanted.output is None and _wants_colour(),
    )
    _write(FORMATTERS[wanted.format](checked), wanted.output)
    return checked.status


class _ToTerminal(logging.Handler):
    """Writes what is logged to the standard error output."""

    def emit(self, record: logging.LogRecord) -> None:
        echo(record.getMessage(), error=True)


def _outcome(path: Path, wanted: argparse.Namespace, *, links: bool) -> CheckResult:
    """Check the site, or recall what it gave if nothing has changed since."""
    # What was cached has no tracebacks.
    known = None if links or wanted.no_cache or wanted.verbose else _recalled(path, wanted.allow_outside)
    if known is not None:
        return known
    # Only here: MkDocs and all that reads a guide take a while to load.
    from mkdocs_fieldguide.builder.dry_run.check_site import check_site  # noqa: PLC0415

    if not links:
        return check_site(path, use_cache=not wanted.no_cache, allowed=wanted.allow_outside)
    from mkdocs_fieldguide.cli.progress import check_links_with_progress  # noqa: PLC0415

    return check_site(
        path,
        use_cache=not wanted.no_cache,
        allowed=wanted.allow_outside,
        ask=lambda rehearsed, settings, cache, findings: check_links_with_progress(
            rehearsed, wanted, settings.options.check.ignore_links, cache, findings
        ),
    )


def _recalled(path: Path, allowed: Sequence[Path]) -> CheckResult | None:
    """Return what the last check gave if nothing has changed since and the cache can be believed."""
    folders = named_folders(path)
    cache = None if folders is None else open_trusted_cache(path.resolve().parent, folders)
    return None if cache is None else load_cached_result(path, cache.guide, allowed)


def _selected(outcome: CheckResult, selection: CodeSelection, lines: SourceLines) -> list[Finding]:
    comments = SuppressionComments(lines)
    return [
        found for found in outcome.findings if selection.selects(found) and not comments.suppresses(found)
    ]


def _repair(root: Path, findings: Sequence[Finding]) -> int:
    """Repair what is safe to repair; returns how many."""
    repaired, problems = repair_files(root, findings)
    for problem in problems:
        echo(f"fieldguide check: {problem}", error=True)
    echo(f"{len(repaired)} repaired.", error=True)
    return len(repaired)


def _selection(wanted: argparse.Namespace, wishes: ReportOptions) -> CodeSelection:
    """Return which codes are reported.

    Raises:
        ValueError: if a code is named that does not exist.
    """
    select = split_codes(wanted.select) or split_codes(wishes.select)
    ignore = (*split_codes(wanted.ignore), *split_codes(wishes.ignore))
    unknown = unknown_codes([*select, *ignore])
    if unknown:
        raise ValueError(f"There is no code {', '.join(unknown)}.")
    return CodeSelection(select, ignore)


def _baseline(
    wanted: argparse.Namespace, wishes: ReportOptions, root: Path
) -> tuple[Path | None, Counter[Key]]:
    path: Path | None = wanted.baseline
    if path is None and wishes.baseline:
        path = root / wishes.baseline
        if not AllowedRoots(root, wanted.allow_outside).contains(path):
            raise ValueError(
                f"The baseline {path} of mkdocs.yml lies outside the repository; it is not used."
            )
    if wanted.write_baseline:
        if path is None:
            raise ValueError("Say with --baseline FILE where the baseline is to be written.")
        if wanted.baseline is None:
            _check_replaceable(path)
        return path, Counter()
    if path is None:
        return None, Counter()
    try:
        return path, _known(path)
    except OSError as error:
        raise ValueError(f"The baseline {path} cannot be read: {error.strerror or error}.") from None
    except UnicodeError as error:
        raise ValueError(f"The baseline {path} cannot be read: {error}.") from None
    except BaselineError as error:
        raise ValueError(f"The baseline {path} cannot be used: {error}.") from None


def _known(path: Path) -> Counter[Key]:
    """Read a baseline.

    Raises:
        OSError: if it cannot be read, or is not a regular file.
        UnicodeError: if it is not UTF-8 text.
        BaselineError: if it is not a baseline.
        ValueError: if it is too large.
    """
    data = read_regular(path, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise ValueError(f"The baseline {path} is larger than {MAX_BYTES // 1_000_000} MB.")
    return read_baseline(data.decode("utf-8"))


def _check_replaceable(path: Path) -> None:
    """Raise ValueError if the baseline of mkdocs.yml is another file of the guide."""
    if path.exists():
        try:
            _known(path)
        except (OSError, UnicodeError, BaselineError):
            raise ValueError(f"The file {path} is no baseline; it is not replaced.") from None


def _write_baseline(path: Path | None, findings: Sequence[Finding]) -> int:
    if path is None:
        return USAGE_ERROR
    write_text(path, write_baseline(findings), durable=True)
    echo(f"{path} holds {len(findings)} findings now; `fieldguide check --baseline {path}` reports new ones.")
    return 0


def _prefix(root: Path) -> str:
    """Return the way from the working folder to the site, by which editors and GitHub find files."""
    try:
        relative = Path(os.path.relpath(root, Path.cwd())).as_posix()
    except ValueError:  # another drive
        relative = root.as_posix()
    return "" if relative == "." else f"{relative}/"


def _wants_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(text: str, path: Path | None) -> None:
    if path is not None:
        write_text(path, text)
        return
    echo(text, end="")


def _refuse(message: str) -> int:
    echo(f"fieldguide check: {message}", error=True)
    return USAGE_ERROR
