"""Every field of every file has values that nobody expects: nothing raises, and what is sound stays.

The fields are found from the models, see `support.nasty_values`. `make test` tries each value in each field in a
few builds; `make corpus` tries more combinations, each on a page of its own or at random.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from support.nasty_values import (
    BIBTEX_VALUES,
    CSL_VALUES,
    MOVING,
    VALUES,
    bibtex_fields,
    contribution_roles,
    csl_variables,
    fields_of,
    footer_keys,
    lines,
    models,
    packed,
    page_keys,
    registry_keys,
    source_file_keys,
)
from support.site import CONFIG, Built, Files, build_site

LONG = os.environ.get("FIELDGUIDE_CORPUS") == "long"
"""Whether to try all that there is, for an hour or so."""

SEEDS = range(int(os.environ.get("FIELDGUIDE_CORPUS_SEED", "0")), 10**9)

OPTIONS = {
    "citation_file": "CITATION.cff",
    "bibliography": ["references.bib", "references.json"],
    "privacy": {"email": True, "avatars": True},
    "announcement": "Hello",
}
CONFIGURED = {
    "site_url": "https://guide.example.org/",
    "repo_url": "https://github.com/example/guide",
    "edit_uri": "edit/main/docs/",
    "theme": {**CONFIG["theme"], "features": ["navigation.footer", "navigation.path", "content.action.edit"]},
    "plugins": ["search", "tags", {"fieldguide": OPTIONS}],
    "markdown_extensions": ["attr_list", "tables", "footnotes"],
}
HEALTHY: Files = {
    "_data/tool_and_resource_list.yml": """
        - id: healthy
          name: A healthy tool
          url: https://tool.example.org/
          description: Works *well*.
        """,
    "_data/CONTRIBUTORS.yml": """
        Ada Example:
          orcid: 0000-0002-1825-0097
          email: ada@example.org
        """,
    "_data/supported_by.yml": """
        - name: Healthy Institute
          url: https://institute.example.org/
          country: NL
        """,
    "_data/news.yml": """
        - name: Healthy news
          date: 2026-01-02
        """,
    "_data/events.yml": """
        - name: Healthy event
          startDate: 2026-01-02
        """,
    "_data/countries.yml": """
        XA: Healthyland
        """,
    "_data/footer.yml": """
        copyright: Healthy footer
        """,
    "references.bib": """
        @article{healthy, title = {A healthy title}, author = {Example, Ada}, year = 2020, journal = {Journal}}
        """,
    "references.json": """
        [{"id": "csl", "type": "book", "title": "A healthy book", "issued": {"date-parts": [[2021]]}}]
        """,
    "CITATION.cff": """
        cff-version: 1.2.0
        message: Cite it.
        title: A healthy guide
        authors:
          - family-names: Example
            given-names: Ada
        """,
    "docs/healthy.md": """
        ---
        title: A healthy page
        type: guide
        contributors: [Ada Example]
        supported_by: [Healthy Institute]
        training:
          - name: Healthy training
            url: https://training.example.org/
        ---
        Use {% tool "healthy" %}, as in {% cite healthy csl %}.

        {% include section-navigation-tiles.html type="guide" %}

        {% include news.html %}

        {% include events.html %}

        {% include resource-table-all.html %}

        {% include contributor-tiles-all.html %}

        {% include affiliation-tiles-selection.html %}

        {% bibliography %}
        """,
}
"""A guide in which everything is right."""

FILE_OF = {
    "Tool": ("_data/tool_and_resource_list.yml", {"id": "tool-{}", "name": "Tool {}"}),
    "Person": ("_data/CONTRIBUTORS.yml", {"name": "Person {}"}),
    "Organisation": ("_data/supported_by.yml", {"name": "Organisation {}"}),
    "News": ("_data/news.yml", {"name": "News {}"}),
    "Event": ("_data/events.yml", {"name": "Event {}"}),
}
"""The data file of each kind of entry, and the values without which there is no entry."""

IN_FRONT_MATTER = {"PageInfo", "MoreLink"}
"""Kinds of entries that stand in front matter."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff"
    "\u202a-\u202e\u2066-\u2069]"
)


def test_each_kind_of_entry_is_tried():
    assert {model.__name__ for model in models()} == FILE_OF.keys() | IN_FRONT_MATTER


