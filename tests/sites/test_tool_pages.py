"""The page of a tool: the pages that mention it, and related content."""

import json

import pytest

PAGE = """\
---
title: Digging & <more>
---
Above all headings {% tool "spade" %} stands.

## In {% tool "spade" %} we trust

### Loam, e.g. here

First comes another sentence. Use **{% tool "spade" %}**, i.e. the *one* we know {% cite nobody %}. Then rest.
Dr. Mole likes {% tool "rake" %} vs. {% tool "spade" %} and {% tool "spade" %} & `code`! Done.

## Places

| Job | With |
|-----|------|
| Turn the soil | {% tool "spade" %} |

!!! note "Mind {% tool "spade" %} here"

    - In a list {% tool "spade" %} too[^1].

<div class="raw"><p>Raw HTML has {% tool "spade" %} &lt;b&gt;</p><ul><li>{% tool "spade" %}</li></ul></div>

``` text
No sentence {% tool "spade" %}
```

{% include callout.html type="tip" content="A callout says {% tool 'spade' %}." %}

[^1]: A note.
"""
TOOLS = """
    - {id: spade, name: "Spade <i>", description: Digs., url: "https://example.org/spade"}
    - {id: rake, name: Garden Rake, url: "https://example.org/rake"}
    - {id: hoe, name: Hoe, instance_of: spade}
    - {id: never, name: Never Named}
    """
FILES = {
    "docs/_data/tool_and_resource_list.yml": TOOLS,
    "docs/dig.md": PAGE,
    "docs/other.md": "{% tool 'rake' %}",
}
EXTENSIONS = {"markdown_extensions": ["tables", "footnotes", "attr_list", {"toc": {"permalink": True}}]}
NAME = "Spade <i>"


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, EXTENSIONS, strict=False)


@pytest.fixture(scope="module")
def page(built):
    return built.page("tools/spade/")


def words(element):
    return " ".join(element.get_text().split())


def test_every_mention_is_counted_once_in_any_position(built, page):
    """In a heading, a table's cell, raw HTML, an admonition, a list, a callout; not in code."""
    (entry,) = page.select(".fg-mentions > li")
    assert words(entry.select_one(".fg-mentions__page")) == "Digging & <more> × 11"
    mentions = built.page("dig/").select("article .fg-tool[data-tool=spade]")
    assert len(mentions) == 11


def test_tool_page_links_back_to_every_mention(built, page):
    ids = [e["id"] for e in built.page("dig/").select("article .fg-tool[data-tool=spade]")]
    linked = {a["href"].partition("#")[2] for a in page.select(".fg-mentions a")}
    assert linked == set(ids)


def test_sentences_are_below_their_headings(page):
    found = []
    for element in page.select(".fg-mentions > li > p"):
        kind = element["class"][0].rpartition("__")[2]
        if kind != "page":
            found.append((kind, words(element)))
    assert found == [
        ("text", f"Above all headings {NAME} stands."),
        ("section", f"In {NAME} we trust"),
        ("section", "Loam, e.g. here"),
        ("text", f"Use {NAME}, i.e. the one we know."),
        ("text", f"Dr. Mole likes Garden Rake vs. {NAME} and {NAME} & code!"),
        ("section", "Places"),
        ("text", f"Turn the soil · {NAME}"),
        ("text", f"Mind {NAME} here"),
        ("text", f"In a list {NAME} too."),
        ("text", f"Raw HTML has {NAME} <b>"),
        ("text", NAME),
        ("text", f"A callout says {NAME}."),
    ]


def test_name_is_marked_in_each_sentence(page):
    texts = page.select(".fg-mentions__text")
    assert {mark.get_text() for text in texts for mark in text.select("mark")} == {NAME}
    assert [len(text.select("mark")) for text in texts].count(2) == 1


def test_long_sentence_is_truncated_at_a_word_boundary(site):
    text = f"{'before ' * 80}{{% tool 'spade' %}} {'behind ' * 80}"
    files = {**FILES, "docs/dig.md": text}
    (sentence,) = site(files, strict=False).page("tools/spade/").select(".fg-mentions__text")
    shown = words(sentence)
    assert shown.startswith("… before ")
    assert shown.endswith(" behind …")
    assert f" {NAME} " in shown
    assert set(shown.replace(NAME, "").split()) == {"…", "before", "behind"}
    assert 200 < len(shown) < 300


def test_text_without_spaces_is_truncated(site):
    files = {**FILES, "docs/dig.md": f"{'x' * 5000}{{% tool 'spade' %}}{'y' * 5000}"}
    (sentence,) = site(files, strict=False).page("tools/spade/").select(".fg-mentions__text")
    assert NAME in words(sentence)
    assert len(words(sentence)) < 300


