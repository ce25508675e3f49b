"""Problems with tags."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_fieldguide.findings.codes import Code


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with a tag; becomes a finding if readers see the tag.

    Attributes:
        code: the code of the finding.
        message: what is wrong.
        hint: how to fix it.
        fix: the old and the new text, if the fix is unambiguous.
    """

    code: Code
    message: str
    hint: str = ""
    fix: tuple[str, str] | None = None
