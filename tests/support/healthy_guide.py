"""A valid guide, and assertions that must hold regardless of other content in it."""

from __future__ import annotations

import json
import re
import textwrap

from support.site import CONFIG, Built, Files

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
        @article{healthy, title={A healthy title}, author={Example, Ada}, year=2020, journal={Journal}}
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
"""A valid guide."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff"
    "\u202a-\u202e\u2066-\u2069]"
)


def whole() -> dict[str, str]:
    """Return the files of the guide."""
    return {path: textwrap.dedent(str(text)).lstrip("\n") for path, text in HEALTHY.items()}


def assert_sound(built: Built) -> None:
    """Fail if valid content is missing, or if unsafe content is in the output."""
    page = built.page("healthy/")
    assert [h1.get_text() for h1 in page.select("h1")] == ["A healthy page"]
    buttons = page.select("button.fg-tool[data-tool=healthy]")
    assert {button.get_text() for button in buttons} == {"A healthy tool"}
    cited = [a["data-cite"] for a in page.select("a.fg-cite")]
    assert cited == ["csl", "healthy"], cited
    assert {"ref-healthy", "ref-csl"} <= {item["id"] for item in page.select(".fg-bibliography li[id]")}
    assert page.select_one('.fg-person[data-name="Ada Example"]')
    for text in ("Healthy news", "Healthy event", "Healthy training", "Healthy footer"):
        assert text in page.get_text()
    for path in built.site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".csv", ".xml", ".bib", ".ris"):
            text = path.read_bytes().decode("utf-8")
            # The byte-order mark at the start of the CSV file is intentional.
            found = _FORBIDDEN.search(text)
            assert not found, (path, text[max(0, found.start() - 60) : found.end() + 20])
            if path.suffix == ".json":
                json.loads(text, parse_constant=_no_json)


def _no_json(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")
