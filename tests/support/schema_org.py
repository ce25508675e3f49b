"""Structural checks of JSON-LD: types and properties of schema.org exist, ids are absolute URLs.

The terms are those that a guide's pages use, and some near them, taken from the vocabulary as published in
the package msgspec-schemaorg 0.2.1 (https://pypi.org/project/msgspec-schemaorg/), which is made from
https://schema.org/version/latest/schemaorg-current-https.jsonld.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mkdocs_fieldguide.content.identifiers import normalise_orcid, normalise_ror

# Types, with their supertype and the properties used here.
TYPES: dict[str, tuple[tuple[str, ...], str]] = {
    "Thing": ((), "additionalType description identifier image mainEntityOfPage name sameAs subjectOf url"),
    "CreativeWork": (
        ("Thing",),
        "about author citation contributor creator dateModified datePublished editor "
        "educationalLevel encodingFormat funder headline inLanguage isBasedOn isPartOf "
        "keywords learningResourceType license mainEntity mentions position provider publisher sponsor "
        "teaches wordCount",
    ),
    "Article": (("CreativeWork",), "articleBody articleSection wordCount"),
    "ScholarlyArticle": (("Article",), ""),
    "LearningResource": (
        ("CreativeWork",),
        "competencyRequired educationalLevel learningResourceType teaches",
    ),
    "WebPage": (("CreativeWork",), "breadcrumb lastReviewed primaryImageOfPage"),
    "ProfilePage": (("WebPage",), ""),
    "CollectionPage": (("WebPage",), ""),
    "WebSite": (("CreativeWork",), ""),
    "Person": (
        ("Thing",),
        "affiliation email familyName funder givenName jobTitle memberOf sponsor worksFor",
    ),
    "Organization": (("Thing",), "email funder keywords logo member memberOf sponsor"),
    "SoftwareApplication": (("CreativeWork",), "applicationCategory operatingSystem softwareVersion"),
    "MediaObject": (("CreativeWork",), "contentUrl encodingFormat"),
    "Dataset": (("CreativeWork",), "distribution includedInDataCatalog variableMeasured"),
    "DataCatalog": (("CreativeWork",), "dataset"),
    "DataDownload": (("MediaObject",), ""),
    "Intangible": (("Thing",), ""),
    "ItemList": (("Intangible",), "itemListElement itemListOrder numberOfItems"),
    "ListItem": (("Intangible",), "item position previousItem"),
    "BreadcrumbList": (("ItemList",), ""),
    "Place": (("Thing",), "keywords logo"),
    "AdministrativeArea": (("Place",), ""),
    "Country": (("AdministrativeArea",), ""),
}
ADDRESSES = ("@id", "url", "item", "contentUrl", "image", "logo", "sameAs")
DATES = ("datePublished", "dateModified")
PROFILES = {
    "https://bioschemas.org/profiles/ComputationalTool/1.0-RELEASE": (
        "SoftwareApplication",
        ("@id", "description", "name", "url"),
    ),
    "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE": (
        "LearningResource",
        ("@id", "description", "keywords", "name"),
    ),
}
"""Profiles: the type, and the required properties."""

_ABSOLUTE = re.compile(r"https?://[^\s/]+(/\S*)?")


def properties(kind: str) -> set[str]:
    """Return the known properties of a type, inherited ones too."""
    above, own = TYPES[kind]
    return {*own.split(), *(name for parent in above for name in properties(parent))}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all nodes of a graph, at any depth."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def faults(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a JSON-LD document, one sentence each."""
    found = []
    contexts = document.get("@context")
    if "https://schema.org" not in (contexts if isinstance(contexts, list) else [contexts]):
        found.append("The context is not that of schema.org.")
    for node in nodes(document["@graph"]):
        found += _faults(node)
    return found


def _faults(node: dict[str, Any]) -> Iterator[str]:
    kind = node.get("@type")
    if kind is None:
        if set(node) != {"@id"}:
            yield f"A node without a type is more than a reference: {node}"
    elif kind not in TYPES:
        yield f"There is no type “{kind}”."
    else:
        terms = {key for key in node if not key.startswith(("@", "dct:"))}
        yield from (f"{kind} has no “{key}”." for key in sorted(terms - properties(kind)))
    for key in ADDRESSES:
        values = node.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            if not isinstance(value, str) or not _ABSOLUTE.fullmatch(value):
                yield f"“{key}” is no whole address: {value}"
    for key in DATES:
        if key in node and not re.fullmatch(r"\d{4}-\d\d-\d\d", node[key]):
            yield f"“{key}” is no date: {node[key]}"
    identifier = str(node.get("@id", ""))
    if "orcid.org" in identifier and identifier != f"https://orcid.org/{normalise_orcid(identifier)}":
        yield f"{identifier} is no ORCID iD."
    if "ror.org" in identifier and identifier != normalise_ror(identifier):
        yield f"{identifier} is no ROR id."
    if "dct:conformsTo" in node:
        wanted, needed = PROFILES[node["dct:conformsTo"]["@id"]]
        if kind != wanted or not all(node.get(key) for key in needed):
            yield f"{kind} does not keep to {wanted}: {node}"
    if any(value in ("", [], {}, None) for value in node.values()):
        yield f"Something is empty in {node}"
