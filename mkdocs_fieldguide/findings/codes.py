"""Codes of findings, with their severities and titles."""

from __future__ import annotations

from enum import Enum, StrEnum

HOME = "https://mkdocs-fieldguide.github.io/mkdocs-fieldguide/"
FINDINGS_PAGE = f"{HOME}reference/findings/"
"""The page that explains all codes."""


class Severity(StrEnum):
    """Severity of a finding; `warning` and `error` fail a strict build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(Enum):
    """Every kind of finding. A released code never changes its number or its meaning.

    Values are (number, severity, title). The reference documentation of findings is generated from this enum.
    """

    # Files and their syntax
    UNREADABLE_FILE = ("FG001", Severity.ERROR, "File cannot be read")
    YAML_SYNTAX = ("FG002", Severity.ERROR, "YAML syntax error in a data file or front matter")
    REPEATED_KEY = ("FG003", Severity.WARNING, "Duplicate key")
    WRONG_TYPE = ("FG004", Severity.WARNING, "Value has the wrong type")
    MISSPELT_KEY = ("FG005", Severity.WARNING, "Misspelt key")
    MISSING_VALUE = ("FG006", Severity.WARNING, "Required value is missing")
    STRAY_SPACE = ("FG007", Severity.INFO, "Value has leading or trailing white space")
    TOO_LARGE = ("FG008", Severity.ERROR, "Content is too large or too deeply nested")

    HIDDEN_CHARACTER = ("FG009", Severity.WARNING, "Invisible, bidirectional or other control character")

    # Entries
    DUPLICATE_ID = ("FG010", Severity.WARNING, "Duplicate id or name")
    MALFORMED_ID = ("FG011", Severity.WARNING, "Id contains invalid characters")
    UNSAFE_URL = ("FG012", Severity.WARNING, "URL is not allowed in links")
    MALFORMED_IDENTIFIER = ("FG013", Severity.WARNING, "External identifier is malformed")
    EMPTY_PERSON = ("FG014", Severity.INFO, "Person has no contact details, links or picture")
    IMPOSSIBLE_DATE = ("FG015", Severity.WARNING, "Invalid date")
    UNEXPECTED_ERROR = (
        "FG016",
        Severity.ERROR,
        "Entry or page could not be processed because of an unexpected error",
    )
    UNREAD_FILE = ("FG019", Severity.WARNING, "Data file has a name that is not read")

    # References between entities
    UNKNOWN_TOOL = ("FG020", Severity.WARNING, "Unknown tool id")
    UNKNOWN_REFERENCE = ("FG021", Severity.WARNING, "Unknown citation key")
    UNKNOWN_PAGE = ("FG022", Severity.WARNING, "Unknown page id")
    MISSPELT_PERSON = ("FG023", Severity.WARNING, "Misspelt name of a person")
    UNLISTED_PERSON = ("FG024", Severity.INFO, "Person is not in the data")
    UNKNOWN_ORGANISATION = ("FG025", Severity.WARNING, "Unknown organisation or country")
    DEAD_LINK = ("FG026", Severity.WARNING, "Link target does not exist")
    AMBIGUOUS_PAGE = ("FG027", Severity.WARNING, "Ambiguous link")
    DEAD_ANCHOR = ("FG028", Severity.INFO, "Link to a heading that does not exist")
    MISSING_PICTURE = ("FG029", Severity.WARNING, "Picture does not exist")

    # Tags in pages
    UNKNOWN_TAG = ("FG030", Severity.WARNING, "Unknown tag")
    BAD_ARGUMENT = ("FG031", Severity.WARNING, "Invalid, missing or unknown argument of a tag")
    MACROS_OFF = ("FG032", Severity.WARNING, "Macro call without the macros plugin")
    UNCLOSED_TAG = ("FG033", Severity.WARNING, "Unclosed or incomplete tag")
    NOTHING_TO_SHOW = ("FG034", Severity.INFO, "Tag has nothing to show")
    NOT_SUPPORTED = ("FG035", Severity.INFO, "File of the ELIXIR Toolkit Theme is not used")
    UNREADABLE_TEMPLATE = ("FG036", Severity.ERROR, "Page is not a valid template for the macros plugin")
    MISPLACED_TAG = ("FG037", Severity.WARNING, "Tag has no effect in this position")
    UNKNOWN_ICON = ("FG038", Severity.WARNING, "Unknown icon")

    # Bibliography
    BIBLIOGRAPHY_SYNTAX = ("FG040", Severity.WARNING, "Syntax error in a bibliography")
    DUPLICATE_REFERENCE = ("FG041", Severity.WARNING, "Duplicate citation key")
    INCOMPLETE_REFERENCE = ("FG042", Severity.WARNING, "Bibliography entry lacks a required field")
    CITATION_STYLE = ("FG043", Severity.ERROR, "Citation style cannot be used")
    UNREADABLE_LATEX = ("FG044", Severity.WARNING, "Unsupported LaTeX in a bibliography field")

    # The site: theme, output paths, settings, files
    THEME = ("FG050", Severity.WARNING, "Theme does not support all features")
    PAGE_COLLISION = ("FG051", Severity.WARNING, "Two pages have the same URL or id")
    SETTING = ("FG052", Severity.ERROR, "Invalid setting in mkdocs.yml")
    NO_HISTORY = (
        "FG053",
        Severity.INFO,
        "`contribution_dates` is on, but the Git history is missing or shallow",
    )
    LINK_OUT = ("FG054", Severity.ERROR, "Symlink points outside the guide or forms a cycle")
    UNSAFE_PATH = ("FG055", Severity.ERROR, "Output path is outside the site or already taken")
    UNTRUSTED_CACHE = (
        "FG056",
        Severity.WARNING,
        "Cache folder is inside the guide or writable by other users, and is ignored",
    )
    OUTSIDE_PATH = ("FG057", Severity.ERROR, "Path points outside the guide")

    # Possible oversights: nothing is broken
    UNUSED_TOOL = ("FG060", Severity.INFO, "Tool is never mentioned")
    UNUSED_REFERENCE = ("FG061", Severity.INFO, "Reference is never cited")
    UNREACHABLE_PAGE = ("FG062", Severity.INFO, "Orphan page: no navigation entry, link or tile points to it")
    NO_ALT_TEXT = ("FG063", Severity.INFO, "Picture has no alternative text")
    NEAR_DUPLICATE = ("FG064", Severity.INFO, "Two names are almost identical")
    NO_DESCRIPTION = ("FG065", Severity.INFO, "Tool has no description")

    LOOKALIKE_LETTER = ("FG066", Severity.INFO, "Look-alike letter of another script")
    CURLY_QUOTES = ("FG067", Severity.INFO, "Value is enclosed in curly quotes")

    # Types and redirects of pages
    MISSPELT_TYPE = ("FG070", Severity.WARNING, "Misspelt page type")
    REDIRECT_LOOP = ("FG071", Severity.WARNING, "Redirect loop")

    # External links: requested by `fieldguide check --links` only
    BROKEN_ADDRESS = ("FG080", Severity.WARNING, "External link is broken")
    MOVED_ADDRESS = ("FG081", Severity.INFO, "External link has moved permanently")
    BLOCKED_ADDRESS = ("FG082", Severity.INFO, "External link rejects automated requests")
    UNAVAILABLE_ADDRESS = ("FG083", Severity.INFO, "External link timed out or failed temporarily")
    PRIVATE_ADDRESS = ("FG084", Severity.INFO, "Link points to a private address")

    def __init__(self, number: str, severity: Severity, title: str) -> None:
        self.number = number
        self.severity = severity
        self.title = title
