"""Bring the catalogues of the UI strings up to date, or add one.

usage: python -m tools.translations [LANGUAGE ...]     (`make translations`)

Each catalogue gets the messages of `WORDS`, in that order. Existing translations are retained. One whose
English text has changed is marked as fuzzy, and readers see the English text until a speaker has removed the
mark.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from babel import Locale
from babel.messages import Catalog
from babel.messages.catalog import Message

from mkdocs_fieldguide.rendering.catalogues import FOLDER, catalogue_names, read_catalogue
from mkdocs_fieldguide.rendering.english import PLURALS, WORDS, catalogue_keys

UNREAD = "Not yet reviewed by a speaker. After reviewing it, remove this line and the next."

NOTES: Mapping[str, str] = MappingProxyType(
    {
        "affiliations": "Heading and column: organisations.",
        "also_on": "Followed by links to pages.",
        "and_more": "Also at the end of a list: X, Y and 3 more.",
        "cited": "Label of a filter; its values are `cited_yes` and `cited_no`.",
        "cited_on": "Followed by links to pages.",
        "contents": "Title of the table of contents.",
        "copy_tag": "The tag with which authors mention a tool or cite a reference.",
        "credits": "Heading above the people who worked on a page.",
        "decade": "For example 1990s; {year} is 1990.",
        "described": "Heading and column: description.",
        "former": "Label of a person or group that is no longer active; independent of gender.",
        "how_to_access": "Label of a text about how to get access to a tool.",
        "instance_of": "Followed by the name of a tool.",
        "kind": "Label of a filter of references by kind of publication.",
        "mentioned_on": "Heading above links to pages.",
        "order_number": "Tooltip of a column that is sorted by number.",
        "provided_by": "Followed by the name of an organisation.",
        "references_all": "Link to the entry in the list of all references.",
        "registered_at": "Column: the registry in which a training is listed.",
        "supported_by": "Heading above organisations and countries.",
        "worked_on_as_contributors": "On a person's page, heading above links to pages; so are the next two.",
    }
)
"""Explanations for translators, by key."""


def main(names: list[str]) -> int:
    """Update all catalogues, and begin those of the languages in `names` that have none."""
    FOLDER.mkdir(exist_ok=True)
    for name in sorted({*catalogue_names(), *names}):
        (FOLDER / f"{name}.po").write_text(updated(name), encoding="utf-8", newline="\n")
    return 0


def updated(name: str) -> str:
    """Return the text of a catalogue after an update."""
    path = FOLDER / f"{name}.po"
    if path.exists():
        catalogue = read_catalogue(name)
        header = path.read_text(encoding="utf-8").partition("\n\n")[0]
    else:
        catalogue = Catalog(locale=name)
        header = "\n".join(_header(name, catalogue))
    found = {message.context: message for message in catalogue if message.id}
    messages = [_message(key, found.get(key), catalogue.num_plurals) for key in catalogue_keys()]
    return "\n\n".join([header, *("\n".join(lines) for lines in messages)]) + "\n"


def _header(name: str, catalogue: Catalog) -> Iterator[str]:
    yield f"# {Locale.parse(name).get_display_name('en')} texts of mkdocs-fieldguide."
    yield f"# {UNREAD}"
    yield "#, fuzzy"
    yield 'msgid ""'
    yield 'msgstr ""'
    for line in (
        "Project-Id-Version: mkdocs-fieldguide",
        f"Language: {name}",
        f"Plural-Forms: {catalogue.plural_forms}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ):
        yield f'"{line}\\n"'


def _message(key: str, found: Message | None, forms: int) -> Iterator[str]:
    """Yield the lines of a message."""
    is_plural = key in PLURALS
    english: str | tuple[str, str] = (WORDS[PLURALS[key]], WORDS[key]) if is_plural else WORDS[key]
    texts = _texts(found, forms if is_plural else 1)
    yield from (f"# {comment}" for comment in (found.user_comments if found else ()))
    if key in NOTES:
        yield f"#. {NOTES[key]}"
    if found and any(texts) and (found.fuzzy or found.id != english):
        yield "#, fuzzy"
    yield f"msgctxt {_quote(key)}"
    if isinstance(english, str):
        yield f"msgid {_quote(english)}"
        yield f"msgstr {_quote(texts[0])}"
        return
    yield f"msgid {_quote(english[0])}"
    yield f"msgid_plural {_quote(english[1])}"
    yield from (f"msgstr[{number}] {_quote(text)}" for number, text in enumerate(texts))


def _texts(found: Message | None, forms: int) -> list[str]:
    """Return the translations in a message; empty ones if it has another number of forms."""
    string = (found.string if found else None) or ""
    texts = [string] if isinstance(string, str) else list(string)
    return texts if len(texts) == forms else [""] * forms


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
