"""Dates of last changes, which own includes of the old site show, become front matter."""

import pytest
import yaml
from support.site import write_files

from mkdocs_fieldguide.cli import main

OLD = {
    "_config.yml": """
        title: A
        url: https://example.org
        theme_variables: {headings: {related-pages: See also}}
        defaults: [{scope: {path: ""}, values: {layout: dated}}]
        """,
    "_layouts/dated.html": "---\nlayout: page\n---\n{% include last-update.html %}\n{{ content }}\n",
    "_includes/last-update.html": """
        {%- assign day = site.data.days[page.path] -%}
        {%- if day -%}
        <p>Last updated: <time datetime="{{ day }}">{{ day | date: '%-d %B %Y' }}</time></p>
        {%- endif -%}
        """,
    "_includes/last_modified.html": "<p>Last updated: April 2, 2026</p>",
    "_includes/last-change.html": "<p>Last updated: {{ site.time | date: '%Y-%m-%d' }}</p>",
    "_data/days.yml": "a.md: '2026-04-14'\nown.md: '2026-04-14'\nbraces.md: '2026-04-14'\n",
    "a.md": "---\ntitle: A\n---\nText.\n",
    "own.md": "---\ntitle: Own\nlast_update: 2020-01-02\n---\nText.\n",
    "braces.md": "---\n{title: Braces}\n---\nText.\n",
    "text.md": "---\ntitle: T\nlayout: page\n---\n{% include last_modified.html %}\nText.\n",
    "built.md": "---\ntitle: T\nlayout: page\n---\n{% include last-change.html %}\nText.\n",
    "undated.md": "---\ntitle: U\n---\nText.\n",
}


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    folder = tmp_path_factory.mktemp("changes")
    write_files(folder / "old", OLD)
    assert main(["migrate", str(folder / "old"), str(folder / "new")]) == 0
    return folder / "new"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a", "---\ntitle: A\nlast_update: 2026-04-14\n---\nText.\n"),
        ("text", "---\ntitle: T\nlayout: page\nlast_update: 2026-04-02\n---\nText.\n"),
        ("own", OLD["own.md"]),
        ("braces", OLD["braces.md"]),
        ("undated", OLD["undated.md"]),
        ("built", "---\ntitle: T\nlayout: page\n---\nText.\n"),
    ],
)
def test_dates_are_in_the_front_matter(new, page, text):
    found = (new / f"docs/{page}.md").read_text(encoding="utf-8")
    assert found.replace("---\n\n", "---\n") == text


def test_the_option_shows_them_with_the_old_label(new):
    [_, plugin] = yaml.safe_load((new / "mkdocs.yml").read_text(encoding="utf-8"))["plugins"]
    assert plugin["fieldguide"]["last_change"] is True
    assert plugin["fieldguide"]["words"] == {"related_pages": "See also", "last_change": "Last updated:"}


def test_the_report_says_that_nothing_updates_them(new):
    report = (new / "MIGRATION.md").read_text(encoding="utf-8")
    assert "- The key `last_update` of `docs/a.md`, `docs/text.md` has the date of the last change." in report
    assert "`_includes/last-update.html`, `_includes/last_modified.html`: The option `last_change`" in report
    assert "`_includes/last-change.html`: As text, the date of the last change would soon be wrong" in report
