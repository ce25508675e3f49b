"""A reference in each format that readers can download."""

from __future__ import annotations

from mkdocs_fieldguide.export.references.bibtex import to_bibtex
from mkdocs_fieldguide.export.references.csl_json import to_csl_json
from mkdocs_fieldguide.export.references.ris import to_ris
from mkdocs_fieldguide.model.references import Reference


def build_reference_files(name: str, reference: Reference) -> dict[str, str]:
    """Return the texts of a reference's files by their path.

    Args:
        name: the path of all of them, without an ending.
        reference: the reference.
    """
    return {
        f"{name}.bib": to_bibtex(reference),
        f"{name}.ris": to_ris(reference),
        f"{name}.csl.json": to_csl_json([reference]),
    }
