"""The UI strings: all texts of the plugin in pages.

In templates they are called `words`, as is the option with which a site changes or translates them.
"""

# More than 300 lines: the table of the texts.

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale

from mkdocs_fieldguide.content.locales import find_locale
from mkdocs_fieldguide.rendering.catalogues import PluralForms, Translation, find_translation

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "about": "More about {name}",
        "affiliation": "Affiliation",
        "affiliations": "Organisations",
        "also_on": "Also on",
        "all_tools": "Tools and resources",
        "and_more": "and {count} more",
        "columns": "Columns",
        "contents": "On this page",
        "contribute_button": "How to contribute",
        "contribute_text": "Is something missing, wrong or out of date? You can help fix it.",
        "contribute_title": "Contribute to this guide",
        "contributors": "Contributors",
        "count_countries": "countries",
        "count_country": "country",
        "count_organisation": "organisation",
        "count_organisations": "organisations",
        "count_page": "page",
        "count_pages": "pages",
        "count_people": "people",
        "count_person": "person",
        "count_reference": "reference",
        "count_references": "references",
        "count_tool": "tool",
        "count_tools": "tools",
        "coordinators": "Coordinators",
        "cited": "Cited",
        "cited_no": "Not cited",
        "cited_on": "Cited on",
        "cited_yes": "Cited in this guide",
        "cite_guide": "Cite this guide",
        "cite_page": "Cite this page",
        "copied": "Copied",
        "copy_as": "Copy {name}",
        "copy_reference": "Copy reference",
        "copy_bibtex": "Copy BibTeX",
        "copy_tag": "Copy tag",
        "credits": "Credits",
        "date": "{day} {month} {year}",
        "date_in_a_year": "{day} {month}",
        "decade": "{year}s",
        "described": "Description",
        "details": "Details",
        "download": "Download",
        "footer": "About this guide",
        "format_bib": "BibTeX",
        "format_json": "CSL-JSON",
        "format_ris": "RIS",
        "edit_data": "Edit the data",
        "edit_entry": "Edit this entry",
        "edit_entry_of": "Edit the entry of {name}",
        "edit_page": "Edit this page",
        "editors": "Editors",
        "email": "E-mail",
        "events": "Events",
        "events_caption": "An overview of all our events can be found on the events page.",
        "events_none": "No upcoming events.",
        "events_past": "Past",
        "events_past_title": "Past events",
        "events_title": "Events",
        "events_upcoming": "Upcoming",
        "events_upcoming_title": "Upcoming events",
        "filter_all": "Show all",
        "filter_clear": "Clear search and filters",
        "filter_hits": "{shown} of {count}",
        "filter_more": "Show {count} more",
        "filter_nothing": "Nothing matches.",
        "filter_people": "Search and filter people",
        "filter_placeholder": "Search {count} entries",
        "filter_placeholder_one": "Search 1 entry",
        "filter_references": "Search and filter the references",
        "filter_remove": "Remove {name}",
        "filter_tiles": "Search and filter the pages",
        "filter_type": "Search and filter: {name}",
        "filter_table": "Search and filter the table",
        "first_contribution": "First contribution",
        "former": "Former",
        "former_members": "Former members",
        "former_until": "Former (until {date})",
        "github": "GitHub",
        "history": "History",
        "home": "Home",
        "how_to_access": "How to access",
        "identifier": "Identifier",
        "important": "Important",
        "countries": "Countries",
        "country": "Country",
        "country_resources": "Resources in {name}",
        "country_main": "Built with the help of {name}",
        "instances": "Instances",
        "instance_of": "An instance of",
        "kind": "Kind",
        "kind_article": "Article",
        "kind_book": "Book",
        "kind_chapter": "Chapter",
        "kind_conference": "Conference paper",
        "kind_dataset": "Data set",
        "kind_other": "Other",
        "kind_preprint": "Preprint",
        "kind_report": "Report",
        "kind_software": "Software",
        "kind_standard": "Standard",
        "kind_thesis": "Thesis",
        "kind_web": "Web page",
        "last_change": "Last change:",
        "last_contribution": "Last contribution",
        "links": "Links",
        "member_of": "Member of",
        "members": "Members",
        "mentioned_on": "Mentioned on",
        "mentions": "Mentioned",
        "month_01": "January",
        "month_02": "February",
        "month_03": "March",
        "month_04": "April",
        "month_05": "May",
        "month_06": "June",
        "month_07": "July",
        "month_08": "August",
        "month_09": "September",
        "month_10": "October",
        "month_11": "November",
        "month_12": "December",
        "more_dsw": "Data Stewardship Wizard",
        "more_faircookbook": "FAIR Cookbook",
        "more_fairsharing": "FAIRsharing",
        "more_information": "More information",
        "more_rdmkit": "RDMkit",
        "more_training": "Training",
        "name": "Name",
        "national_resources": "National tools and resources",
        "news": "News",
        "news_caption": "For more news please visit our news page.",
        "news_title": "What's new?",
        "named_on_pages": "mentioned on {count} pages",
        "named_on_one_page": "mentioned on 1 page",
        "not_credited": "Not credited on any page yet.",
        "not_named": "Not mentioned on any page yet.",
        "next": "Next",
        "nothing": "Nothing to show yet.",
        "note": "Note",
        "of_people": "People",
        "on_one_page": "1 page",
        "on_pages": "{count} pages",
        "organisation": "Organisation",
        "not_found": "Page not found",
        "not_found_text": "It may have moved, or the address may be misspelt.",
        "not_found_listings": "Browse the whole guide:",
        "not_found_near": "Were you looking for one of these?",
        "on_this_page": "Tools and resources on this page",
        "not_cited": "Not cited on any page.",
        "only_cited": "Cited entries only",
        "opens_card": "about {name}",
        "orcid": "ORCID",
        "order_number": "by number",
        "page": "Page",
        "page_failed": "This page could not be built because of an unexpected error.",
        "page_id": "Page id",
        "pages": "Pages",
        "pages_funded": "Funds these pages",
        "pages_supported": "Supports these pages",
        "page_type": "Page type",
        "people_of": "People",
        "previous": "Previous",
        "problem": "Error",
        "provided_by": "Provided by",
        "publication": "Publication",
        "redirecting": "This page has moved.",
        "pull_request": "Pull request {number}",
        "references": "References",
        "reference": "Reference",
        "reference_count": "{count} references",
        "reference_count_one": "1 reference",
        "reference_on_page": "In the reference list",
        "references_all": "Where it is cited",
        "references_back": "Back to the text",
        "registered_at": "Listed in",
        "registries": "Registries",
        "related_pages": "Related pages",
        "related_tools": "Often mentioned together",
        "report_issue": "Report an issue",
        "role": "Role",
        "role_authorship": "Authorship",
        "role_conceptualization": "Conceptualization",
        "role_data_curation": "Data curation",
        "role_editing": "Editing",
        "role_formal_analysis": "Formal analysis",
        "role_funding": "Funding",
        "role_funding_acquisition": "Funding acquisition",
        "role_investigation": "Investigation",
        "role_methodology": "Methodology",
        "role_project_administration": "Project administration",
        "role_resources": "Resources",
        "role_review": "Review",
        "role_software": "Software",
        "role_supervision": "Supervision",
        "role_testing": "Testing",
        "role_translation": "Translation",
        "role_validation": "Validation",
        "role_visualization": "Visualization",
        "role_writing_original_draft": "Writing – original draft",
        "role_writing_review_editing": "Writing – review & editing",
        "ror": "ROR",
        "shared_people": "By the same people",
        "shared_references": "Cites the same publications",
        "shared_tools": "Also mentions {names}",
        "search_guide": "Search the guide",
        "supported_by": "Supported by",
        "table_beyond": "{count} more entries: {address}",
        "table_beyond_one": "1 more entry: {address}",
        "table_failed": "The rest of the table could not be loaded. Use the links below the table instead.",
        "table_next": "Next",
        "table_page": "{title}, page {number} of {count}",
        "table_part": "Page {number}",
        "table_parts": "Pages of the table",
        "table_previous": "Previous",
        "table_whole": "Search and filter the whole table",
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
        "year": "Year",
    }
)

