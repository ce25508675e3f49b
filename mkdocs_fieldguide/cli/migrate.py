"""`fieldguide migrate`: migrate a site made with Jekyll and the ELIXIR Toolkit Theme."""

from __future__ import annotations

import argparse
import importlib
from importlib.util import find_spec
from pathlib import Path

from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN
from mkdocs_fieldguide.cli.migrate_mkdocs_bibtex import migrate_mkdocs_bibtex
from mkdocs_fieldguide.cli.terminal import echo

_LIBRARIES = {"bs4": "beautifulsoup4", "liquid": "python-liquid"}
"""The libraries of the extra `migrate`, which nothing else needs."""

_BRANCH = "fieldguide"
"""Default of the option `--branch`."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "site",
        type=Path,
        metavar="SITE",
        help="Folder of the old site, with _config.yml; it is changed only by --in-place",
    )
    parser.add_argument(
        "new",
        type=Path,
        nargs="?",
        metavar="NEW",
        help="Target folder; must be empty or not exist, except with --update",
    )
    parser.add_argument(
        "--from",
        dest="source",
        choices=("ett", "mkdocs-bibtex"),
        default="ett",
        help="What the old site is made with; with mkdocs-bibtex, SITE/mkdocs.yml is changed and NEW omitted",
    )
    action = parser.add_mutually_exclusive_group()
    action.add_argument(
        "--update",
        action="store_true",
        help="Take over in NEW what has changed in SITE since the last run; edited files are not changed",
    )
    action.add_argument(
        "--in-place",
        action="store_true",
        help="Write the new site to a new branch of the Git repository of SITE; NEW is omitted",
    )
    action.add_argument(
        "--compare",
        action="store_true",
        help="Migrate nothing: look up each address, anchor, feed entry and text of SITE, as built by Jekyll,"
        " in NEW, as built by MkDocs",
    )
    parser.add_argument(
        "--branch", default=_BRANCH, metavar="NAME", help=f"Branch for --in-place; default: {_BRANCH}"
    )
    parser.add_argument(
        "--workflow",
        action="store_true",
        help="Write a workflow that publishes the site with GitHub Pages, unless there is one",
    )
    parser.add_argument(
        "--analytics",
        action="store_true",
        help="Load the old site's Google Analytics, Matomo or Plausible in the new site, too",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="Write nothing; print the numbers of files, and conflicts"
    )


def run(args: argparse.Namespace) -> int:
    """Write the new site, or compare two built ones; return 2 if that fails, 1 if they differ."""
    if fault := _find_fault(args):
        echo(f"fieldguide migrate: {fault}.", error=True)
        return CANNOT_RUN
    if args.source == "mkdocs-bibtex":
        return migrate_mkdocs_bibtex(args.site)
    missing = [package for module, package in _LIBRARIES.items() if find_spec(module) is None]
    if missing:
        message = f"{' and '.join(missing)} must be installed. Fix: pip install 'mkdocs-fieldguide[migrate]'"
        echo(f"fieldguide migrate: {message}", error=True)
        return CANNOT_RUN
    status: int = importlib.import_module("mkdocs_fieldguide.cli.migrating").run(args)
    return status


def _find_fault(args: argparse.Namespace) -> str:
    """Return what is wrong with the combination of arguments; empty if nothing is."""
    given = [
        f"--{name.replace('_', '-')}"
        for name in ("update", "in_place", "compare", "workflow", "analytics", "dry_run")
        if getattr(args, name)
    ]
    if args.source == "mkdocs-bibtex" and given:
        return f"--from mkdocs-bibtex and {given[0]} cannot be combined"
    if args.compare and len(given) > 1:
        return f"--compare and {next(name for name in given if name != '--compare')} cannot be combined"
    without = "--in-place" if args.in_place else "--from mkdocs-bibtex" if args.source != "ett" else ""
    if args.new and without:
        return f"{without} needs no NEW"
    return "" if args.new or without else "NEW is missing"
