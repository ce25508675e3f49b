"""Translations of the UI strings."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

import mkdocs_fieldguide
from mkdocs_fieldguide.rendering import catalogues
from mkdocs_fieldguide.rendering.catalogues import (
    Translation,
    catalogue_names,
    find_translation,
    read_catalogue,
)
from mkdocs_fieldguide.rendering.english import PLURALS, UNTRANSLATED, WORDS, catalogue_keys
from mkdocs_fieldguide.rendering.ui_strings import UiStrings
from tools import translations
from tools.translations import UNREAD, updated

PACKAGE = Path(mkdocs_fieldguide.__file__).parent
TEMPLATES = PACKAGE.parent / "theme_overrides"
NAMES = {"CSV"}
"""Text in templates that is the same in all languages."""


def placeholders(text):
    return sorted(re.findall(r"\{\w*\}", text))


def texts_of(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def all_texts(messages):
    """Yield each translation with its language and key."""
    for name, found in messages.items():
        for it in found:
            for text in texts_of(it):
                yield name, it.context, text


@pytest.fixture(scope="module")
def messages():
    return {name: [it for it in read_catalogue(name) if it.id] for name in catalogue_names()}


# The catalogues


def test_catalogues_have_a_message_for_every_text(messages):
    assert set(messages) >= {
        *("cs", "de", "el", "es", "fi", "fr", "it", "ja", "nl", "pl", "pt", "sv", "zh"),
    }
    for name, found in messages.items():
        text = (catalogues.FOLDER / f"{name}.po").read_text(encoding="utf-8")
        assert text == updated(name), f"{name}: run python -m tools.translations"
        assert [it.context for it in found if it.fuzzy or not all(texts_of(it))] == [], name


def test_translations_have_the_placeholders_of_the_english_text(messages):
    wrong = [
        (name, key, text)
        for name, key, text in all_texts(messages)
        if placeholders(text) != placeholders(WORDS[key])
    ]
    assert wrong == []


def test_translations_are_plain_text(messages):
    wrong = [
        (name, key, text)
        for name, key, text in all_texts(messages)
        if text != text.strip() or re.search(r'[<>"&]|  ', text.replace("{title}", ""))
    ]
    assert wrong == []


def test_catalogue_without_reader_says_so():
    for name in catalogue_names():
        text = (catalogues.FOLDER / f"{name}.po").read_text(encoding="utf-8")
        assert read_catalogue(name).fuzzy is (UNREAD in text), name


def test_update_keeps_translations_and_marks_those_whose_english_text_has_changed(tmp_path, monkeypatch):
    text = updated("fr")
    (tmp_path / "fr.po").write_text(
        text.replace('msgid "Tip"', 'msgid "Hint"').replace('msgctxt "note"', 'msgctxt "dropped"'),
        encoding="utf-8",
    )
    for module in (catalogues, translations):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    tip = 'msgctxt "tip"\nmsgid "Tip"\nmsgstr "Astuce"'
    expected = text.replace(tip, f"#, fuzzy\n{tip}")
    assert updated("fr") == expected.replace('msgid "Note"\nmsgstr "Note"', 'msgid "Note"\nmsgstr ""')


def test_new_catalogue_is_empty_and_without_reader(tmp_path, monkeypatch):
    for module in (catalogues, translations):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    (tmp_path / "hr.po").write_text(updated("hr"), encoding="utf-8")
    found = read_catalogue("hr")
    assert (found.fuzzy, found.num_plurals) == (True, 3)
    assert {it.context for it in found if it.id} == set(catalogue_keys())
    assert {"".join(texts_of(it)) for it in found if it.id} == {""}


# Lookup


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Tools und"),
        ("de-AT", "Tools und"),
        ("pt-BR", "Ferramentas"),
        ("pt_PT", "Ferramentas"),
        ("zh", "工具"),
        ("zh-CN", "工具"),
        ("zh-Hans", "工具"),
        ("zh-TW", "Tools and"),
        ("zh-Hant", "Tools and"),
        ("en", "Tools and"),
        ("en-GB", "Tools and"),
        ("he", "Tools and"),
        ("not a language", "Tools and"),
        ("../de", "Tools and"),
        ("", "Tools and"),
    ],
)
def test_texts_are_in_the_language_of_the_site(language, text):
    assert UiStrings(language=language)("all_tools").startswith(text)


def test_numbers_have_the_plural_forms_of_the_language():
    def pages(language, *counts):
        words = UiStrings(language=language)
        return [words.plural("on_pages", count) for count in counts]

    assert pages("en", 0, 1, 2) == ["0 pages", "1 page", "2 pages"]
    assert pages("fr", 0, 1, 2) == ["0 page", "1 page", "2 pages"]
    assert pages("pl", 1, 2, 5, 12, 22) == ["1 strona", "2 strony", "5 stron", "12 stron", "22 strony"]
    assert pages("cs", 1, 2, 5, 22) == ["1 stránka", "2 stránky", "5 stránek", "22 stránek"]
    assert pages("ja", 1, 2) == ["1ページ", "2ページ"]


def test_templates_of_sites_can_still_use_the_two_keys_of_a_plural():
    words = UiStrings(language="pl")
    assert (words("on_one_page"), words("on_pages", count=7)) == ("1 strona", "7 stron")


def test_texts_of_the_site_take_precedence():
    words = UiStrings({"tip": "Rada", "on_pages": "na {count} str."}, "pl")
    assert (words("tip"), words("note")) == ("Rada", "Uwaga")
    assert [words.plural("on_pages", count) for count in (1, 2, 5)] == [
        "1 strona",
        "na 2 str.",
        "na 5 str.",
    ]
    assert words.forms("on_pages").texts == {"one": "1 strona", "other": "na {count} str."}


def test_scripts_get_all_plural_forms():
    found = UiStrings(language="pl").forms("on_pages")
    assert found.language == "pl"
    assert found.texts["few"] == "{count} strony"
    assert found.texts["many"] == found.texts["other"] == "{count} stron"
    english = UiStrings().forms("table_beyond")
    assert (english.language, list(english.texts)) == ("en", ["one", "other"])


def test_table_in_parts_has_every_form_for_its_script():
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    environment.filters["safe_url"] = str
    template = environment.get_template("fieldguide/partials/table-parts.html")

    def attributes(words):
        html = template.render(words=words, fetched=True, parts=[], part=0, icons=[])
        return dict(re.findall(r'data-fg-(beyond\S*|plurals)="(.*?)"', html))

    english = {"beyond-one": "1 more entry: {address}", "beyond": "{count} more entries: {address}"}
    assert attributes(UiStrings()) == english
    polish = attributes(UiStrings(language="pl"))
    assert polish.pop("plurals") == "pl"
    assert polish == {
        "beyond-one": "Jeszcze {count} wpis: {address}",
        "beyond-few": "Jeszcze {count} wpisy: {address}",
        "beyond-many": "Jeszcze {count} wpisów: {address}",
        "beyond": "Jeszcze {count} wpisów: {address}",
    }


def test_text_that_a_catalogue_lacks_is_in_the_next_one_or_in_english(tmp_path, monkeypatch):
    types = "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; plural=0;\\n"
    header = f'msgid ""\nmsgstr "{types}"\n'
    (tmp_path / "hu_HU.po").write_text(
        f'#, fuzzy\n{header}\nmsgctxt "tip"\nmsgid "Tip"\nmsgstr "Tipp"\n'
        '\n#, fuzzy\nmsgctxt "note"\nmsgid "Note"\nmsgstr "Wrong"\n'
        '\nmsgctxt "on_pages"\nmsgid "1 page"\nmsgid_plural "{count} pages"\nmsgstr[0] ""\n'
        '\nmsgctxt "year"\nmsgid "Other text"\nmsgstr "Wrong"\n',
        encoding="utf-8",
    )
    (tmp_path / "hu.po").write_text(
        f'{header}\nmsgctxt "tip"\nmsgid "Tip"\nmsgstr "Wrong"\n'
        '\nmsgctxt "warning"\nmsgid "Warning"\nmsgstr "Figyelem"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    found = Translation(["hu_HU", "hu"])
    shown = [found.text(key, WORDS[key]) for key in ("tip", "warning", "note", "year")]
    assert shown == ["Tipp", "Figyelem", "Note", "Year"]
    assert [found.plural("on_pages", ("1 page", "{count} pages"), n) for n in (1, 2)] == [
        "1 page",
        "{count} pages",
    ]


def test_translation_is_read_once():
    assert find_translation("fr") is find_translation("fr")


# Texts that cannot be translated


class Literals(HTMLParser):
    """Collects what readers see or hear of a template besides its expressions."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        seen = ("alt", "aria-description", "aria-label", "label", "placeholder", "title")
        self.found += [value for name, value in attrs if name in seen and value]

    def handle_data(self, data):
        self.found.append(data)


