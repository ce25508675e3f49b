"""Every field of every file with unexpected values: nothing raises, and valid content remains.

The fields are found from the models, see `support.nasty_values`. `make test` uses a fixed part of the
combinations in a few builds; `make corpus` uses all, and random ones.
"""

# More than 300 lines: one generator of files for each format of data, and one test that reads it.

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from support.checking import check_files
from support.healthy_guide import CONFIGURED, assert_sound, whole
from support.nasty_values import (
    BIBTEX_VALUES,
    BREAKING,
    CSL_VALUES,
    MOVING,
    VALUES,
    bibtex_fields,
    citation_file_keys,
    contribution_roles,
    csl_variables,
    fields_of,
    footer_keys,
    lines,
    mixed,
    models,
    packed,
    page_keys,
    registry_keys,
    settings,
    source_file_keys,
)
from support.site import Built, Files, build_site

LONG = os.environ.get("FIELDGUIDE_CORPUS") == "long"
"""Whether to use all combinations, which takes about an hour."""

SEED = int(os.environ.get("FIELDGUIDE_CORPUS_SEED", "1"))
EVERY = 1 if LONG else 12
"""Step through the values; each field starts at a different one."""
MOVED = 1 if LONG else len(MOVING)
"""The same for front matter that moves pages: each value is tried in one key at least."""
CITED = 1 if LONG else 3
"""The same for entries of bibliographies."""

FILE_OF = {
    "Tool": ("_data/tool_and_resource_list.yml", {"id": "tool-{}", "name": "Tool {}"}),
    "Person": ("_data/CONTRIBUTORS.yml", {"name": "Person {}"}),
    "Organisation": ("_data/supported_by.yml", {"name": "Organisation {}"}),
    "News": ("_data/news.yml", {"name": "News {}"}),
    "Event": ("_data/events.yml", {"name": "Event {}"}),
}
"""The data file of each kind of entry, and its required values."""

IN_FRONT_MATTER = {"PageInfo", "MoreLink"}
"""Kinds of entries in front matter."""


def test_every_kind_of_entry_is_tested():
    assert {model.__name__ for model in models()} == FILE_OF.keys() | IN_FRONT_MATTER


def _some(values: Mapping[str, str], start: int, every: int = EVERY) -> dict[str, str]:
    """Return a part of the values, which depends on the start."""
    labels = list(values)[start % every :: every]
    return {label: values[label] for label in labels}


def test_every_value_is_tested():
    in_data = [packed(fields_of(model), VALUES, EVERY, turn) for turn, model in enumerate(models())]
    in_pages = [packed(page_keys(), VALUES, EVERY)]
    for entries in (in_data, in_pages):
        assert {label for fields in entries for entry in fields for label, _ in entry.values()} == set(VALUES)
    assert {label for turn in range(len(MOVING)) for label in _some(VALUES, turn, MOVED)} == set(VALUES)


def _data() -> Iterator[tuple[str, str]]:
    """Yield each data file with all values in all fields."""
    for turn, model in enumerate(models()):
        if model.__name__ not in FILE_OF:
            continue
        path, required = FILE_OF[model.__name__]
        by_name = path.endswith("CONTRIBUTORS.yml")
        text = whole()[path]
        keys = fields_of(model)
        optional = [key for key in keys if key not in required]
        entries: list[dict[str, str]] = []
        for number, values in enumerate(packed(optional, VALUES, EVERY, turn)):
            entries.append(
                {
                    **{key: value.format(number) for key, value in required.items()},
                    **{key: value for key, (_, value) in values.items()},
                }
            )
        for key in required:
            for number, value in enumerate(_some(VALUES, turn).values()):
                others = {name: text.format(f"{key}-{number}") for name, text in required.items()}
                entries.append({**others, key: value})
        if model.__name__ == "Tool":
            for number, values in enumerate(packed(registry_keys(), VALUES, EVERY, turn)):
                inner = ", ".join(f"{key}: {value or 'null'}" for key, (_, value) in values.items())
                entries.append({"id": f"r-{number}", "name": "Tool", "registry": "{" + inner + "}"})
        for number, entry in enumerate(entries):
            written = "".join(f"  {key}: {value}\n" for key, value in entry.items())
            text += f"Key {number}:\n{written}" if by_name else f"- {written[2:]}"
        # Values that are not entries.
        for number, value in enumerate(_some(VALUES, turn).values()):
            text += f"Whole {number}: {value}\n" if by_name else f"- {value}\n"
        if by_name:
            text += "".join(f"? {value}\n: {{orcid: x}}\n" for value in _some(VALUES, turn).values() if value)
        yield path, text + _last(path)


def _text_of(path: str) -> str:
    return whole()[path]


def _last(path: str) -> str:
    """Return a valid entry after all others, which must not be lost."""
    return {
        "_data/tool_and_resource_list.yml": "- id: last\n  name: The last tool\n",
        "_data/CONTRIBUTORS.yml": "Last Person:\n  git: last\n",
        "_data/supported_by.yml": "- name: Last Institute\n",
    }.get(path, "")


