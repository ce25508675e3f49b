"""Every word of ours that readers see, in one place.

Templates know it as `words`. A site changes or translates single words with the option `words` of the plugin.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "about": "All about {name}",
        "affiliation": "Affiliation",
        "affiliations": "Organisations",
        "all_tools": "Tools and resources",
        "and_more": "and {count} more",
        "contributors": "Contributors",
        "coordinators": "Coordinators",
        "cited_on": "Cited on",
        "copied": "Copied",
        "copy_bibtex": "Copy BibTeX",
        "copy_tag": "Copy as tag",
        "credits": "Credits",
        "described": "Description",
        "details": "Details",
        "download": "Download",
        "format_bib": "BibTeX",
        "format_json": "CSL-JSON",
        "format_ris": "RIS",
        "editors": "Editors",
        "email": "E-mail",
        "filter_all": "Show all",
        "filter_clear": "Clear search and filters",
        "filter_hits": "{shown} of {count}",
        "filter_more": "Show {count} more",
        "filter_nothing": "Nothing matches.",
        "filter_placeholder": "Search {count} entries",
        "filter_remove": "Remove {name}",
        "filter_tiles": "Search and filter the pages",
        "filter_type": "Search and filter: {name}",
        "filter_table": "Search and filter the table",
        "github": "GitHub",
        "how_to_access": "How to access",
        "important": "Important",
        "country": "Country",
        "country_resources": "Resources in {name}",
        "country_main": "Built with the help of {name}",
        "instances": "Instances",
        "instance_of": "An instance of",
        "links": "Links",
        "mentioned_on": "Where the guide names it",
        "mentions": "Mentioned",
        "more_dsw": "Data Stewardship Wizard",
        "more_faircookbook": "FAIR Cookbook",
        "more_fairsharing": "FAIRsharing",
        "more_information": "More information",
        "more_rdmkit": "RDMkit",
        "more_training": "Training",
        "name": "Name",
        "national_resources": "National tools and resources",
        "named_on_pages": "named on {count} pages",
        "named_on_one_page": "named on 1 page",
        "not_credited": "No page gives credit yet.",
        "not_named": "No page of the guide names it yet.",
        "next": "Next",
        "nothing": "Nothing to show yet.",
        "note": "Note",
        "of_people": "People",
        "organisation": "Organisation",
        "on_this_page": "Tools and resources on this page",
        "not_cited": "Not cited on any page.",
        "only_cited": "Only what is cited",
        "opens_card": "about {name}",
        "orcid": "ORCID",
        "page": "Page",
        "page_id": "Page id",
        "pages": "Pages",
        "pages_supported": "Supports these pages",
        "page_type": "Type of page",
        "people_of": "People",
        "previous": "Previous",
        "problem": "Not understood",
        "publication": "Publication",
        "redirecting": "This page has moved.",
        "references": "References",
        "reference": "Reference",
        "reference_count": "{count} references",
        "reference_on_page": "In the list below",
        "references_all": "Where it is cited",
        "references_back": "Back to the text",
        "registered_at": "Found at",
        "registries": "Registries",
        "related_pages": "Related pages",
        "role": "Role",
        "ror": "ROR",
        "shared_people": "By the same people",
        "shared_references": "Cites the same works",
        "shared_tools": "Also names {names}",
        "supported_by": "Supported by",
        "tip": "Tip",
        "tool": "Tool or resource",
        "type": "Type",
        "unknown_reference": "unknown reference “{name}”",
        "unknown_tool": "unknown tool “{name}”",
        "warning": "Warning",
        "website": "Website",
        "worked_on_as_contributors": "Contributed to",
        "worked_on_as_coordinators": "Coordinated",
        "worked_on_as_editors": "Edited",
    }
)


class Words:
    """The words for one site."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self._words = {**WORDS, **(own or {})}

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for `key` with `{placeholders}` filled in; the key itself when it is not known."""
        text = self._words.get(key, key)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text
