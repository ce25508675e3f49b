"""The command `fieldguide`: one module per subcommand, with its arguments, output and exit status only."""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from mkdocs_fieldguide import __version__
from mkdocs_fieldguide.builder.performance.gc_tuning import RareCollection
from mkdocs_fieldguide.cli.exit_status import CANNOT_RUN, INTERRUPTED, READER_GONE
from mkdocs_fieldguide.cli.terminal import OutputError, discard_output, echo, flush, open_closed_streams
from mkdocs_fieldguide.files.atomic import WriteError

COMMANDS = {
    "new": "Create a small starter guide",
    "check": "Report all problems in a guide without building it",
    "cite": "Add publications to the bibliography by DOI, PMID or ISBN",
    "migrate": "Migrate a site made with the ELIXIR Toolkit Theme or mkdocs-bibtex",
    "avatars": "Download people's pictures, so that pages load nothing from other servers",
    "schema": "Write JSON Schemas of data files and front matter, for editors",
    "github": "Write issue forms for contributors and a workflow that checks every pull request",
}
"""Summary of each command. Modules are imported only when they are called, because importing is slow."""

_CHOICE = re.compile(r"invalid choice: '([^']*)' \(choose from (.*)\)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command `fieldguide`.

    Args:
        arguments: command-line arguments; defaults to `sys.argv[1:]`.

    Returns:
        The exit status.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    called = next((text for text in arguments if not text.startswith("-")), "")
    open_closed_streams()
    collection = RareCollection()
    collection.begin()
    try:
        return _guarded(arguments, called)
    finally:
        collection.end()


def _guarded(arguments: Sequence[str], called: str) -> int:
    """Run a command; report an `OSError` as one sentence and an exit status."""
    name = f"fieldguide {called}" if called in COMMANDS else "fieldguide"
    try:
        try:
            return _run(arguments, called)
        finally:
            flush()
    except KeyboardInterrupt:
        echo(f"{name}: Interrupted.", error=True)
        return INTERRUPTED
    except OutputError as error:
        discard_output()
        echo(f"{name}: {error}", error=True)
        return READER_GONE if error.is_closed else CANNOT_RUN
    except OSError as error:
        echo(f"{name}: {_describe_os_error(error)}", error=True)
        return CANNOT_RUN


def _describe_os_error(error: OSError) -> str:
    """Return a sentence that says what failed."""
    reason = error.strerror or str(error)
    if not error.filename:
        return f"The command failed: {reason}."
    action = "write" if isinstance(error, WriteError) else "access"
    return f"Cannot {action} {error.filename}: {reason}."


class _Parser(argparse.ArgumentParser):
    """Parses arguments, and suggests similar names for unknown ones."""

    def error(self, message: str) -> NoReturn:
        """Report an error and exit."""
        if choice := _CHOICE.search(message):
            unknown, known = choice[1], re.findall(r"[\w-]+", choice[2])
        else:
            unknown = next((word for word in message.split() if word.startswith("-")), "")
            known = [text for action in self._actions for text in action.option_strings]
        # Imported late, as most calls are valid.
        from mkdocs_fieldguide.findings.suggestions import suggest_name  # noqa: PLC0415

        hint = suggest_name(unknown.partition("=")[0], known) if unknown else ""
        super().error(f"{message} {hint}".strip())


def _run(arguments: Sequence[str], called: str) -> int:
    parser = _Parser(
        prog="fieldguide", description="Tools for sites made with mkdocs-fieldguide.", add_help=False
    )
    _add_help(parser)
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {__version__}", help="Show the version and exit"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary}.", add_help=False)
        _add_help(command)
        if name == called:
            module = importlib.import_module(f"mkdocs_fieldguide.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    args, unknown = parser.parse_known_args(arguments)
    if unknown:
        # The parser of the command knows its options.
        commands.choices.get(called, parser).error(f"unrecognized arguments: {' '.join(unknown)}")
    if not hasattr(args, "run"):
        parser.print_help()
        return 0
    status: int = args.run(args)
    return status


def _add_help(parser: argparse.ArgumentParser) -> None:
    """Add the option for help, with its text capitalised like that of all others."""
    parser.add_argument("-h", "--help", action="help", help="Show this help message and exit")