PLURALS: Mapping[str, str] = MappingProxyType(
    {
        "count_countries": "count_country",
        "count_organisations": "count_organisation",
        "count_pages": "count_page",
        "count_people": "count_person",
        "count_references": "count_reference",
        "count_tools": "count_tool",
        "filter_placeholder": "filter_placeholder_one",
        "named_on_pages": "named_on_one_page",
        "on_pages": "on_one_page",
        "reference_count": "reference_count_one",
        "table_beyond": "table_beyond_one",
    }
)
"""The keys of texts that depend on a number, with the keys for the number one."""

_DATE_KEYS = frozenset({"date", "date_in_a_year", *(f"month_{number:02d}" for number in range(1, 13))})

UNTRANSLATED = _DATE_KEYS | {
    "format_bib",
    "format_json",
    "format_ris",
    "github",
    "more_dsw",
    "more_faircookbook",
    "more_fairsharing",
    "more_rdmkit",
    "orcid",
    "ror",
}
"""The keys that catalogues do not have: of dates, which Babel formats, and of names, which stay the same."""

_MANY = 100
"""A number with the form that most numbers have."""


class UiStrings:
    """The UI strings of one site.

    Args:
        own: the strings that the site has changed.
        language: the language tag of the site.

    Attributes:
        date_locale: the locale that formats dates; None for the strings `date` and `month_01` to `month_12`,
            that is, in English or if the site has changed one of them.
    """

    def __init__(self, own: Mapping[str, str] | None = None, language: str = "en") -> None:
        self._own = own or {}
        self._translation = find_translation(language)
        translated = _translate(self._translation) if self._translation else {}
        self._words = {**WORDS, **translated, **self._own}
        self.date_locale = None if _DATE_KEYS.intersection(self._own) else _find_date_locale(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the string for `key` with its `{placeholders}` replaced; the key itself if it is unknown."""
        return _fill(self._words.get(key, key), values)

    def plural(self, key: str, count: int, **values: object) -> str:
        """Return the form of a string for a number, with its `{placeholders}` replaced.

        Args:
            key: the key of the plural, as in `PLURALS`.
            count: the number, which replaces `{count}`.
            **values: the values of other placeholders.
        """
        used = PLURALS.get(key, key) if count == 1 else key
        if self._translation and key in PLURALS and used not in self._own:
            text = self._translation.plural(key, _english(key), count)
        else:
            text = self._words.get(used, used)
        return _fill(text, {"count": count, **values})

    def forms(self, key: str) -> PluralForms:
        """Return the forms of a string for a script that inserts the number.

        Args:
            key: the key of the plural, as in `PLURALS`.
        """
        if self._translation and key not in self._own and PLURALS[key] not in self._own:
            return self._translation.forms(key, _english(key))
        return PluralForms("en", {"one": self._words[PLURALS[key]], "other": self._words[key]})


def catalogue_keys() -> list[str]:
    """Return the keys of the messages in a catalogue; those for the number one are part of their plural."""
    ones = PLURALS.values()
    return [key for key in WORDS if key not in UNTRANSLATED and key not in ones]


def _translate(translation: Translation) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in catalogue_keys():
        if key in PLURALS:
            found[PLURALS[key]] = translation.plural(key, _english(key), 1).replace("{count}", "1")
            found[key] = translation.plural(key, _english(key), _MANY)
        else:
            found[key] = translation.text(key, WORDS[key])
    return found


def _english(key: str) -> tuple[str, str]:
    return WORDS[PLURALS[key]], WORDS[key]


def _fill(text: str, values: Mapping[str, object]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def _find_date_locale(language: str) -> Locale | None:
    locale = find_locale(language)
    return None if locale is None or locale.language == "en" else locale
