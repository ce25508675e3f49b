"""Compiled templates kept between builds, as Python keeps compiled modules.

To compile the theme's templates and ours takes as long as to put fifty pages together. They are the same in
every build and every guide until a package is updated.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from mkdocs_fieldguide.kept_files import base_folder


class KeptTemplates(BytecodeCache):
    """Keeps what Jinja has made of templates; of each name, file and way to compile the newest.

    What cannot be read or written is compiled anew.

    Args:
        folder: where to keep it.
        compiled_as: tells apart environments that compile the same file in different ways.
    """

    def __init__(self, folder: Path, compiled_as: str) -> None:
        self._folder = folder
        self._compiled_as = compiled_as

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if there is one that belongs to the template's text."""
        try:
            with self._path(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except OSError:
            pass
        except Exception:  # what broken files make their readers raise is written down nowhere
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, whole or not at all."""
        path = self._path(bucket)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    bucket.write_bytecode(file)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}-{self._compiled_as}"


def keep_compiled(environment: Environment, root: Path) -> None:
    """Let an environment keep its compiled templates, unless it keeps them already or that is not safe.

    It is not if a folder inside the guide has been named for kept files: whoever proposes a change could put
    code there. Nor if templates go through extensions of other packages, which may compile them in another
    way after an update.

    Args:
        environment: the environment, with all its options set.
        root: the folder of mkdocs.yml.
    """
    folder = base_folder().resolve()
    extensions = sorted(environment.extensions)
    if (
        environment.bytecode_cache is not None
        or folder.is_relative_to(root.resolve())
        or not all(name.startswith("jinja2.") for name in extensions)
    ):
        return
    options = (
        version("jinja2"),
        extensions,
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
    compiled_as = hashlib.sha256(repr(options).encode()).hexdigest()[:16]
    environment.bytecode_cache = KeptTemplates(folder / "templates", compiled_as)
