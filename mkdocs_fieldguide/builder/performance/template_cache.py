"""Compiled templates kept between builds, as Python keeps compiled modules.

To compile the theme's templates and ours takes as long as to put fifty pages together. They are the same in
every build and every guide until a package is updated.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from mkdocs_fieldguide.files import cache_store

_PYTHON = f"{sys.implementation.cache_tag} {importlib.util.MAGIC_NUMBER.hex()} {version('jinja2')}"
"""What compiled code depends on: a Python runs only its own, and templates call functions of their Jinja."""


class TemplateBytecodeCache(BytecodeCache):
    """Keeps what Jinja has made of templates; of each name, file and way to compile the newest.

    What cannot be read or written is compiled anew.

    Args:
        folder: where to keep it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if there is one that belongs to the template's text."""
        data = cache_store.load(self._path(bucket), _PYTHON)
        if data is None:
            return
        try:
            bucket.bytecode_from_string(data)
        except Exception:  # what readers of code raise is written down nowhere
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, whole or not at all."""
        cache_store.store(self._path(bucket), bucket.bytecode_to_string(), _PYTHON)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}-{_compiled_as(bucket.environment)}"


def enable_bytecode_cache(environment: Environment, folder: Path | None) -> None:
    """Let an environment keep its compiled templates, unless it keeps them already or that is not safe.

    It is not if templates go through extensions of other packages, which may compile them in another way
    after an update.

    Args:
        environment: the environment, with all its options set.
        folder: where to keep them; None for nowhere.
    """
    if (
        folder is None
        or environment.bytecode_cache is not None
        or not all(name.startswith("jinja2.") for name in environment.extensions)
    ):
        return
    environment.bytecode_cache = TemplateBytecodeCache(folder)


def _compiled_as(environment: Environment) -> str:
    """Tell apart environments that compile the same file in different ways.

    Plugins may add filters until the first template is loaded, so this is looked at each time.
    """
    options = (
        version("jinja2"),
        sorted(environment.extensions),
        environment.autoescape is not False,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.keep_trailing_newline,
        environment.newline_sequence,
        environment.optimized,
        environment.finalize is not None,
        # What looks like another block, comment or statement reads another template.
        environment.block_start_string,
        environment.block_end_string,
        environment.variable_start_string,
        environment.variable_end_string,
        environment.comment_start_string,
        environment.comment_end_string,
        environment.line_statement_prefix,
        environment.line_comment_prefix,
        # Filters and tests of constants are carried out while compiling.
        sorted(environment.filters),
        sorted(environment.tests),
    )
    return hashlib.sha256(repr(options).encode()).hexdigest()[:16]
