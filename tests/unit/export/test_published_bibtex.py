"""What `references.bib` gives other readers of BibTeX, whatever stands in the guide's own files."""

import io

import pytest
from pybtex.database import BibliographyData
from pybtex.database.input.bibtex import Parser

from mkdocs_fieldguide.citations.reading import BibliographyFile, read_bibliography
from mkdocs_fieldguide.diagnostics import Findings
from mkdocs_fieldguide.export.bibtex import to_bibtex


def published(tmp_path, text, name="a.bib"):
    """Return our references of a file, and what is published of them."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    references = read_bibliography([BibliographyFile(path, name)], Findings())
    return references, "\n".join(map(to_bibtex, references.values()))


def read_elsewhere(text) -> BibliographyData:
    """Read a bibliography as other programs do: any fault is an error."""
    return Parser(encoding="utf-8").parse_stream(io.StringIO(text))


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a{, title={X}} @misc{evil, title={E}} }",
        "@misc(a{, title={X}) @misc(evil, title={E}) }  )",
        "@misc{a, title={x}, note={y}\n@misc{b, title={B}}",
        "@misc{a, title={x}, abc}",
        "@misc{a, title={x} note={y}}",
        "@misc{a b, title={x}}",
        "@string{j = {Journal}}\n@article{a, title={x}, journal=j}",
        "@string{e = {@misc{evil, title={E}}}}\n@misc{a, title={x}, note=e}",
        "@misc{a, title={\\input{/etc/passwd} ^^5cinput{x}}}",
        "@misc{a, title={x}, note={},\n@misc{evil, title={E}}}",
        "@misc{a, title={x}}}}\n@misc{b, title={y}}",
        "@misc{a, title={x \u2066 y}}\n@misc{b, title={z \u2069 \u05d0}}",
        '@misc{a, title="x } @misc{evil, title={E}}"}\n@misc{b, title={y}}',
    ],
)
def test_other_readers_find_our_entries_and_no_others(tmp_path, text):
    references, written = published(tmp_path, text)
    assert references
    assert sorted(read_elsewhere(written).entries) == sorted(references)
    assert "\\input{" not in written
    assert "^^" not in written


def test_a_sound_entry_is_published_as_its_author_wrote_it(tmp_path):
    text = (
        "@article{a,\n  title = {On {DNA} and \\emph{more}},\n  author = {Example, Ada},\n  month = jan,\n}"
    )
    _, written = published(tmp_path, text)
    assert written == text
