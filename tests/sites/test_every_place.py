"""A tool with special characters in its name, mentioned in every position."""

# More than 300 lines: all tests look at the same page.

import html
import json
import re

import pytest
from pymdownx.slugs import slugify as make_slugify

NAME = 'C* | a_b_c [x](y) <i> & "q"'
ANCHOR = "c-a_b_c-xy-i-q"
CARD = "fg-tool-odd"

PAGE = """\
---
title: Places
type: your_tasks
tags: [one]
---

# About {% tool "odd" %} here

A paragraph with {% tool "odd" %}, *emphasis {% tool "odd" %}* and **{%tool 'odd'%}**.

## Heading {% tool "odd" %}

### In code `{% tool "odd" %}` and {% tool "odd" %}

- list item {% tool "odd" %}
    - nested {% tool "odd" %}

Between lists.

1. numbered {% tool "odd" %}

| left | {% tool "odd" %} |
|------|-----:|
| cell {% tool "odd" %} | right |

!!! note "Title {% tool "odd" %}"

    Admonition {% tool "odd" %}.

> Quote {% tool "odd" %}

[link to {% tool "odd" %}](index.md "title {% tool "odd" %}")

![picture of {% tool "odd" %}](dot.png)

A note[^1].

[^1]: Footnote {% tool "odd" %}.

Term
:   Definition {% tool "odd" %}

=== "Tab {% tool "odd" %}"

    Inside the tab {% tool "odd" %}.

<div class="raw" title="raw {% tool "odd" %}" id="raw-{% tool "odd" %}"><p>Raw {% tool "odd" %}</p>
<ul><li>{% tool "odd" %}</li></ul></div>

<details><summary>Summary {% tool "odd" %}</summary><p>Details {% tool "odd" %}</p></details>

<figure><figcaption>Caption {% tool "odd" %}</figcaption></figure>

Inline <span title='{% tool "odd" %}'>raw</span> and <kbd title={% tool "odd" %}>bare</kbd>.

**Attributes**{: title="{% tool "odd" %}" .attributes }
{: .block data-tip="{% tool "odd" %}" }

<!-- comment {% tool "odd" %} {% tool "nobody" %} -->

`span {% tool "odd" %}` and `` {% tool "nobody" %} ``

    indented {% tool "odd" %} {% tool "nobody" %}

```jinja
fenced {% tool "odd" %} {% cite nobody %}
```

```python hl_lines="1" linenums="1"
print("{% tool 'odd' %}")
```

{% raw %}Raw tag {% tool "odd" %} and {{ tool("odd") }}{% endraw %}

{% comment %}Nothing of {% tool "nobody" %}{% endcomment %}

{% include callout.html type="tip" title='Callout {"odd"} "quoted"' content="Inside a [link](index.md) and
`code`

- a list" %}

Last line.
"""

TOOLS = [
    {
        "id": "odd",
        "name": NAME,
        "description": f"Described as {NAME}.".replace("(y)", "(places)"),
        "url": "https://example.org/odd",
        "type": "tool|<b>kind</b>",
    }
]

POST = """\
---
date: 2026-01-02
categories: [News]
---

# Post about {% tool "odd" %}

The excerpt names {% tool "odd" %} and cites {% cite knuth1984 %}.

<!-- more -->

The rest names {% tool "odd" %} again.
"""

BIB = """\
@article{knuth1984,
  author = {Knuth, Donald E.},
  title = {Literate Programming},
  journal = {The Computer Journal},
  year = {1984},
  doi = {10.1093/comjnl/27.2.97},
}
"""

EXTENSIONS = [
    "attr_list",
    "def_list",
    "footnotes",
    "tables",
    "md_in_html",
    {"toc": {"permalink": True}},
    "pymdownx.details",
    {"pymdownx.highlight": {"anchor_linenums": True}},
    "pymdownx.inlinehilite",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True, "slugify": {}}},
]


@pytest.fixture(scope="module", params=["plain", "macros", "no directories"])
def built(request, site):
    tabbed = {"pymdownx.tabbed": {"alternate_style": True}}
    plugins = ["search", "tags", {"blog": {"post_url_format": "{slug}"}}, "fieldguide"]
    config = {"markdown_extensions": [*EXTENSIONS[:-1], tabbed]}
    if request.param == "macros":
        # After fieldguide on purpose: the order must not matter.
        plugins.append({"macros": {"on_error_fail": True}})
    if request.param == "no directories":
        config["use_directory_urls"] = False
    files = {
        "docs/places.md": PAGE,
        "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
        "docs/dot.png": b"\x89PNG\r\n\x1a\n",
        "docs/blog/index.md": "# Blog\n",
        "docs/blog/posts/first.md": POST,
        "docs/_data/tool_and_resource_list.yml": json.dumps(TOOLS),
        "docs/_data/references.bib": BIB,
    }
    return site(files, {**config, "plugins": plugins})


def places_of(built):
    return built.page("places.html" if (built.site / "places.html").exists() else "places/")


@pytest.fixture(scope="module")
def places(built):
    return places_of(built).select_one("article")


def words(element):
    return " ".join(element.get_text(" ", strip=True).split())


def test_strict_build_has_no_findings(built):
    assert built.passed, built.warnings
    assert built.warnings == []


