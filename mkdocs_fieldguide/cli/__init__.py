"""The command `fieldguide`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from mkdocs_fieldguide import __version__
from mkdocs_fieldguide.builder.performance.gc_tuning import RareCollection
from mkdocs_fieldguide.cli.terminal import OutputError, echo, flush, give_up_output, open_closed_streams
from mkdocs_fieldguide.files.atomic import WriteError

FAILED = 2
"""Exit status of a command that could not be carried out."""

INTERRUPTED, READER_GONE = 130, 141
"""Exit statuses as shells give them: 128 and the number of the signal, SIGINT or SIGPIPE."""

COMMANDS = {
    "new": "a small guide to begin with.",
    "check": "everything that is wrong in a guide, at once and without a build.",
    "cite": "adds publications to the bibliography by DOI, PMID or ISBN.",
    "migrate": "brings a site made with Jekyll and the ELIXIR Toolkit Theme over.",
    "avatars": "stores people's pictures in the site, so that readers ask no other server.",
    "schema": "JSON Schemas of data files and front matter, for editors.",
    "github": "issue forms for contributors, and a workflow that checks every pull request.",
}
"""What each command does. The module of a command is loaded only when it is called: that takes a while."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command `fieldguide`.

    Args:
        arguments: what stands behind its name; by default that of this process.

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
    """Run a command; what the system refuses is one sentence and an exit status."""
    name = f"fieldguide {called}" if called in COMMANDS else "fieldguide"
    try:
        try:
            return _run(arguments, called)
        finally:
            flush()
    except KeyboardInterrupt:
        echo(f"{name}: Interrupted before the end.", error=True)
        return INTERRUPTED
    except OutputError as error:
        give_up_output()
        echo(f"{name}: {error}", error=True)
        return READER_GONE if error.is_closed else FAILED
    except OSError as error:
        echo(f"{name}: {_refused(error)}", error=True)
        return FAILED


def _refused(error: OSError) -> str:
    """Return a sentence on what the system has refused."""
    reason = error.strerror or str(error)
    if not error.filename:
        return f"The command could not be carried out: {reason}."
    return f"{error.filename} cannot be {'written' if isinstance(error, WriteError) else 'used'}: {reason}."


def _run(arguments: Sequence[str], called: str) -> int:
    parser = argparse.ArgumentParser(prog="fieldguide", description="Helps to keep a field guide in order.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name == called:
            module = importlib.import_module(f"mkdocs_fieldguide.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    wanted = parser.parse_args(arguments)
    if not hasattr(wanted, "run"):
        parser.print_help()
        return 0
    status: int = wanted.run(wanted)
    return status
