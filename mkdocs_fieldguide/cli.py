"""The command `fieldguide`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from mkdocs_fieldguide import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    parser = argparse.ArgumentParser(prog="fieldguide", description="Helps to keep a field guide in order.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.parse_args(arguments)
    parser.print_help()
    return 0