def test_headings_anchors_and_toc_have_the_name(built, places):
    assert words(places.select_one("h1")).removesuffix(" ¶") == f"About {NAME} here"
    heading = places.select_one("h2[id^=heading]")
    assert heading["id"] == f"heading-{ANCHOR}"
    assert heading.select_one("button.fg-tool").get_text() == NAME
    page = places_of(built)
    contents = [words(link) for link in page.select(".md-nav--secondary a")]
    assert f"Heading {NAME}" in contents
    assert f'In code {{% tool "odd" %}} and {NAME}' in contents


@pytest.mark.parametrize(
    "selector",
    [
        "h1 + p > button",
        "em > button",
        "strong > button",
        "ul > li > button",
        "ul ul > li > button",
        "ol > li > button",
        "th button",
        "td button",
        ".admonition.note > .admonition-title > button",
        ".admonition.note > p:not(.admonition-title) > button",
        "blockquote button",
        ".footnote button",
        "dd button",
        ".tabbed-content button",
        ".raw p > button",
        ".raw li > button",
        "details > p > button",
        "figcaption > button",
    ],
)
def test_in_text_it_is_a_button_with_its_card(places, selector):
    button = places.select_one(selector)
    assert button is not None
    assert button["class"] == ["fg-tool"]
    assert button["data-tool"] == "odd"
    assert button.get_text() == NAME
    assert places.find(id=button["popovertarget"]).has_attr("popover")


@pytest.mark.parametrize("control", ["a[title]", "label", "summary"])
def test_inside_controls_it_is_plain_text(places, control):
    mention = places.select_one(f"{control} > span.fg-tool")
    assert mention.get_text() == NAME
    assert mention["data-tool"] == "odd"
    assert not places.select("a button, label button, summary button, button button")


def test_attributes_contain_the_plain_name(places):
    assert places.select_one("img")["alt"] == f"picture of {NAME}"
    assert places.select_one("a[title]:has(.fg-tool)")["title"] == f"title {NAME}"
    assert places.select_one(".raw")["title"] == f"raw {NAME}"
    assert places.select_one(".raw")["id"] == "raw-c-a-b-c-x-y-i-q"
    assert places.select_one("span[title]:-soup-contains('raw')")["title"] == NAME
    assert places.select_one("kbd")["title"] == NAME
    assert places.select_one("strong.attributes")["title"] == NAME
    assert places.select_one("p.block")["data-tip"] == NAME


def test_code_and_comments_are_unchanged(built, places):
    codes = [code.get_text() for code in places.select("code")]
    assert 'span {% tool "odd" %}' in codes
    assert '{% tool "nobody" %}' in codes
    assert any('indented {% tool "odd" %} {% tool "nobody" %}' in code for code in codes)
    assert any('fenced {% tool "odd" %} {% cite nobody %}' in code for code in codes)
    assert any("print(\"{% tool 'odd' %}\")" in code for code in codes)
    assert '<!-- comment {% tool "odd" %} {% tool "nobody" %} -->' in str(places)


def test_raw_text_is_shown_and_comments_are_removed(places):
    assert any(words(p) == 'Raw tag {% tool "odd" %} and {{ tool("odd") }}' for p in places.select("p"))
    assert "Nothing of" not in words(places)
    assert not [p for p in places.select("p") if not p.get_text(strip=True) and not p.find(True)]


def test_callout_is_an_admonition_with_markdown_inside(places):
    callout = places.select_one(".admonition.tip")
    assert words(callout.select_one(".admonition-title")) == 'Callout {"odd"} "quoted"'
    assert callout.select_one("a")["href"].rstrip("/") in ("..", "index.html", "../")
    assert callout.select_one("li").get_text() == "a list"


def test_card_and_the_table_of_the_page_are_unique(places):
    assert len(places.find_all(id=CARD)) == 1
    assert [row["data-id"] for row in places.select(".fg-page-tools tbody tr")] == ["odd"]
    assert words(places.select_one(f"#{CARD} .fg-card__name")) == NAME


def test_the_url_of_a_post_is_made_from_what_readers_see(built):
    (post,) = built.site.glob("blog/post-about*")
    assert post.stem == make_slugify(case="lower")(f"Post about {NAME}", "-")


def test_blog_excerpt_is_expanded(built):
    page = built.page("blog/index.html")
    mention = page.select_one(".md-post .fg-tool[data-tool=odd]")
    assert mention.get_text() == NAME
    for button in page.select("button.fg-tool"):
        assert page.find(id=button["popovertarget"]) is not None
    cite = page.select_one("a.fg-cite[data-cite=knuth1984]")
    target, anchor = cite["href"].split("#")
    post = (built.site / "blog" / target).resolve()
    post = post / "index.html" if post.is_dir() else post
    assert f'id="{anchor}"' in post.read_text(encoding="utf-8")


def test_search_index_has_the_name(built):
    index = json.loads(built.text("search/search_index.json"))
    texts = " ".join(re.sub(r"<[^>]+>", "", doc["title"] + doc["text"]) for doc in index["docs"])
    assert NAME in html.unescape(html.unescape(texts))


def test_no_token_is_left_in_any_file(built):
    for name in built.files():
        text = (built.site / name).read_bytes()
        assert b"fgmark" not in text, name
        assert b"fg-mark" not in text, name