def _countries() -> str:
    text = _text_of("_data/countries.yml")
    for number, value in enumerate(VALUES.values()):
        text += f"{chr(65 + number // 26)}{chr(65 + number % 26)}: {value}\n"
    return text + "".join(f"? {value}\n: Name\n" for value in VALUES.values() if value)


def _footer() -> str:
    keys = footer_keys()
    text = _text_of("_data/footer.yml") + "columns:\n"
    for values in packed(keys["column"], VALUES, EVERY):
        text += "- title: Column\n" + lines({k: v for k, v in values.items() if k != "title"}, "  ")
    text += "- title: Column\n  links:\n"
    for values in packed(keys["item"], VALUES, EVERY):
        text += "  - " + lines(values, "    ").lstrip()
    return text


def _bibtex() -> str:
    text = _text_of("references.bib")
    fields = bibtex_fields()
    kinds = ["article", "book", "inproceedings", "misc", "online", "phdthesis", "unknown"]
    labels = list(BIBTEX_VALUES)
    for number in range(0, len(labels), CITED):
        inner = ",\n".join(
            f"  {field} = {BIBTEX_VALUES[labels[(number + at * 5) % len(labels)]]}"
            for at, field in enumerate(fields)
            if field not in ("title", "crossref")
        )
        text += f"@{kinds[number % len(kinds)]}{{packed{number}, title = {{Title}},\n{inner}\n}}\n"
    for key in ("title", "crossref", "author"):
        for number, value in enumerate(BIBTEX_VALUES.values()):
            text += f"@misc{{{key}{number}, url = {{https://e.org/}}, {key} = {value}}}\n"
    return text


def _csl_json() -> str:
    items = list(json.loads(_text_of("references.json")))
    variables = csl_variables()
    labels = list(CSL_VALUES)
    for number in range(0, len(labels), CITED):
        item = {
            variable: CSL_VALUES[labels[(number + at * 5) % len(labels)]]
            for at, variable in enumerate(variables)
            if variable not in ("id", "title", "citation-key", "type")
        }
        items.append({"id": f"packed-csl-{number}", "title": "Title", "type": "article-journal", **item})
    for key in ("id", "title", "type"):
        for number, label in enumerate(labels):
            items.append(
                {"id": f"{key}-csl-{number}", "title": "Title", "type": "book", key: CSL_VALUES[label]}
            )
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.dumps(items)
    finally:
        sys.set_int_max_str_digits(limit)


def _pages(values: Mapping[str, str] = VALUES) -> Iterator[tuple[str, str]]:
    """Yield pages with all values in all keys of front matter."""
    keys = [key for key in page_keys() if key not in MOVING]
    for number, entry in enumerate(packed(keys, values, EVERY)):
        yield f"docs/packed/page-{number}.md", _page(lines(entry))
    for where, inner in (
        ("github", source_file_keys()),
        ("contributions", contribution_roles()),
    ):
        for number, entry in enumerate(packed(inner, values, EVERY)):
            yield f"docs/{where}/page-{number}.md", _page(f"{where}:\n{lines(entry, '  ')}")
    for model in models():
        where = {"MoreLink": "training", "Tool": "national_resources"}.get(model.__name__)
        if where:
            items = "".join(
                f"  - x: y\n{lines(entry, '    ')}" for entry in packed(fields_of(model), values, EVERY)
            )
            yield f"docs/{where}.md", _page(f"country_code: NL\n{where}:\n{items}")


def _moving(values: Mapping[str, str] = VALUES) -> Iterator[tuple[str, str]]:
    for turn, key in enumerate(MOVING):
        for number, value in enumerate(_some(values, turn, MOVED).values()):
            yield f"docs/moving/{key}-{number}.md", _page(f"{key}: {value}\n")


def _page(front: str) -> str:
    return f'---\n{front}---\n# Heading\n\nText with {{% tool "healthy" %}}.\n'


def _outside(root: Path) -> set[str]:
    return {
        path.relative_to(root.parent).as_posix()
        for path in root.parent.rglob("*")
        if root / "site" not in (path, *path.parents)
    }


def _built(root: Path, files: Files, **config: object) -> Built:
    """Build a guide and check the invariants that hold for any content."""
    root = root / "guide"
    (root / "site").mkdir(parents=True)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(str(text), encoding="utf-8", newline="\n")
    (root / "docs" / "index.md").write_text("# Home\n")
    (root / "mkdocs.yml").write_text("")
    before = _outside(root)
    (root / "mkdocs.yml").unlink()
    built = build_site(root, {}, {**CONFIGURED, **config}, strict=False)
    assert built.passed, built.aborted
    assert _outside(root) == before
    assert not [text for text in built.warnings if "FG016" in text or "Traceback" in text]
    return built


