"""Drafts and excluded pages are named nowhere, and links to them are reported."""

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from support.checking import check_files
from support.site import fast_material

FRONT = """\
---
title: {0}
type: task
contributors: [Ada Example]
supported_by: [Example Institute, NL]
{1}---
{{% tool "spade" %}} {{% cite one %}}
"""
POST = "---\ndate: {2}\ntype: task\n{0}---\n\n# {1}\n\n{{% tool 'spade' %}}\n"
HOME = """\
# Home

[a](SECRETdraft.md "SECRET") [b](SECRETid) [c](/SECRETout/) ![d](SECRET.png)

[e][away], [f](SECRET.png){ .md-button #here } and <a class="x" href="SECRETid#more">g</a>

[away]: SECRETdraft.md#more

<p><a href='SECRETdraft/'>h</a> <A HREF=SECRETout.md>i</A> <a href="open.md">j</a></p>

{% include callout.html type="note" content="See [k](SECRETid)." %}

[l](blog/posts/SECRETday.md) [m](blog/posts/SECRETtime.md) [n](blog/posts/four.md)
[o](log/of/SECRETlog.md) [p](log/of/five.md)

{% include section-navigation-tiles.html type="task" %}
{% include section-navigation-tiles.html custom="open, aside" %}
{% include pageids-overview.html %}
{% include training-table-all.html %}
{% include resource-table-all.html %}
{% include events.html %}
{% include news.html %}
"""
FILES = {
    "docs/index.md": HOME,
    "docs/open.md": FRONT.format("Open", "related_pages: [SECRETid]\n"),
    "docs/aside.md": FRONT.format("Not in the menu", ""),
    "docs/SECRETdraft.md": FRONT.format(
        "SECRET draft",
        "page_id: SECRETid\npermalink: /open/\nredirect_from: [/SECRETold]\ncountry_code: NL\n"
        "training: [{name: SECRET course, url: https://example.org}]\n"
        "national_resources: [{id: SECRETtool, name: SECRET tool}]\n",
    ),
    "docs/SECRETout.md": FRONT.format("SECRET out", "").replace("Ada", "SECRET"),
    "docs/moved.md": "---\ntitle: Moved\nredirect_to: SECRETdraft\n---\n",
    "docs/SECRET.png": b"x",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": POST.format("", "First post", "2026-05-01"),
    "docs/log/index.md": "# Log\n",
    "docs/log/of/SECRETlog.md": POST.format("draft: true\n", "SECRET log", "2026-05-01"),
    "docs/log/of/five.md": POST.format("", "Later", "2990-05-01"),
    "docs/blog/posts/two.md": POST.format("draft: true\n", "SECRET post", "2026-05-01"),
    "docs/blog/posts/three.md": POST.format("draft: on\n", "SECRET word", "2026-05-01"),
    "docs/blog/posts/SECRETday.md": POST.format("", "SECRET day", "2990-05-01"),
    "docs/blog/posts/SECRETtime.md": POST.format("", "SECRET time", "{created: 2990-05-01 10:00:00}"),
    "docs/blog/posts/four.md": POST.format("draft: false\n", "Announced", "2990-05-01"),
    "docs/_data/tool_and_resource_list.yml": """
        - {id: spade, name: Spade, url: SECRETid, description: "[d](SECRETdraft)",
           related_pages: [SECRETid, open]}
        """,
    "docs/_data/CONTRIBUTORS.yml": "Ada Example: {git: ada, image_url: SECRET.png}\n",
    "docs/_data/affiliations.yml": "- {name: Example Institute, image_url: SECRET.png}\n",
    "docs/_data/news.yml": "- {name: Update, date: 2030-01-01, description: 'A [d](SECRETdraft).'}\n",
    "docs/_data/events.yml": "- {name: Meeting, startDate: 2030-01-01, related_pages: [SECRETid]}\n",
    "docs/_data/footer.yml": "columns: [{title: More, links: [{text: Plans, url: SECRETdraft}]}]\n",
    "docs/_data/references.bib": "@book{one, author={A, B}, title={One}, year=2001}\n",
}
CONFIG = {
    "site_url": "https://example.org/",
    "markdown_extensions": ["attr_list"],
    "draft_docs": "SECRETdraft.md",
    "exclude_docs": "SECRETout.md\nSECRET.png\n",
    "not_in_nav": "aside.md",
    "nav": [{"Home": "index.md"}, "open.md", {"Plans": ["SECRETdraft.md"]}, "moved.md", "blog/index.md"],
    "plugins": [
        "search",
        {"blog": {"draft_if_future_date": True}},
        {"blog": {"blog_dir": "log", "post_dir": "{blog}/of"}},
        {"fieldguide": {"feed": True}},
    ],
}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, CONFIG, strict=False)


