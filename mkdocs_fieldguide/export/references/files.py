"""The download files of a reference, one for each format."""

from __future__ import annotations

from mkdocs_fieldguide.export.references.bibtex import to_bibtex
from mkdocs_fieldguide.export.references.csl_json import to_csl_json
from mkdocs_fieldguide.export.references.ris import to_ris
from mkdocs_fieldguide.model.references import Reference


def build_reference_files(name: str, reference: Reference) -> dict[str, str]:
    """Return the content of a reference's files by path.

    Args:
        name: the path of the files without file extension.
        reference: the reference.
    """
    return {
        f"{name}.bib": to_bibtex(reference),
        f"{name}.ris": to_ris(reference),
        f"{name}.csl.json": to_csl_json([reference]),
    }
