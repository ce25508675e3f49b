"""Citation keys that differ only in letter case are distinct in the guide and in its exports."""

import io

from pybtex.database.input.bibtex import Parser
from support.checking import check_files
from support.site import build_site

BIB = """\
@book{knuth1984, title={The TeXbook}, author={Donald E. Knuth}, year={1984}}

@book{Knuth1984, title={Computers and Typesetting}, author={Donald E. Knuth}, year={1984}}
"""


def test_keys_differing_in_case_can_both_be_cited_and_exported(tmp_path):
    files = {"docs/_data/a.bib": BIB, "docs/page.md": "# Page\n\n{% cite knuth1984 %} {% cite Knuth1984 %}\n"}
    built = build_site(tmp_path, files, strict=False)
    (warning,) = built.warnings
    assert warning.startswith("docs/_data/a.bib:3: ")
    assert "[FG041]" in warning
    assert [link["data-cite"] for link in built.page("page/").select(".fg-cite")] == [
        "knuth1984",
        "Knuth1984",
    ]
    text = built.text("fieldguide/references.bib")
    entries = Parser(encoding="utf-8").parse_stream(io.StringIO(text)).entries
    assert [(key, entry.fields["title"].strip("{}")) for key, entry in entries.items()] == [
        ("knuth1984", "The TeXbook"),
        ("Knuth1984-2", "Computers and typesetting"),
    ]
    assert [f["line"] for f in check_files(tmp_path, {}).findings if f["code"] == "FG041"] == [3]