def test_unpublished_pages_are_named_nowhere(built):
    assert not [name for name in built.files() if "SECRET" in name]
    for name in built.files():
        if name.endswith((".html", ".json", ".xml", ".csv", ".bib")) and name != "index.html":
            assert "SECRET" not in built.text(name), name
    assert "SECRET" not in built.text("index.html").replace('src="SECRET.png"', "")


def test_links_to_unpublished_pages_are_text(built):
    article = built.page().select_one("article")
    shown = {e.get_text(): e for e in article.select("p > span, p > a")}
    assert not [name for name in "abcefghiklmo" if shown[name].has_attr("href")]
    assert str(shown["f"]) == '<span id="here">f</span>'
    assert str(shown["g"]) == '<a class="x">g</a>'
    assert [shown[name]["href"] for name in "jnp"] == [
        *("open/", "blog/2990/05/01/announced/", "log/2990/05/01/later/"),
    ]


def test_published_pages_are_named_whether_or_not_they_are_in_the_navigation(built):
    work = built.page("contributors/ada-example/").get_text()
    assert "Not in the menu" in work
    assert "Open" in work
    tiles = {tile["data-page"] for tile in built.page().select(".fg-tiles")[0].select(".fg-tile")}
    assert tiles == {"open", "aside", "one", "four", "five"}
    assert built.page("open/").select_one("h1").get_text(strip=True).startswith("Open")


def test_references_to_unpublished_pages_are_reported(built, tmp_path):
    found = {line.partition(" ")[0] for line in built.warnings if "not part of the site" in line}
    assert found == {
        "docs/_data/events.yml:1:58:",
        "docs/_data/footer.yml:1:33:",
        "docs/_data/news.yml:1:49:",
        "docs/_data/tool_and_resource_list.yml:1:33:",
        "docs/_data/tool_and_resource_list.yml:1:56:",
        "docs/_data/tool_and_resource_list.yml:2:20:",
        "docs/index.md:3:5:",
        "docs/index.md:3:34:",
        "docs/index.md:3:48:",
        "docs/index.md:3:66:",
        "docs/index.md:5:16:",
        "docs/index.md:5:71:",
        "docs/index.md:7:9:",
        "docs/index.md:9:13:",
        "docs/index.md:9:41:",
        "docs/index.md:11:54:",
        "docs/index.md:13:5:",
        "docs/index.md:13:34:",
        "docs/index.md:14:5:",
        "docs/moved.md:3:14:",
        "docs/open.md:6:17:",
    }
    checked = check_files(tmp_path, FILES, config=CONFIG)
    assert {
        f"{one['file']}:{one['line']}:{one['column']}:"
        for one in checked.findings
        if "not part of the site" in one["message"]
    } == found


def test_a_preview_has_drafts_and_no_excluded_pages(built):
    config = load_config(str(built.root / "mkdocs.yml"), site_dir=str(built.root / "preview"))
    config.plugins.on_startup(command="serve", dirty=False)
    with fast_material():
        build(config, serve_url="http://localhost/")
    page = (built.root / "preview" / "open" / "index.html").read_text(encoding="utf-8")
    assert "SECRET draft" in page
    assert not (built.root / "preview" / "SECRETout").exists()