def test_tool_page_is_the_first_search_result_without_duplicate_sentences(built):
    index = json.loads(built.text("search/search_index.json"))["docs"]
    own = [entry for entry in index if entry["location"].startswith("tools/spade/")]
    assert [(entry["title"], entry["boost"]) for entry in own] == [
        ("Spade &lt;i&gt;", 2)
    ]  # Material shows it as HTML
    assert "Digs." in own[0]["text"]
    assert [e["location"] for e in index if "Raw HTML has" in e["text"]] == ["dig/#places"]


def test_tools_mentioned_together_are_related_and_common_ones_less(site):
    pages = {
        "docs/a.md": "{% tool 'spade' %} {% tool 'rake' %} {% tool 'hoe' %}",
        "docs/b.md": "{% tool 'spade' %} {% tool 'rake' %} {% tool 'hoe' %}",
        **{f"docs/p{number}.md": "{% tool 'rake' %}" for number in range(6)},
    }
    built = site({"docs/_data/tool_and_resource_list.yml": TOOLS, **pages}, strict=False)
    page = built.page("tools/spade/")
    assert page.find(id="fg-related-tools")
    assert [words(pill) for pill in page.select(".fg-pills a")] == ["Hoe", "Garden Rake"]
    assert page.select_one(".fg-pills a")["href"] == "../../tools/hoe/"
    assert not built.page("tools/never/").find(id="fg-related-tools")


def test_page_with_very_many_tools_relates_none_and_at_most_eight_are_shown(site):
    names = [f"t{number}" for number in range(60)]
    data = "".join(f"- {{id: {name}, name: {name}}}\n" for name in names)
    files = {
        "docs/_data/tool_and_resource_list.yml": data,
        "docs/list.md": " ".join(f"{{% tool '{name}' %}}" for name in names),
        "docs/few.md": " ".join(f"{{% tool '{name}' %}}" for name in names[:20]),
    }
    built = site(files, strict=False)
    assert len(built.page("tools/t0/").select(".fg-pills a")) == 8
    assert not built.page("tools/t30/").select(".fg-pills a")


def test_instances_are_linked_in_both_directions(built, page):
    assert page.select_one(".fg-instances a")["href"] == "../../tools/hoe/"
    assert built.page("tools/hoe/").select_one(".fg-facts a")["href"] == "../../tools/spade/"


def test_only_mentioned_tools_have_pages_if_configured(site):
    files = {**FILES, "docs/shown.md": "Code `{% tool 'never' %}` <!-- {% tool 'hoe' %} -->\n"}
    options = {"listings": {"tool_pages_for": "named"}}
    built = site(files, {**EXTENSIONS, "plugins": [{"fieldguide": options}]}, strict=False)
    pages = {name for name in built.files() if name.startswith("tools/") and name.count("/") == 2}
    assert pages == {"tools/spade/index.html", "tools/rake/index.html"}
    row = built.page("tools/").select_one("tr[data-id=never]")
    assert row.select_one("th").get_text(strip=True) == "Never Named"


@pytest.mark.parametrize("setting", [{"tool_pages_for": "some"}, {"tool_pages_for": True}])
def test_invalid_choice_is_rejected(site, setting):
    built = site(FILES, {"plugins": [{"fieldguide": {"listings": setting}}]})
    assert not built.passed
    assert any("tool_pages_for" in text and "named" in text for text in built.warnings)


def test_macro_mentions_count_like_tag_mentions(site):
    options = {"listings": {"tool_pages_for": "named"}}
    files = {**FILES, "docs/macro.md": '{{ tool("hoe") }}'}
    built = site(files, {"plugins": ["macros", {"fieldguide": options}]}, strict=False)
    assert "tools/hoe/index.html" in built.files()
    assert words(built.page("tools/hoe/").select_one(".fg-mentions__page")) == "Macro"


def test_tags_that_a_hook_writes_into_generated_pages_are_no_mentions(site):
    hook = """
        from mkdocs.plugins import event_priority

        @event_priority(120)
        def on_page_markdown(markdown, page, config, files):
            return markdown + '\\n\\n{% tool "hoe" %}\\n'
        """
    built = site(
        {**FILES, "hook.py": hook}, {"hooks": ["hook.py"], "site_url": "https://x.example"}, strict=False
    )
    assert not [text for text in built.warnings if "unexpected error" in text]
    page = built.page("tools/hoe/")
    assert "Tools" not in [words(it) for it in page.select(".fg-mentions__page")]
    assert built.page("tools/").select_one("article #fg-mention-hoe")
