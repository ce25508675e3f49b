"""`fieldguide check`: report all problems in a guide without building it."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_fieldguide.builder.dry_run.apply_fixes import repair_files
from mkdocs_fieldguide.builder.dry_run.result_cache import CheckResult, ReportOptions, load_cached_result
from mkdocs_fieldguide.builder.site_config.find import find_mkdocs_yml, named_folders
from mkdocs_fieldguide.cli.check_arguments import add_link_arguments
from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN
from mkdocs_fieldguide.cli.progress_bar import ProgressBar
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
from mkdocs_fieldguide.findings.finding import Finding, Findings
from mkdocs_fieldguide.findings.formats import FORMATTERS, CheckReport
from mkdocs_fieldguide.findings.guard import log
from mkdocs_fieldguide.findings.suppression import (
    CodeSelection,
    SuppressionComments,
    split_codes,
    unknown_codes,
)

if TYPE_CHECKING:  # these modules load slowly
    from mkdocs_fieldguide.builder.dry_run.check_site import LinkCheck
    from mkdocs_fieldguide.builder.dry_run.dry_run import DryRunResult
    from mkdocs_fieldguide.builder.site_config.mkdocs_yml import SiteSettings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "path",
        nargs="?",
        default=".",
        type=Path,
        metavar="PATH",
        help="Path of mkdocs.yml, or of any folder of the site",
    )
    parser.add_argument("--format", choices=list(FORMATTERS), default="text", help="Output format")
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="Report only these codes or prefixes, such as FG02,FG031",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="CODES", help="Do not report these codes or prefixes"
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE", help="Report only findings that are not in this file"
    )
    parser.add_argument(
        "--write-baseline", action="store_true", help="Write all current findings to the baseline file"
    )
    parser.add_argument("--fix", action="store_true", help="Fix unambiguous problems, then check again")
    parser.add_argument("--output", type=Path, metavar="FILE", help="Write the report to a file")
    parser.add_argument(
        "--no-cache", action="store_true", help="Convert every page and request every link again"
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="Show the tracebacks of unexpected errors (FG016)"
    )
    parser.add_argument(
        "--allow-outside",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="Allow mkdocs.yml to refer to files in this folder outside the repository",
    )
    add_link_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Check a guide and return the exit status."""
    # MkDocs logs as in a build; everything relevant is among the findings.
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    if args.verbose:
        log.setLevel(logging.DEBUG)
        log.addHandler(_StderrHandler())
    path = find_mkdocs_yml(args.path)
    if path is None:
        return _report_usage_error(f"No mkdocs.yml in {args.path} or its parent folders.")
    root = path.resolve().parent
    result = _check(path, args, links=args.links and not args.fix)
    lines = SourceLines(root)
    try:
        selection = _selection(args, result.report_options)
        if args.fix:
            fixed = _fix(root, _selected(result, selection, lines))
            if fixed or args.links:
                result = _check(path, args, links=args.links)
                lines = SourceLines(root)
        baseline_path, baseline = _baseline(args, result.report_options, root)
    except ValueError as error:
        return _report_usage_error(str(error))
    selected = _selected(result, selection, lines)
    if args.write_baseline:
        return _write_baseline(baseline_path, selected)
    new, known = filter_baseline(selected, baseline)
    checked = CheckReport(
        new,
        lines,
        prefix=_relative_prefix(root),
        known=known,
        ignored=len(result.findings) - len(selected),
        notes=result.notes,
        colour=args.output is None and _supports_colour(),
    )
    _write(FORMATTERS[args.format](checked), args.output)
    return checked.status


