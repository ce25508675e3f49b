"""Letter case of symbols, Greek letters and formulas in titles."""

from __future__ import annotations

import pytest

from mkdocs_fieldguide.citations.bibtex.latex import decode
from mkdocs_fieldguide.citations.bibtex.titles import to_sentence_case
from mkdocs_fieldguide.citations.csl.html_output import to_html
from mkdocs_fieldguide.citations.csl.richtext import parse_inline
from mkdocs_fieldguide.citations.csl.textcase import apply_case


@pytest.mark.parametrize(
    ("source", "sentence_case", "title_case"),
    [
        (r"$\beta$-catenin in Cells", "β-catenin in cells", "β-Catenin in Cells"),
        ("β-Lactamase in Cells", "β-lactamase in cells", "β-Lactamase in Cells"),
        (r"\textbeta-Catenin", "β-catenin", "β-Catenin"),
        (r"\(\alpha\)-Helices", "α-helices", "α-Helices"),
        (r"\ensuremath{\mu}m Scale: $\mu$m", "μm scale: μm", "μm Scale: μm"),
        ("µm Scale", "µm scale", "µm Scale"),
        ("γδ T Cells", "γδ T cells", "γδ T Cells"),
        ("Δt and Ωm Measured", "Δt and Ωm measured", "Δt and Ωm Measured"),
        ("$k$-Means of $Big$ Data", '<span class="nocase">k</span>-means of Big data', "k-Means of Big Data"),
        ("CO$_x$ Flux", "CO<sub>x</sub> flux", "CO<sub>x</sub> Flux"),
        ("p53 in Cells: x86", "p53 in cells: x86", "p53 in Cells: x86"),
        ("xarray: the Data v0.2.0", "xarray: The data v0.2.0", "Xarray: The Data v0.2.0"),
        (
            "A Study. II. The End of Me vs. You",
            "A study. II. The end of me vs. you",
            "A Study. II. The End of Me vs. You",
        ),
        ("Growth of E. Coli", "Growth of E. coli", "Growth of E. Coli"),
        ("on the Origin", "On the origin", "On the Origin"),
        ("η Αρχή", "Η αρχή", "Η Αρχή"),
    ],
)
def test_case_of_symbols(source, sentence_case, title_case):
    converted = to_sentence_case(decode(source))
    assert converted == sentence_case
    assert to_html(apply_case(parse_inline(converted), "title")) == title_case


@pytest.mark.parametrize("case", ["sentence", "capitalize-first", "capitalize-all"])
@pytest.mark.parametrize("text", ["β-Catenin", "µm", "p53"])
def test_styles_do_not_capitalise_a_symbol(text, case):
    assert to_html(apply_case(parse_inline(text), case)) == text
