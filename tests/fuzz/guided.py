"""Fuzz one reader with atheris, which is guided by code coverage.

usage: python -m tests.fuzz.guided READER [-max_total_time=60] [CORPUS FOLDER ...]

Needs `atheris` (dependency group `fuzz`; Linux and macOS). The options are libFuzzer's.
"""

from __future__ import annotations

import logging
import sys

import atheris

with atheris.instrument_imports(include=["mkdocs_fieldguide"]):
    from tests.fuzz.readers import READERS


def main() -> None:
    """Fuzz the reader that the first argument names."""
    logging.disable(logging.CRITICAL)
    name, *options = sys.argv[1:]
    reader = READERS[name]

    def one(data: bytes) -> None:
        reader(data.decode("utf-8", "surrogateescape"))

    atheris.Setup([sys.argv[0], "-timeout=5", *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