class _StderrHandler(logging.Handler):
    """Writes log records to standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        echo(record.getMessage(), error=True)


def _check(path: Path, args: argparse.Namespace, *, links: bool) -> CheckResult:
    """Check the site, or return the cached result if nothing has changed since."""
    # Cached results have no tracebacks.
    cached = None if links or args.no_cache or args.verbose else _load_cached(path, args.allow_outside)
    if cached is not None:
        return cached
    # Imported late: MkDocs and the readers of a guide load slowly.
    from mkdocs_fieldguide.builder.dry_run.check_site import check_site  # noqa: PLC0415

    bar = ProgressBar()
    ask = _ask_about_links(args, bar) if links else None
    try:
        return check_site(
            path, use_cache=not args.no_cache, allowed=args.allow_outside, ask=ask, progress=bar.show
        )
    finally:
        bar.clear()


def _ask_about_links(args: argparse.Namespace, bar: ProgressBar) -> LinkCheck:
    """Return a function that requests all external links; it clears the progress bar of the check."""
    from mkdocs_fieldguide.cli.progress import check_links_with_progress  # noqa: PLC0415

    def ask(
        dry_run: DryRunResult, settings: SiteSettings, cache: Path | None, findings: Findings
    ) -> tuple[str, ...]:
        bar.clear()
        return check_links_with_progress(dry_run, args, settings.options.check.ignore_links, cache, findings)

    return ask


def _load_cached(path: Path, allowed: Sequence[Path]) -> CheckResult | None:
    """Return the last result if nothing has changed since and the cache is trusted."""
    folders = named_folders(path)
    cache = None if folders is None else open_trusted_cache(path.resolve().parent, folders)
    return None if cache is None else load_cached_result(path, cache.guide, allowed)


def _selected(result: CheckResult, selection: CodeSelection, lines: SourceLines) -> list[Finding]:
    comments = SuppressionComments(lines)
    return [
        finding
        for finding in result.findings
        if selection.selects(finding) and not comments.suppresses(finding)
    ]


def _fix(root: Path, findings: Sequence[Finding]) -> int:
    """Fix unambiguous problems and return how many were fixed."""
    fixed, problems = repair_files(root, findings)
    for problem in problems:
        echo(f"fieldguide check: {problem}", error=True)
    if not fixed and not problems:
        echo("Nothing to fix: no finding has an automatic fix.", error=True)
    else:
        echo(f"{len(fixed)} fixed.", error=True)
    return len(fixed)


def _selection(args: argparse.Namespace, options: ReportOptions) -> CodeSelection:
    """Return the selection of codes to report.

    Raises:
        ValueError: if a code does not exist.
    """
    select = split_codes(args.select) or split_codes(options.select)
    ignore = (*split_codes(args.ignore), *split_codes(options.ignore))
    unknown = unknown_codes([*select, *ignore])
    if unknown:
        raise ValueError(f"Unknown code: {', '.join(unknown)}.")
    return CodeSelection(select, ignore)


def _baseline(
    args: argparse.Namespace, options: ReportOptions, root: Path
) -> tuple[Path | None, Counter[Key]]:
    path: Path | None = args.baseline
    if path is None and options.baseline:
        path = root / options.baseline
        if not AllowedRoots(root, args.allow_outside).contains(path):
            raise ValueError(
                f"The baseline {path} set in mkdocs.yml is outside the repository; it was not used."
            )
    if args.write_baseline:
        if path is None:
            raise ValueError("Name the baseline file with --baseline FILE.")
        if args.baseline is None:
            _check_replaceable(path)
        return path, Counter()
    if path is None:
        return None, Counter()
    try:
        return path, _read_baseline(path)
    except OSError as error:
        raise ValueError(f"Cannot read the baseline {path}: {error.strerror or error}.") from None
    except UnicodeError as error:
        raise ValueError(f"Cannot read the baseline {path}: {error}.") from None
    except BaselineError as error:
        raise ValueError(f"Cannot use the baseline {path}: {error}.") from None


def _read_baseline(path: Path) -> Counter[Key]:
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
    """Raise ValueError if the baseline set in mkdocs.yml exists and is not a baseline."""
    if path.exists():
        try:
            _read_baseline(path)
        except (OSError, UnicodeError, BaselineError):
            raise ValueError(f"{path} exists and is not a baseline; it was not replaced.") from None


def _write_baseline(path: Path | None, findings: Sequence[Finding]) -> int:
    if path is None:
        return CANNOT_RUN
    write_text(path, write_baseline(findings), durable=True)
    echo(f"{len(findings)} finding{'' if len(findings) == 1 else 's'} written to {path}.")
    echo(f"`fieldguide check --baseline {path}` now reports only new ones.")
    return 0


def _relative_prefix(root: Path) -> str:
    """Return the path from the working directory to the site, by which editors and GitHub find files."""
    try:
        relative = Path(os.path.relpath(root, Path.cwd())).as_posix()
    except ValueError:  # another drive
        relative = root.as_posix()
    return "" if relative == "." else f"{relative}/"


def _supports_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(text: str, path: Path | None) -> None:
    if path is not None:
        write_text(path, text)
        return
    echo(text, end="")


def _report_usage_error(message: str) -> int:
    echo(f"fieldguide check: {message}", error=True)
    return CANNOT_RUN
