"""Codes of findings, with their severities and titles."""

from __future__ import annotations

from enum import Enum, StrEnum


class Severity(StrEnum):
    """How bad a finding is; `warning` and `error` fail a strict build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(Enum):
    """Every kind of finding. A code, once released, keeps its number and its meaning for ever.

    Values are (number, severity, title). The documentation's list of problems is made from this enum.
    """

    # Files and their syntax
    UNREADABLE_FILE = ("FG001", Severity.ERROR, "A file cannot be read")
    YAML_SYNTAX = ("FG002", Severity.ERROR, "A YAML file or front matter has a syntax error")
    REPEATED_KEY = ("FG003", Severity.WARNING, "A key stands twice in one entry")
    WRONG_TYPE = ("FG004", Severity.WARNING, "A value is of the wrong kind")
    MISSPELT_KEY = ("FG005", Severity.WARNING, "A key is almost, but not quite, a known one")
    MISSING_VALUE = ("FG006", Severity.WARNING, "A required value is missing")
    STRAY_SPACE = ("FG007", Severity.INFO, "A value begins or ends with white space")
    TOO_LARGE = ("FG008", Severity.ERROR, "A file is too large or too deeply nested")

    HIDDEN_CHARACTER = ("FG009", Severity.WARNING, "A character cannot be seen or turns the text around")

    # Entries
    DUPLICATE_ID = ("FG010", Severity.WARNING, "Two entries have the same id or name")
    MALFORMED_ID = ("FG011", Severity.WARNING, "An id has characters that an id cannot have")
    UNSAFE_URL = ("FG012", Severity.WARNING, "An address is not one that can be linked")
    MALFORMED_IDENTIFIER = ("FG013", Severity.WARNING, "An external identifier is not well formed")
    EMPTY_PERSON = ("FG014", Severity.INFO, "Nothing but a name or affiliation is known of a person")
    IMPOSSIBLE_DATE = ("FG015", Severity.WARNING, "A date cannot be")
    UNEXPECTED_ERROR = (
        "FG016",
        Severity.ERROR,
        "An entry or page could not be processed because of an unexpected error",
    )

    # References between things
    UNKNOWN_TOOL = ("FG020", Severity.WARNING, "A tool id is not in the registry")
    UNKNOWN_REFERENCE = ("FG021", Severity.WARNING, "A citation key is not in the bibliography")
    UNKNOWN_PAGE = ("FG022", Severity.WARNING, "A page id names no page")
    MISSPELT_PERSON = ("FG023", Severity.WARNING, "A person's name is almost that of a known person")
    UNLISTED_PERSON = ("FG024", Severity.INFO, "A person is named who is not in the data")
    UNKNOWN_ORGANISATION = ("FG025", Severity.WARNING, "An organisation or country is not in the data")
    DEAD_LINK = ("FG026", Severity.WARNING, "A link leads to no page")
    AMBIGUOUS_PAGE = ("FG027", Severity.WARNING, "A link could mean several pages")
    DEAD_ANCHOR = ("FG028", Severity.INFO, "A link leads to a heading that is not there")
    MISSING_PICTURE = ("FG029", Severity.WARNING, "A picture is not there")

    # Tags in pages
    UNKNOWN_TAG = ("FG030", Severity.WARNING, "A tag is not known")
    BAD_ARGUMENT = ("FG031", Severity.WARNING, "A tag has a wrong, missing or unknown argument")
    MACROS_OFF = ("FG032", Severity.WARNING, "A macro is called, but the macros plugin is not on")
    UNCLOSED_TAG = ("FG033", Severity.WARNING, "A tag is never closed, or lacks a sign")
    NOTHING_TO_SHOW = ("FG034", Severity.INFO, "A tag finds nothing to show")
    NOT_SUPPORTED = ("FG035", Severity.INFO, "A file of the dialect is not used")
    UNREADABLE_TEMPLATE = ("FG036", Severity.ERROR, "The macros plugin cannot read a page")
    MISPLACED_TAG = ("FG037", Severity.WARNING, "A tag stands where it cannot work")
    UNKNOWN_ICON = ("FG038", Severity.WARNING, "An icon is not known")

    # Bibliography
    BIBLIOGRAPHY_SYNTAX = ("FG040", Severity.WARNING, "A bibliography entry has a syntax error")
    DUPLICATE_REFERENCE = ("FG041", Severity.WARNING, "Two bibliography entries have the same key")
    INCOMPLETE_REFERENCE = (
        "FG042",
        Severity.WARNING,
        "A bibliography entry lacks what every reference needs",
    )
    CITATION_STYLE = ("FG043", Severity.ERROR, "A citation style cannot be used")
    UNREADABLE_LATEX = ("FG044", Severity.WARNING, "A bibliography field holds LaTeX that is not understood")

    # The site around us
    THEME = ("FG050", Severity.WARNING, "The theme cannot show everything")
    PAGE_COLLISION = ("FG051", Severity.WARNING, "Two pages want the same place or id")
    SETTING = ("FG052", Severity.ERROR, "A setting in mkdocs.yml cannot be used")
    NO_HISTORY = (
        "FG053",
        Severity.INFO,
        "Contributions are to be dated, and there is no history to do it from",
    )
    LINK_OUT = ("FG054", Severity.ERROR, "A symbolic link leads out of the guide, or has no end")
    UNSAFE_PATH = ("FG055", Severity.ERROR, "A path leads out of the site, or to the place of another file")
    UNTRUSTED_CACHE = (
        "FG056",
        Severity.WARNING,
        "The cache folder lies inside the guide, or is open to other users; it is ignored",
    )
    OUTSIDE_PATH = ("FG057", Severity.ERROR, "A path names a file outside the guide")

    # Worth a look: nothing is broken, and something may have been forgotten
    UNUSED_TOOL = ("FG060", Severity.INFO, "A tool is never mentioned")
    UNUSED_REFERENCE = ("FG061", Severity.INFO, "A reference is never cited")
    UNREACHABLE_PAGE = ("FG062", Severity.INFO, "No navigation, link or tile leads to a page")
    NO_ALT_TEXT = ("FG063", Severity.INFO, "A picture has no text for those who cannot see it")
    NEAR_DUPLICATE = ("FG064", Severity.INFO, "Two names differ so little that they may be one")
    NO_DESCRIPTION = ("FG065", Severity.INFO, "A tool has no description")

    LOOKALIKE_LETTER = ("FG066", Severity.INFO, "A letter is one of another script that looks the same")
    CURLY_QUOTES = ("FG067", Severity.INFO, "A value stands in curly quotes, which readers see")

    # Types and addresses of pages
    MISSPELT_TYPE = ("FG070", Severity.WARNING, "A page's type is almost that of the settings")
    REDIRECT_LOOP = ("FG071", Severity.WARNING, "A redirect leads back to itself")

    # Addresses outside the site: asked by `fieldguide check --links` only
    BROKEN_ADDRESS = ("FG080", Severity.WARNING, "An address outside the site does not work")
    MOVED_ADDRESS = ("FG081", Severity.INFO, "An address outside the site has moved for good")
    BLOCKED_ADDRESS = ("FG082", Severity.INFO, "An address outside the site does not answer programs")
    SILENT_ADDRESS = ("FG083", Severity.INFO, "An address outside the site does not answer just now")
    PRIVATE_ADDRESS = ("FG084", Severity.INFO, "An address leads to a machine that is not on the public web")

    def __init__(self, number: str, severity: Severity, title: str) -> None:
        self.number = number
        self.severity = severity
        self.title = title