def _data() -> Iterator[tuple[str, str]]:
    """Give each data file with all values in all fields."""
    for model in models():
        if model.__name__ not in FILE_OF:
            continue
        path, required = FILE_OF[model.__name__]
        by_name = path.endswith("CONTRIBUTORS.yml")
        text = _dedented(path)
        keys = fields_of(model)
        optional = [key for key in keys if key not in required]
        entries: list[dict[str, str]] = []
        for number, values in enumerate(packed(optional, VALUES)):
            entries.append(
                {
                    **{key: value.format(number) for key, value in required.items()},
                    **{key: value for key, (_, value) in values.items()},
                }
            )
        for key in required:
            for number, value in enumerate(VALUES.values()):
                others = {name: text.format(f"{key}-{number}") for name, text in required.items()}
                entries.append({**others, key: value})
        if model.__name__ == "Tool":
            for number, values in enumerate(packed(registry_keys(), VALUES)):
                inner = ", ".join(f"{key}: {value or 'null'}" for key, (_, value) in values.items())
                entries.append({"id": f"r-{number}", "name": "Tool", "registry": "{" + inner + "}"})
        for number, entry in enumerate(entries):
            written = "".join(f"  {key}: {value}\n" for key, value in entry.items())
            text += f"Key {number}:\n{written}" if by_name else f"- {written[2:]}"
        # What is no entry at all.
        for number, value in enumerate(VALUES.values()):
            text += f"Whole {number}: {value}\n" if by_name else f"- {value}\n"
        if by_name:
            text += "".join(f"? {value}\n: {{orcid: x}}\n" for value in VALUES.values() if value)
        yield path, text + _last(path)


def _dedented(path: str) -> str:
    import textwrap

    return textwrap.dedent(str(HEALTHY[path])).lstrip("\n")


def _last(path: str) -> str:
    """Return an entry behind all others, which has to be there as well."""
    return {
        "_data/tool_and_resource_list.yml": "- id: last\n  name: The last tool\n",
        "_data/CONTRIBUTORS.yml": "Last Person:\n  git: last\n",
        "_data/supported_by.yml": "- name: Last Institute\n",
    }.get(path, "")


def _countries() -> str:
    text = _dedented("_data/countries.yml")
    for number, value in enumerate(VALUES.values()):
        text += f"{chr(65 + number // 26)}{chr(65 + number % 26)}: {value}\n"
    return text + "".join(f"? {value}\n: Name\n" for value in VALUES.values() if value)


def _footer() -> str:
    keys = footer_keys()
    text = _dedented("_data/footer.yml") + "columns:\n"
    for values in packed(keys["column"], VALUES):
        text += "- title: Column\n" + lines({k: v for k, v in values.items() if k != "title"}, "  ")
    text += "- title: Column\n  links:\n"
    for values in packed(keys["item"], VALUES):
        text += "  - " + lines(values, "    ").lstrip()
    return text


def _bibtex() -> str:
    text = _dedented("references.bib")
    fields = bibtex_fields()
    kinds = ["article", "book", "inproceedings", "misc", "online", "phdthesis", "unknown"]
    labels = list(BIBTEX_VALUES)
    for number in range(len(labels)):
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
    items = [json.loads(str(HEALTHY["references.json"]))[0]]
    variables = csl_variables()
    labels = list(CSL_VALUES)
    for number in range(len(labels)):
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
    import sys

    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.dumps(items)
    finally:
        sys.set_int_max_str_digits(limit)


def _pages(values: Mapping[str, str] = VALUES) -> Iterator[tuple[str, str]]:
    """Give pages with all values in all keys of front matter."""
    keys = [key for key in page_keys() if key not in MOVING]
    for number, entry in enumerate(packed(keys, values)):
        yield f"docs/packed/page-{number}.md", _page(lines(entry))
    for where, inner in (
        ("github", source_file_keys()),
        ("contributions", contribution_roles()),
    ):
        for number, entry in enumerate(packed(inner, values)):
            yield f"docs/{where}/page-{number}.md", _page(f"{where}:\n{lines(entry, '  ')}")
    for model in models():
        where = {"MoreLink": "training", "Tool": "national_resources"}.get(model.__name__)
        if where:
            items = "".join(f"  - x: y\n{lines(entry, '    ')}" for entry in packed(fields_of(model), values))
            yield f"docs/{where}.md", _page(f"country_code: NL\n{where}:\n{items}")


