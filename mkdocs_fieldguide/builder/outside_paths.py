"""Reports paths that lead outside the repository; nothing there is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mkdocs_fieldguide.builder.folders import name_in
from mkdocs_fieldguide.files.symlinks import HINT_COPY_FILE, MSG_LINK_ESCAPES, VARIABLE, AllowedRoots
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.wording import shorten
from mkdocs_fieldguide.model.location import Location


@dataclass(frozen=True, slots=True)
class Named:
    """A path in mkdocs.yml.

    Attributes:
        setting: the name of the setting.
        text: the path as written there.
    """

    setting: str
    text: str


def is_inside_site(
    path: Path, root: Path, allowed_roots: AllowedRoots, findings: Findings, named: Named | None = None
) -> bool:
    """Return whether a file or folder may be read; report one that may not.

    Args:
        path: the file or folder; it need not exist.
        root: folder of mkdocs.yml.
        allowed_roots: the folders that the guide may read from.
        findings: receives LINK_OUT and OUTSIDE_PATH.
        named: the setting, for a path from mkdocs.yml.
    """
    if allowed_roots.contains(path):
        return True
    if named is None or allowed_roots.is_lexically_inside(path):
        report_escaping_symlink(path, root, findings)
    else:
        report_outside(named, findings)
    return False


def report_outside(named: Named, findings: Findings) -> None:
    """Report a path in mkdocs.yml outside the repository, whether or not it exists."""
    findings.add(
        Code.OUTSIDE_PATH,
        Location("mkdocs.yml"),
        f"The path “{shorten(named.text, 200)}” of “{named.setting}” is outside the repository and is not"
        " read.",
        f"Move it into the repository, or allow its folder with the environment variable {VARIABLE}.",
    )


def report_escaping_symlink(path: Path, root: Path, findings: Findings) -> None:
    """Report a file or folder that is a symlink to a place outside the repository."""
    findings.add(
        Code.LINK_OUT,
        Location(name_in(root, path)),
        MSG_LINK_ESCAPES,
        HINT_COPY_FILE,
    )
