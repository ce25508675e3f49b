"""List surviving mutants with their diffs; the last step of `make mutants`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MUTMUT = str(Path(sys.executable).with_name("mutmut"))
KILLED = ("killed", "timeout", "caught by type check")
"""States of mutants that made a test fail or hang, or did not pass the type check."""


def mutants() -> Iterator[tuple[str, str]]:
    """Yield the name and state of each mutant, as printed by `mutmut results`."""
    listed = subprocess.run([MUTMUT, "results", "--all", "true"], capture_output=True, text=True, check=True)
    for line in listed.stdout.splitlines():
        name, colon, status = line.strip().partition(": ")
        if colon:
            yield name, status


def main() -> int:
    """Print the survivors; return 1 if there are any, or if there were no mutants."""
    found = list(mutants())
    survivors = [(name, status) for name, status in found if status not in KILLED]
    for name, status in survivors:
        change = subprocess.run([MUTMUT, "show", name], capture_output=True, text=True, check=False)
        print(f"{name}: {status}\n{change.stdout}")
    print(f"{len(found)} mutants, {len(survivors)} survived")
    return 1 if survivors or not found else 0


if __name__ == "__main__":
    sys.exit(main())
