"""Writes a guide with the proportions of a large real one: a community guide to data management.

Its 135 pages are in seven sections that differ as in the real guide: long pages with many tools, pages of
countries with their own resources and trainings, pages of roles with many contributors, and so on. With them
come 633 tools, 200 people, 40 organisations with logos, 42 references, news, events and a footer.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

PAGES, TOOLS, PEOPLE, ORGANISATIONS, REFERENCES = 135, 633, 200, 40, 42
COUNTRIES = [
    *("AT", "BE", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI"),
    *("FR", "GR", "HU", "IE", "IT", "LU", "NL", "NO", "PT", "SE"),
]
WORDS = [
    *("data", "sharing", "needs", "a", "plan", "that", "says", "who", "keeps", "which", "files", "where"),
    *(
        "and",
        "for",
        "how",
        "long",
        "—",
        "researchers",
        "describe",
        "samples,",
        "instruments",
        "or",
        "software",
    ),
    *("with", "the", "standards", "of", "their", "field"),
]
FEATURES = [
    "content.code.copy",
    "navigation.footer",
    "navigation.indexes",
    "navigation.prune",
    "search.highlight",
]
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z"/></svg>\n'


@dataclass(frozen=True)
class Section:
    """A section of the guide, with average numbers per page.

    Attributes:
        pages: how many pages it has.
        size: characters of text.
        headings: second-level headings.
        items: list items.
        tools: mentions of tools.
        cites: citations.
        people: contributors.
        related: related pages.
        resources: a country's own tools, and as many links in the text.
        trainings: entries of the training table.
        picture: whether there is a picture in the text.
    """

    # Eleven numbers of the real guide, one table below.
    pages: int
    size: int
    headings: int
    items: int
    tools: int = 0
    cites: int = 0
    people: int = 0
    related: int = 0
    resources: int = 0
    trainings: int = 0
    picture: bool = False


SECTIONS = {
    "about": Section(21, 4100, 6, 10, picture=True),
    "data_life_cycle": Section(8, 3100, 3, 12, people=5, related=6, trainings=1),
    "national_resources": Section(20, 5000, 6, 15, people=7, resources=6, trainings=2),
    "tool_assembly": Section(16, 6300, 6, 5, 8, 0, people=6, related=6, trainings=3, picture=True),
    "your_domain": Section(22, 14900, 16, 53, 33, 2, people=8, related=4, trainings=1),
    "your_role": Section(7, 3500, 5, 18, 2, 0, people=17),
    "your_tasks": Section(26, 9400, 10, 37, people=9, tools=14, related=2, trainings=1),
}
INDEXES = 15
"""Pages that show sections as tiles."""


def write_guide(
    root: Path, times: int = 1, *, plain: bool = False, listings: Mapping[str, str | bool] | None = None
) -> None:
    """Write a guide.

    Args:
        root: its folder.
        times: how many times as large as the real one.
        plain: names in place of tags, for Material without the plugin.
        listings: the plugin's setting of this name.
    """
    docs = root / "docs"
    (docs / "images").mkdir(parents=True)
    (docs / "images" / "logo.svg").write_text(LOGO, encoding="utf-8")
    (docs / "index.md").write_text("# Home\n\nWelcome.\n", encoding="utf-8")
    for number in range(times):
        # A larger guide has more sections, not larger ones: each page links to all of its own section.
        for name, section in SECTIONS.items():
            folder = docs / f"{name}_{number}"
            folder.mkdir()
            for page in range(section.pages):
                text = _page(name, section, page, number, times, plain=plain)
                (folder / f"{name}_{number}_{page}.md").write_text(text, encoding="utf-8")
        for page in range(INDEXES):
            of = list(SECTIONS)[page % len(SECTIONS)]
            tiles = "" if plain else f'{{% include section-navigation-tiles.html type="{of}_{number}" %}}'
            title = f"Overview {number} {page}"
            text = f"---\ntitle: {title}\n---\n\n{_sentence(random.Random(page), 60)}\n\n{tiles}\n"
            (docs / f"overview_{number}_{page}.md").write_text(text, encoding="utf-8")
    plugins: list[object] = ["search"]
    if not plain:
        _write_data(root / "_data", times)
        plugins.append({"fieldguide": {"listings": dict(listings or {})}})
    settings = {
        "site_name": "Bench",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False, "features": FEATURES},
        "plugins": plugins,
        "markdown_extensions": ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def page_text(name: str, page: int) -> str:
    """Return the text of a further page.

    Args:
        name: its section.
        page: its number, which is not that of another page.
    """
    return _page(name, SECTIONS[name], page, 0, 1, plain=False)


def _page(name: str, section: Section, page: int, number: int, times: int, *, plain: bool) -> str:
    chance = random.Random(f"{name} {number} {page}")  # the same pages every time
    front: dict[str, object] = {
        "title": f"{name.replace('_', ' ').capitalize()} {number} {page}",
        "description": _sentence(chance, 12),
        "page_id": f"{name}_{number}_{page}",
        "type": f"{name}_{number}",
    }
    if section.people:
        front["contributors"] = [f"Person {n}" for n in _some(chance, PEOPLE * times, section.people)]
    if section.related:
        others = _some(chance, SECTIONS["your_tasks"].pages, section.related)
        front["related_pages"] = {f"your_tasks_{number}": [f"your_tasks_{number}_{n}" for n in others]}
    if section.trainings:
        front["training"] = [
            {"name": f"Course {n}", "registry": "TeSS", "url": f"https://example.org/courses/{page}/{n}"}
            for n in range(section.trainings)
        ]
    if section.resources:
        front["country_code"] = COUNTRIES[page % len(COUNTRIES)] if number == 0 else None
        front["national_resources"] = [
            {
                "name": f"Resource {number} {page} {n}",
                "description": _sentence(chance, 25),
                "how_to_access": "With an account",
                "instance_of": f"tool-{chance.randrange(TOOLS)}",
                "related_pages": {f"your_tasks_{number}": [f"your_tasks_{number}_{n}"]},
                "url": f"https://example.org/{number}/{page}/{n}",
            }
            for n in range(section.resources)
        ]
    if name == "tool_assembly":
        front["affiliations"] = [f"Organisation {page}", f"Organisation {page + 1}"]
    return f"---\n{yaml.safe_dump(front, sort_keys=False)}---\n\n{_text(section, chance, times, plain=plain)}"


def _text(section: Section, chance: random.Random, times: int, *, plain: bool) -> str:
    """Return the Markdown of a page: sections of paragraphs and lists, with tools, citations and links."""
    extras = [_tool(chance.randrange(TOOLS * times), plain=plain) for _ in range(section.tools)]
    extras += [_cite(chance.randrange(REFERENCES * times), plain=plain) for _ in range(section.cites)]
    extras += [f"[a link](https://example.org/{n})" for n in range(8 + 3 * section.resources)]
    chance.shuffle(extras)
    words = section.size // 7  # of six letters on average
    per_item = words // (2 * section.items)
    parts = []
    for heading in range(section.headings):
        parts += [f"## Heading {heading}", _with_some(chance, words // (2 * section.headings), extras)]
        share = (
            section.items * (heading + 1) // section.headings - section.items * heading // section.headings
        )
        parts.append("\n".join(f"* {_with_some(chance, per_item, extras)}" for _ in range(share)))
    parts += extras  # those for which there was no place
    if section.picture:
        parts.append("![Logo](../images/logo.svg)" if plain else _PICTURE)
    return "\n\n".join(parts) + "\n"


_PICTURE = '{% include image.html file="logo.svg" alt="Logo" caption="A *logo*." %}'


def _tool(number: int, *, plain: bool) -> str:
    return f"Tool {number}" if plain else f'{{% tool "tool-{number}" %}}'


def _cite(number: int, *, plain: bool) -> str:
    return f"(Writer {number})" if plain else f"{{% cite ref_{number} %}}"


def _with_some(chance: random.Random, words: int, extras: list[str]) -> str:
    found = [extras.pop() for _ in range(min(len(extras), chance.randrange(3)))]
    return " ".join([_sentence(chance, words), *found]) + "."


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(max(1, words)))


def _some(chance: random.Random, below: int, count: int) -> list[int]:
    return sorted(chance.sample(range(below), count))


def _write_data(folder: Path, times: int) -> None:
    """Write tools, people, organisations, news, events, the footer and the bibliography."""
    folder.mkdir(parents=True)
    chance = random.Random(0)
    logo = "/images/logo.svg"
    files: dict[str, object] = {
        "tool_and_resource_list.yml": [
            {
                "id": f"tool-{n}",
                "name": f"Tool {n}",
                "description": _sentence(chance, 14),
                "url": f"https://example.org/tool/{n}",
                "registry": {"biotools": f"tool{n}", "tess": f"Tool {n}"},
            }
            for n in range(TOOLS * times)
        ],
        "CONTRIBUTORS.yml": {
            f"Person {n}": {
                "git": f"person{n}",
                "email": f"person{n}@example.org",
                "affiliation": f"Organisation {n % ORGANISATIONS}",
            }
            for n in range(PEOPLE * times)
        },
        "affiliations.yml": [
            {
                "name": f"Organisation {n}",
                "image_url": logo,
                "expose": True,
                "type": "institution",
                "url": f"https://example.org/{n}",
            }
            for n in range(ORGANISATIONS * times)
        ],
        "news.yml": [
            {"name": f"News {n}", "date": f"2026-01-{n + 1:02}", "description": _sentence(chance, 30)}
            for n in range(20)
        ],
        "events.yml": [
            {
                "name": f"Event {n}",
                "startDate": f"2026-02-{n + 1:02}",
                "location": "Online",
                "url": f"https://example.org/events/{n}",
            }
            for n in range(5)
        ],
        "footer.yml": {
            "copyright": "[CC BY](https://example.org/licence)",
            "columns": [
                {"type": "image", "src": "images/logo.svg", "alt": "Logo"},
                {"type": "links", "children": [{"url_text": "Home", "url": "/"}]},
            ],
        },
    }
    for name, content in files.items():
        (folder / name).write_text(
            yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8"
        )
    references = "\n".join(
        f"@article{{ref_{n}, author = {{Writer, Wim and Author{n}, Ann}}, title = {{On matter {n}}}, "
        f"journal = {{Journal of Matters}}, year = {{{2000 + n % 25}}}, doi = {{10.1234/{n}}}}}"
        for n in range(REFERENCES * times)
    )
    (folder / "references.bib").write_text(references, encoding="utf-8")