def test_values_in_data(tmp_path):
    files = {**whole(), **dict(_data()), "_data/countries.yml": _countries(), "_data/footer.yml": _footer()}
    built = _built(tmp_path, files)
    assert_sound(built)
    tools = {tool["id"] for tool in json.loads(built.text("fieldguide/tools.json"))["tools"]}
    assert {"healthy", "last"} <= tools
    people = {person["name"] for person in json.loads(built.text("fieldguide/people.json"))["people"]}
    assert {"Ada Example", "Last Person"} <= people


def test_values_in_the_bibliography(tmp_path):
    built = _built(tmp_path, {**whole(), "references.bib": _bibtex(), "references.json": _csl_json()})
    assert_sound(built)
    keys = {item["key"] for item in json.loads(built.text("fieldguide/references.json"))["references"]}
    assert {f"packed{number}" for number in range(0, len(BIBTEX_VALUES), CITED)} <= keys
    assert {f"packed-csl-{number}" for number in range(0, len(CSL_VALUES), CITED)} <= keys


def test_values_in_front_matter(tmp_path):
    built = _built(tmp_path, {**whole(), **dict(_pages())})
    assert_sound(built)
    for number in range(len(_some(VALUES, 0))):
        page = built.page(f"packed/page-{number}/")
        assert page.select_one("button.fg-tool[data-tool=healthy]"), number


def test_values_that_move_pages(tmp_path):
    assert_sound(_built(tmp_path, {**whole(), **dict(_moving())}))


def _citation_file() -> str:
    keys = citation_file_keys()
    text = _text_of("CITATION.cff")
    written = {line.split(":")[0] for line in text.splitlines()}
    [entry] = list(packed([key for key in keys["file"] if key not in written], VALUES))[:1]
    [reference] = list(packed(keys["reference"], VALUES))[3:4]
    people = "".join(f"  - x: y\n{lines(person, '    ')}" for person in packed(keys["name"], VALUES, 3))
    del entry["preferred-citation"]
    return f"{text}{people}{lines(entry)}preferred-citation:\n{lines(reference, '  ')}"


def test_values_in_the_citation_file(tmp_path):
    assert_sound(_built(tmp_path, {**whole(), "CITATION.cff": _citation_file()}))


@pytest.mark.parametrize("label", BREAKING)
def test_values_rejected_by_yaml_readers(tmp_path, label):
    """They affect the entry or page that contains them, and no other file."""
    value, files = BREAKING[label], whole()
    if label != "deep nesting":  # it affects the whole file
        files["_data/tool_and_resource_list.yml"] += (
            f"- id: broken\n  name: {value}\n- id: last\n  name: Last\n"
        )
        files["_data/CONTRIBUTORS.yml"] += f"Broken:\n  orcid: {value}\n"
    files["docs/broken.md"] = _page(f"title: {value}\n")
    files["_data/events.yml"] = f"- name: {value}\n" if label == "deep nesting" else files["_data/events.yml"]
    result = check_files(tmp_path, files, "--no-cache", config=CONFIGURED)
    assert "Traceback" not in result.errors
    assert result.status in (0, 1)
    assert "FG016" not in result.codes
    assert not [
        found
        for found in result.findings
        if found["file"] == "docs/healthy.md" and found["severity"] != "info"
    ]


def test_check_finds_no_unexpected_error(tmp_path):
    files = {
        **whole(),
        **dict(_data()),
        **dict(_pages()),
        "references.bib": _bibtex(),
        "CITATION.cff": _citation_file(),
    }
    result = check_files(tmp_path, files, "--no-cache", config=CONFIGURED)
    assert result.status == 1
    assert "Traceback" not in result.errors
    assert "FG016" not in result.codes


def test_invalid_settings_have_a_readable_message(tmp_path):
    """The plugin's options in mkdocs.yml: each with several values, as a check reads them."""
    root = tmp_path / "guide"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Home\n")
    labels = list({**VALUES, **BREAKING})
    every = 1 if LONG else 60
    for turn, path in enumerate(settings()):
        for label in labels[turn % every :: every]:
            value = {**VALUES, **BREAKING}[label]
            inner = "".join(f"{'  ' * (depth + 4)}{key}:\n" for depth, key in enumerate(path)).rstrip("\n")
            text = f"site_name: Guide\nplugins:\n  - fieldguide:\n{inner} {value}\n"
            (root / "mkdocs.yml").write_text(text, encoding="utf-8")
            result = check_files(root, {}, "--no-cache")
            assert "Traceback" not in result.errors, (path, label)
            assert result.status in (0, 1, 2), (path, label)


@pytest.mark.skipif(not LONG, reason="the full corpus runs weekly: make corpus")
@pytest.mark.parametrize("round_", range(20))
def test_random_values(tmp_path, round_):
    chance = random.Random(f"{SEED} {round_}")
    keys = page_keys()
    pages = {
        f"docs/random/page-{number}.md": _page(lines(mixed(keys, {**VALUES, **BREAKING}, chance)))
        for number in range(200)
    }
    assert_sound(_built(tmp_path, {**whole(), **pages}))
