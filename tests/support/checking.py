"""Run `fieldguide check` on small sites."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mkdocs_fieldguide.cli import main
from support.site import CONFIG, Files, write_files


@dataclass(frozen=True)
class Result:
    """The result of a check.

    Attributes:
        root: the folder of mkdocs.yml.
        status: the exit status.
        output: the standard output.
        errors: the standard error output.
    """

    root: Path
    status: int
    output: str
    errors: str

    @property
    def data(self) -> dict[str, Any]:
        """Return the output, which is JSON."""
        loaded: dict[str, Any] = json.loads(self.output)
        return loaded

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Return the findings, with file names relative to the folder of mkdocs.yml."""
        prefix = self.root.as_posix() + "/"
        return [
            {**finding, "file": (Path.cwd() / finding["file"]).resolve().as_posix().removeprefix(prefix)}
            for finding in self.data["findings"]
        ]

    @property
    def codes(self) -> list[str]:
        """Return the codes of the findings, in order."""
        return [finding["code"] for finding in self.data["findings"]]


def check_files(
    root: Path, files: Files, *arguments: str, config: Mapping[str, Any] | None = None, form: str = "json"
) -> Result:
    """Write files and check the site; mkdocs.yml and a home page are added if missing."""
    root = root.resolve()
    write_files(root, files)
    if not (root / "mkdocs.yml").exists():
        settings = {**CONFIG, **(config or {})}
        write_files(root, {"mkdocs.yml": yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)})
    if not (root / "docs" / "index.md").exists():
        write_files(root, {"docs/index.md": "# Home\n"})
    return run("check", str(root), "--format", form, *arguments, root=root)


def run(*arguments: str, root: Path) -> Result:
    """Run the command `fieldguide`."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            status = main(arguments)
        except SystemExit as exit_:
            status = int(exit_.code or 0)
    return Result(root, status, output.getvalue(), errors.getvalue())