def _moving(values: Mapping[str, str] = VALUES) -> Iterator[tuple[str, str]]:
    for key in MOVING:
        for number, value in enumerate(values.values()):
            yield f"docs/moving/{key}-{number}.md", _page(f"{key}: {value}\n")


def _page(front: str) -> str:
    return f'---\n{front}---\n# Heading\n\nText with {{% tool "healthy" %}}.\n'


def _citation_file(value: str = "", key: str = "") -> str:
    return _dedented("CITATION.cff") + (f"{key}: {value}\n" if key else "")


def _outside(root: Path) -> set[str]:
    return {
        path.relative_to(root.parent).as_posix()
        for path in root.parent.rglob("*")
        if root / "site" not in (path, *path.parents)
    }


def _built(root: Path, files: Files, **config: object) -> Built:
    """Build a guide and look at everything that has to hold whatever is in it."""
    root = root / "guide"
    built = build_site(root, {"docs/index.md": "# Home\n"}, {**CONFIGURED, **config}, strict=False)
    assert built.passed, built.aborted
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(str(text), encoding="utf-8", newline="\n")
    before = _outside(root)
    built = build_site(root, {}, {**CONFIGURED, **config}, strict=False)
    assert built.passed, built.aborted
    assert _outside(root) == before
    return built


def assert_sound(built: Built) -> None:
    """Fail if anything was lost that is right, or anything got out that must not."""
    assert not [line for line in built.warnings if "FG016" in line or "Traceback" in line]
    page = built.page("healthy/")
    assert page.select_one("h1").get_text() == "A healthy page"
    assert page.select_one("button.fg-tool[data-tool=healthy]").get_text() == "A healthy tool"
    assert [a["data-cite"] for a in page.select("a.fg-cite")] == ["csl", "healthy"]
    assert page.select_one("#ref-healthy") and page.select_one("#ref-csl")
    assert page.select_one('.fg-person[data-name="Ada Example"]')
    assert "Healthy news" in page.get_text() and "Healthy event" in page.get_text()
    assert "Healthy training" in page.get_text() and "Healthy footer" in page.get_text()
    for path in built.site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".csv", ".xml", ".bib", ".ris"):
            text = path.read_bytes().decode("utf-8")
            # The mark at the beginning of the table for spreadsheets is meant.
            found = _FORBIDDEN.search(text)
            assert not found, (path, text[max(0, found.start() - 60) : found.end() + 20])
            if path.suffix == ".json":
                json.loads(text, parse_constant=_no_json)


def _no_json(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")


def test_values_in_data(tmp_path):
    files = {**_whole(), **dict(_data()), "_data/countries.yml": _countries(), "_data/footer.yml": _footer()}
    built = _built(tmp_path, files)
    assert_sound(built)
    tools = {tool["id"] for tool in json.loads(built.text("fieldguide/tools.json"))["tools"]}
    assert {"healthy", "last"} <= tools
    people = {person["name"] for person in json.loads(built.text("fieldguide/people.json"))["people"]}
    assert {"Ada Example", "Last Person"} <= people


def test_values_in_the_bibliography(tmp_path):
    built = _built(tmp_path, {**_whole(), "references.bib": _bibtex(), "references.json": _csl_json()})
    assert_sound(built)
    keys = {item["key"] for item in json.loads(built.text("fieldguide/references.json"))["references"]}
    assert {f"packed{number}" for number in range(len(BIBTEX_VALUES))} <= keys
    assert {f"packed-csl-{number}" for number in range(len(CSL_VALUES))} <= keys


def test_values_in_front_matter(tmp_path):
    built = _built(tmp_path, {**_whole(), **dict(_pages())})
    assert_sound(built)
    for number in range(len(VALUES)):
        page = built.page(f"packed/page-{number}/")
        assert page.select_one("button.fg-tool[data-tool=healthy]"), number


def test_values_that_move_pages(tmp_path):
    assert_sound(_built(tmp_path, {**_whole(), **dict(_moving())}))


def _whole() -> dict[str, str]:
    return {path: _dedented(path) for path in HEALTHY}
