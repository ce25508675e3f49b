"""The Atom feed of news and new pages."""

import datetime
from xml.etree import ElementTree

NAME = {"": "http://www.w3.org/2005/Atom"}
CONFIG = {"site_url": "https://example.org/kit/", "plugins": [{"fieldguide": {"feed": True}}]}


def test_new_pages_are_in_the_feed_between_the_news(site, monkeypatch):
    days = {
        "dig.md": datetime.date(2024, 2, 3),
        "gone.md": datetime.date(2024, 2, 4),
        "quiet.md": datetime.date(2024, 2, 5),
    }
    monkeypatch.setattr("mkdocs_fieldguide.builder.new_pages.added_pages", lambda _: days)
    built = site(
        {
            "docs/index.md": "# Home\n",
            "docs/dig.md": "---\ntitle: How to dig\ndescription: With a *spade*\n---\n",
            "docs/quiet.md": "---\ntitle: Quiet\nsearch_exclude: true\n---\n",
            "docs/_data/news.yml": "- {name: Old, date: 2023-01-01}\n- {name: New, date: 2025-01-01}\n",
        },
        CONFIG,
    )
    entries = ElementTree.fromstring(built.text("feed.xml")).findall("entry", NAME)
    assert [entry.find("title", NAME).text for entry in entries] == ["New", "How to dig", "Old"]
    assert entries[1].find("id", NAME).text == "https://example.org/kit/dig/"
    assert entries[1].find("updated", NAME).text == "2024-02-03T00:00:00Z"
    assert entries[1].find("content", NAME).text == "With a <em>spade</em>"
