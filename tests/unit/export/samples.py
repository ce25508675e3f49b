"""References for export tests, including hostile ones."""

from __future__ import annotations

from hypothesis import strategies as st

from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import Reference


def reference(key="key", bibtex="", **csl):
    item = {name.replace("_", "-"): value for name, value in csl.items()}
    return Reference(
        key, {"id": key, **item}, Location("made.json", 1), bibtex, has_sound_source=bool(bibtex)
    )


ARTICLE = reference(
    "wilkinson_fair_2016",
    type="article-journal",
    title="The FAIR Guiding Principles for scientific data management and stewardship",
    container_title="Scientific Data",
    container_title_short="Sci Data",
    author=[
        {"family": "Wilkinson", "given": "Mark D."},
        {"family": "da Silva Santos", "given": "Luiz Bonino"},
        {"family": "Mons", "given": "Barend"},
    ],
    issued={"date-parts": [[2016, 3, 15]]},
    volume="3",
    issue=1,
    page="160018",
    publisher="Springer Science and Business Media LLC",
    DOI="10.1038/sdata.2016.18",
    URL="https://doi.org/10.1038/sdata.2016.18",
    ISSN="2052-4463",
)
CHAPTER = reference(
    "church_dna_1990",
    type="chapter",
    title="On <i>E. coli</i> &amp; <sup>32</sup>P: 50% of {",
    container_title="Methods & Molecules",
    author=[
        {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        {"literal": "A & B, Inc."},
    ],
    editor=[{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
    issued={"date-parts": [[1990, 21]]},
    page="12–34",
    publisher="Oxford University Press",
    publisher_place="Oxford",
    ISBN="9780198547723",
    keyword="DNA, cloning",
)
THESIS = reference(
    "curie_recherches_1903",
    type="thesis",
    genre="PhD thesis",
    title="Recherches sur les substances radioactives",
    language="fr-FR",
    author=[{"family": "Curie", "given": "Marie"}],
    issued={"date-parts": [[1903]]},
    publisher="Faculté des sciences de Paris",
)
SOFTWARE = reference(
    "python_2001",
    type="software",
    title="Python",
    author=[{"literal": "Python Software Foundation"}],
    issued={"date-parts": [[2001, 6], [2003]]},
    accessed={"date-parts": [[2024, 1, 9]]},
    URL="https://www.python.org/",
)
HOSTILE = reference(
    "a, b}\n@evil{x",
    type="article-journal",
    title="One\r\nER  - \r\nTY  - JOUR\x00\x1b[31m\ud800 }} {unbalanced \\input{/etc/passwd}",
    author=[{"family": "Bobby\nTables", "given": "and"}, {"family": 7}, None, "others", {"given": ["x"]}],
    issued={"date-parts": [["2020", "x"]]},
    URL="javascript:alert(1)",
    DOI="not a doi",
    page={"first": 1},
    volume=True,
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
names = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            part: st.text(max_size=12) | anything
            for part in ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")
        },
    ),
    max_size=4,
)
dates = st.one_of(
    anything,
    st.fixed_dictionaries(
        {"date-parts": st.lists(st.lists(st.integers(-3000, 3000), max_size=3), max_size=2)}
    ),
)
types = st.sampled_from(
    ["", "article", "article-journal", "book", "chapter", "thesis", "report", "webpage", "paper-conference",
     "software", "dataset", "periodical", "patent"]
)  # fmt: skip
VARIABLES = (
    "title", "container-title", "container-title-short", "collection-title", "page", "volume", "issue",
    "number", "publisher", "publisher-place", "DOI", "URL", "ISBN", "ISSN", "PMID", "genre", "edition",
    "keyword", "language", "note", "abstract",
)  # fmt: skip
hostile_references = st.builds(
    lambda key, kind, csl: Reference(key, {"type": kind, **csl}, Location("made.json", 1)),
    st.text(max_size=20),
    types,
    st.fixed_dictionaries(
        {},
        optional={
            **{name: st.text(max_size=40) | anything for name in VARIABLES},
            "author": names | anything,
            "editor": names,
            "issued": dates,
            "accessed": dates,
        },
    ),
)
