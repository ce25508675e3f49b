"""Collections and posts of old sites: their pages, and the templates that list them."""

import datetime

import pytest
import yaml
from support.site import write_files

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.migrate.collections import read_collections

OLD = {
    "_config.yml": """
        title: Guide
        url: https://guide.example.org
        include: [.well-known]
        collections:
          tips: {output: true, permalink: "/advice/:title/"}
          events: {output: true}
          steps: {sort_by: order}
        defaults:
          - scope: {path: "", type: pages}
            values: {permalink: "/:basename", layout: page}
          - scope: {path: "", type: tips}
            values: {layout: tip, keywords: [tip]}
          - scope: {path: _events}
            values: {toc: false}
        """,
    "_data/sidebars/main.yml": "subitems:\n  - {title: First, url: /advice/first/}\n",
    "_layouts/tip.html": "---\nlayout: page\n---\n<p>By {{ page.author }}, {{ page.title }}</p>\n"
    "{{ content }}\n",
    "_tips/first.md": "---\nauthor: Ada Example\n---\nText of the tip.\n",
    "_events/2024-05-06-a-day.md": "---\ntitle: A day\n---\nThe *day*, {{ site.title }}.\n\nMore.\n",
    "_events/2023-01-02-earlier.md": "---\nlayout: page\n---\nEarlier.\n",
    "_events/poster.png": b"\x89PNG\r\n\x1a\n",
    "_steps/b.md": "---\ntitle: B\norder: 1\n---\nDo **b**.\n",
    "_steps/a.md": "---\ntitle: A\norder: 2\n---\nDo a.\n",
    "_posts/2024-01-02-new.md": "---\ncategories: news\n---\nA post, see [it]({% link _tips/first.md %}).\n",
    "_posts/2024-02-03-last.md": "---\ntitle: Last\n---\nSee [it]({% post_url 2024-01-02-new %}).\n",
    "_posts/undated.md": "---\ntitle: No post\n---\nText.\n",
    ".well-known/id": "x",
    "index.md": """
        ---
        title: Home
        ---
        {% for it in site.events reversed %}{{ it.date | date: "%Y" }} {{ it.title }} {{ it.url }};{%endfor%}
        {% for it in site.steps %}{{ it.title }}: {{ it.content }}{% endfor %}
        {% for it in site.posts %}{{ it.title }}. {% endfor %}
        {% assign day = site.events | where: "title", "A day" | first %}{{ day.excerpt }}
        {{ site.pages | size }} {{ site.collections | map: "label" | join }} {{ site.tips.first.keywords }}
        """,
}


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """Return a function that reads a file of the new site."""
    root = tmp_path_factory.mktemp("moved")
    write_files(root / "old", OLD)
    assert main(["migrate", str(root / "old"), str(root / "new")]) == 0
    return lambda path: (root / "new" / path).read_text("utf-8", "surrogateescape")


def test_pages_of_collections_keep_title_date_and_address(new):
    assert new("docs/tips/first.md") == (
        "---\nauthor: Ada Example\ntitle: First\npermalink: /advice/first/\n---\n"
        "<p>By Ada Example, First</p>\n\nText of the tip.\n"
    )
    front = yaml.safe_load(new("docs/events/2024-05-06-a-day.md").split("---\n")[1])
    assert front == {
        "title": "A day",
        "date": datetime.date(2024, 5, 6),
        "permalink": "/events/2024-05-06-a-day.html",
    }
    assert "permalink: /news/2024/01/02/new.html" in new("docs/posts/2024-01-02-new.md")
    assert "/tips/first.md" in new("docs/posts/2024-01-02-new.md")
    assert "(/posts/2024-01-02-new.md)" in new("docs/posts/2024-02-03-last.md")
    assert new("docs/events/poster.png")


def test_templates_list_collections_in_their_order(new):
    lines = new("docs/index.md").split("---\n")[2].splitlines()
    assert lines[0] == (
        "2024 A day /events/2024-05-06-a-day.html;2023 Earlier /events/2023-01-02-earlier.html;"
    )
    assert "B: <p>Do <strong>b</strong>.</p>" in lines[1]
    assert "Last. New. " in lines
    assert "<p>The <em>day</em>, Guide.</p>" in lines
    assert "1 posts tips events steps tip" in lines


def test_settings_follow_the_folders_of_collections(new):
    settings = yaml.safe_load(new("mkdocs.yml"))
    rules = settings["plugins"][1]["fieldguide"]["defaults"]
    assert rules[1:] == [
        {"scope": {"path": "tips/"}, "values": {"keywords": ["tip"]}},
        {"scope": {"path": "events/"}, "values": {"toc": False}},
    ]
    assert {"First": "tips/first.md"} in settings["nav"]
    assert "!/.well-known" in settings["exclude_docs"].split()
    assert new("docs/.well-known/id") == "x"


def test_collections_that_are_not_published_and_other_files_are_reported_or_kept(new):
    report = new("MIGRATION.md")
    assert new("_steps/a.md").endswith("Do a.\n")
    assert "`_posts/undated.md`: MkDocs does not use this folder" in report
    assert "are in no menu" not in report


@pytest.mark.parametrize(
    ("style", "url"),
    [
        ("", "/a/2024/01/02/x-y.html"),
        ("pretty", "/a/2024/01/02/x-y/"),
        ("ordinal", "/a/2024/002/x-y.html"),
        ("/:short_year/:i_month/:slug", "/24/1/x-y"),
    ],
)
def test_addresses_of_posts_follow_the_style_of_the_site(style, url):
    posts = read_collections({"permalink": style})[0]
    assert posts.url("_posts/2024-01-02-x-y.md", {"categories": ["A"]}) == url


@pytest.mark.parametrize("written", [None, 3, ["a", None, {}], {"a": 1, "../b": {}, 2: {"permalink": []}}])
def test_odd_settings_of_collections_are_read(written):
    assert read_collections({"collections": written})[0].label == "posts"
