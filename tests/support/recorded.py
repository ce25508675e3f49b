"""Recorded responses of the services for four publications."""

from __future__ import annotations

from typing import Any

DOI = "10.1038/sdata.2016.18"
CROSSREF: dict[str, Any] = {
    "indexed": {"date-parts": [[2026, 1, 1]]},
    "publisher": "Springer Science and Business Media LLC",
    "issue": "1",
    "abstract": "<jats:title>Abstract</jats:title><jats:p>There is an urgent need.</jats:p>",
    "DOI": DOI,
    "type": "journal-article",
    "created": {"date-parts": [[2016, 3, 15]]},
    "title": "The FAIR Guiding Principles for scientific data management and stewardship",
    "author": [
        {"ORCID": "https://orcid.org/0000-0001-6960-357X", "given": "Mark D.", "family": "Wilkinson"},
        {"given": "Michel", "family": "Dumontier", "sequence": "additional", "affiliation": []},
        {"given": "Luiz Bonino", "family": "da Silva Santos"},
        {"name": "Standards &amp; Stewards Group", "sequence": "additional"},
    ],
    "container-title": "Scientific Data",
    "language": "en",
    "volume": "3",
    "article-number": "160018",
    "issued": {"date-parts": [[2016, 3, 15]]},
    "URL": "https://doi.org/10.1038/sdata.2016.18",
    "ISSN": ["2052-4463"],
    "subject": ["Library and Information Sciences"],
    "references-count": 33,
}
ENTRY = """\
@article{wilkinson_fair_2016,
  author = {Wilkinson, Mark D. and Dumontier, Michel and {da Silva Santos}, Luiz Bonino and {Standards \\& Stewards Group}},
  title = {The {FAIR} {Guiding} {Principles} for scientific data management and stewardship},
  journal = {Scientific Data},
  year = {2016},
  month = mar,
  day = {15},
  number = {1},
  pages = {160018},
  volume = {3},
  issn = {2052-4463},
  doi = {10.1038/sdata.2016.18},
}"""  # noqa: E501

PMID = "26978244"
PMID_PATH = f"/?format=csl&id={PMID}"
PUBMED: dict[str, Any] = {
    "source": "PubMed",
    "accessed": {"date-parts": [[2026, 1, 1]]},
    "id": f"pmid:{PMID}",
    "title": "The FAIR Guiding Principles for scientific data management and stewardship.",
    "author": [{"family": "Wilkinson", "given": "Mark D"}, {"family": "Dumontier", "given": "Michel"}],
    "container-title-short": "Sci Data",
    "container-title": "Scientific data",
    "publisher": "Sci Data",
    "ISSN": "2052-4463",
    "issued": {"date-parts": [[2016, 3, 15]]},
    "page": "160018",
    "volume": "3",
    "PMID": PMID,
    "PMCID": "PMC4792175",
    "DOI": DOI,
    "type": "article-journal",
}

ISBN = "9780262510875"
ISBN_PATH = f"/api/books?bibkeys=ISBN:{ISBN}&format=json&jscmd=data"
OPEN_LIBRARY: dict[str, Any] = {
    f"ISBN:{ISBN}": {
        "title": "Structure and Interpretation of Computer Programs",
        "authors": [{"name": "Harold Abelson"}, {"name": "Gerald Jay Sussman"}, {"name": "Julie Sussman"}],
        "identifiers": {"isbn_13": [ISBN]},
        "publishers": [{"name": "MIT Press"}],
        "publish_places": [{"name": "Cambridge, Mass"}],
        "publish_date": "July 25, 1996",
    }
}