def literals(template):
    data = "".join(value for _, kind, value in Environment().lex(template) if kind == "data")
    text = re.sub(r"<(style|script)\b.*?</\1>", "", data, flags=re.DOTALL)
    parser = Literals()
    parser.feed(text)
    return {text.strip() for text in parser.found if re.search(r"[^\W\d_]{2}", text)}


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{{ words('tip') }}</p>", set()),
        ("<p>Tip: {{ text }}</p>", {"Tip:"}),
        ('{# Note #}<a title="Open" data-x="no">{% if a %}Go{% endif %}</a>', {"Open", "Go"}),
    ],
)
def test_search_for_literals_finds_text_and_attributes(template, found):
    assert literals(template) == found


def test_templates_have_no_text_that_cannot_be_translated():
    found = {
        path.relative_to(TEMPLATES).as_posix(): texts - NAMES
        for path in TEMPLATES.rglob("*.html")
        if (texts := literals(path.read_text(encoding="utf-8"))) - NAMES
    }
    # Findings have no translations; authors see them, not readers.
    assert found.keys() == {"fieldguide/partials/serve-findings.html"}


def test_scripts_have_no_text_that_cannot_be_translated():
    shown = re.compile(r"""(?:textContent|ariaLabel|title|placeholder)\s*\??=\s*["'`][^"'`]*[^\W\d_]{2}""")
    scripts = (TEMPLATES / "fieldguide" / "scripts").glob("*.js")
    assert [path.name for path in scripts if shown.search(path.read_text(encoding="utf-8"))] == []


def test_every_key_that_is_used_has_a_text():
    files = [*TEMPLATES.rglob("*.html"), *PACKAGE.rglob("*.py")]
    used = re.compile(r"""\bwords(?:\.plural|\.forms)?\("([a-z_0-9]+)"(?! *~)""")
    found = {key for path in files for key in used.findall(path.read_text(encoding="utf-8"))}
    assert len(found) > 50
    assert sorted(found - set(WORDS)) == []


def test_plurals_are_pairs_of_texts():
    assert set(PLURALS) | set(PLURALS.values()) <= set(WORDS)
    assert set(catalogue_keys()) | UNTRANSLATED | set(PLURALS.values()) == set(WORDS)
