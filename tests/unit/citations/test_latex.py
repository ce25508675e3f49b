from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_fieldguide.citations.bibtex.latex import decode, decode_text
from mkdocs_fieldguide.export.references.latex_escape import escape


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"{\'E}cole caf\'e \"{o} \c{c} \v s \~n \aa{} \o{} \ss", "École café ö ç š ñ å ø ß"),
        (r"\'{\i} \'\i{} {\'\i}", "í í í"),
        (r"\textit{E. coli} and \emph{x}", "<i>E. coli</i> and <i>x</i>"),
        (r"{\it all} of it", "<i>all</i> of it"),
        (r"10\textsuperscript{-3} H$_2$O $x^{2}$", "10<sup>-3</sup> H<sub>2</sub>O x<sup>2</sup>"),
        (r"$\alpha$-helix", "α-helix"),
        (r"the $2 \times 2$ table, $p\leq 0.05$, $\beta 1$", "the 2 × 2 table, p≤ 0.05, β1"),
        (r"\url{http://x.org/a_b%20c}", "http://x.org/a_b%20c"),
        (r"\href{http://x.org}{the \emph{site}}", "the <i>site</i>"),
        (r"A \& B \% C \# D \_ E \$ F \{G\}", "A & B % C # D _ E $ F {G}"),
        (r"1--2 a---b ``c'' `d' e'f", "1–2 a—b “c” ‘d’ e’f"),
        (r"a~b\ c\\d", "a\u00a0b c d"),
        (r"5% of $5 and $6 left", "5% of $5 and $6 left"),
        (r"A \textbar{} B \textless C", "A | B <C"),
        (
            r"\uppercase{d\'ebut \emph{i}\lowercase{NN}} \MakeLowercase É \lowercase{\'E \textsc{X}}",
            'DÉBUT <i>I</i>nn é é <span style="font-variant: small-caps;">x</span>',
        ),
        (r"{\noopsort{1973}}Title", "Title"),
        (r"R&amp;D", "R&D"),
        ("{" * 300 + "x" + "}" * 300, "x"),
    ],
)
def test_latex_commands(source, text):
    decoded = decode(source)
    assert decoded.text == text
    assert not decoded.unknown


def test_unknown_commands_are_reported_and_their_text_is_used():
    decoded = decode(r"A \mystery{kept} b")
    assert decoded.text == "A kept b"
    assert decoded.unknown == ["mystery"]


@given(st.text(alphabet=st.sampled_from(list("\\{}$~^_'`\"-%&;abciou.= \nβ")), max_size=80))
@example("{;{;")
def test_text_without_markup_is_the_marked_up_text_without_its_tags(source):
    decoded = decode(source)
    assert " ".join(re.sub(r"<[^<>]*>", "", decoded.text).split(" ")) == decode_text(source)
    assert all(0 <= start <= end <= len(decoded.text) for start, end in decoded.spans)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=60))
def test_escaped_text_is_decoded_to_the_same_text(text):
    # LaTeX has no straight single quotes outside of code.
    assert decode_text(escape(text)) == text.translate({ord("`"): "‘", ord("'"): "’"})
