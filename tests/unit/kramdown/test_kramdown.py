"""Pages in kramdown syntax."""

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.kramdown.blocks import rewrite_blocks
from mkdocs_fieldguide.kramdown.lists import indent_lists

EXTENSIONS = ["toc", "tables", "pymdownx.superfences", "admonition", "mkdocs_fieldguide.kramdown"]


def convert(text):
    return BeautifulSoup(markdown.markdown(text, extensions=EXTENSIONS), "html.parser")


def outline(element):
    """Return a list as nested Python lists."""
    return [
        [
            item.find(string=True, recursive=False).strip(),
            *(outline(inner) for inner in item.find_all(["ul", "ol"], recursive=False)),
        ]
        for item in element.find_all("li", recursive=False)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", [["a", [["b", [["c"]]]]], ["d"]]),
        ("1. a\n   - b\n   - c\n2. d\n", [["a", [["b"], ["c"]]], ["d"]]),
        ("10. a\n    - b\n11. c\n", [["a", [["b"]]], ["c"]]),
        ("* a\n    * b\n", [["a", [["b"]]]]),
        ("- a\n\t- b\n", [["a", [["b"]]]]),
        ("- a\n - b\n", [["a"], ["b"]]),
    ],
)
def test_items_are_nested_by_their_indentation(text, expected):
    assert outline(convert(text).find(["ul", "ol"])) == expected


def test_list_needs_no_blank_line_before_it():
    page = convert("Of these:\n- a\n- b\n\nIn the year\n2020. Then\n")
    assert [item.get_text() for item in page.select("li")] == ["a", "b"]


def test_paragraphs_and_code_belong_to_their_item():
    page = convert("1. one\n\n   More.\n\n   ``` python\n   if x:\n       - y\n   ```\n2. two\n\nAfter.\n")
    [first, second] = page.select("ol > li")
    assert first.select_one("p:nth-of-type(2)").get_text() == "More."
    assert first.select_one("code").get_text() == "if x:\n    - y\n"
    assert second.get_text(strip=True) == "two"
    assert page.select("p")[-1].parent.name == "[document]"


@pytest.mark.parametrize(
    "text",
    [
        "``` python\nx = 1\n  ``` \n\nAfter.\n",
        "  ``` python\n  x = 1\n```\n\nAfter.\n",
        "- one\n\n  ``` python\n  x = 1\n    ```\n\nAfter.\n",
        "1. one\n\n   ``` python\n   x = 1\n  ```\n\nAfter.\n",
    ],
)
def test_the_last_line_of_code_may_be_indented_differently(text):
    page = convert(text)
    assert [code.get_text() for code in page.select("pre")] == ["x = 1\n"]
    assert page.select("p")[-1].get_text() == "After."


def test_lists_in_block_quotes():
    quote = convert("> Of these:\n> 1. one\n>    - deep\n>\n> > - inner\n> ```\n> - code\n> ```\n").blockquote
    assert quote.p.get_text() == "Of these:"
    assert outline(quote.ol) == [["one", [["deep"]]]]
    assert outline(quote.blockquote.ul) == [["inner"]]
    assert quote.select_one("code").get_text().strip() == "- code"
    assert (
        convert("- a\n\n  > b\n  > c\n\n- d\n").select_one("li > blockquote").get_text(strip=True) == "b\nc"
    )


@pytest.mark.parametrize(
    "text",
    [
        '{: .note-title }\n> A "title"\n>\n> - a\n>   - b\n',
        '> A "title"\n>\n> - a\n>   - b\n{: .note-title}\n',
    ],
)
def test_quote_with_a_callout_class_is_a_callout(text):
    box = convert(f"Before.\n\n{text}\nAfter.\n").select_one(".admonition.note")
    assert box.select_one(".admonition-title").get_text() == "A “title”"
    assert outline(box.ul) == [["a", [["b"]]]]


def test_callouts_in_callouts():
    inner = "> {: .warning-title }\n> > Wait\n> >\n> > A day.\n"
    page = convert(f"{{: .note-title }}\n> Check\n>\n> - a\n>\n{inner}\nAfter.\n")
    outer = page.select_one(".admonition.note")
    assert outline(outer.ul) == [["a"]]
    assert outer.select_one(".admonition.warning").get_text("|", strip=True) == "Wait|A day."
    assert "After." not in outer.get_text()


def test_callout_without_a_title_is_called_by_its_type():
    page = convert("{: .important }\n> Read\n> this.\n\n> A quote.\n{: .source }\n")
    assert page.select_one(".admonition.important").get_text("|", strip=True) == "Important|Read\nthis."
    assert page.blockquote.get_text(strip=True) == "A quote."


def test_attributes_can_precede_or_follow_their_element():
    page = convert(
        '{: .lead #first lang="en"}\nOne\nline.\n\nTwo.\n{: .last}\n\n'
        "## Three\n{: #here}\n\n{: .x}\n## Four\n\n"
        "| a |\n|---|\n| 1 |\n{: .table }\n\n{: .wide }\n- item\n"
    )
    assert page.select_one("p#first.lead")["lang"] == "en"
    assert page.select_one("p.last").get_text() == "Two."
    assert page.select_one("h2#here").get_text() == "Three"
    assert page.select_one("h2.x").get_text() == "Four"
    assert len(page.select("tr")) == 2
    assert "{:" not in page.get_text()


def test_list_starts_at_its_number():
    assert convert('{:start="3"}\n1. three\n2. four\n').ol["start"] == "3"


def test_lines_break_outside_of_code_and_formulas():
    text = "one\\\\\ntwo\n\n```\na \\\\\nb\n```\n\n$$\na \\\\\nb\n$$\n"
    page = convert(text)
    assert len(page.select("br")) == 1
    assert page.code.get_text() == "a \\\\\nb\n"


def test_a_slash_in_a_name_is_no_tag():
    page = convert("Save <year/month/day> as `<a/b>` <br/> <https://example.org/a/b> <b>now</b>\n")
    assert page.p.get_text().startswith("Save <year/month/day> as <a/b>")
    assert [tag.name for tag in page.p.find_all()] == ["code", "br", "a", "b"]


def test_built_in_features_of_kramdown_are_enabled():
    page = convert('Term\n: Meaning[^1]\n\n[^1]: A note.\n\n:smile: "so" -- it is\n')
    assert page.dd.get_text().startswith("Meaning")
    assert page.select_one(".footnote")
    assert page.find("p", string="😄 “so” – it is")
    assert not page.select("img")


@pytest.mark.parametrize(
    ("headings", "ids"),
    [
        (
            ["Considerations", "Considerations", "Considerations"],
            ["considerations", "considerations-1", "considerations-2"],
        ),
        (["Data & tools", "What's new?", "1. First steps"], ["data--tools", "whats-new", "1-first-steps"]),
        (["`Code` and *stress*", "Über Größe", "データ"], ["code-and-stress", "über-größe", "データ"]),
        (["plot.<year/month>.png"], ["plotyearmonthpng"]),
        (["Use <!-- later -->", "[A](b) ![c](d.png) - e", "x  y"], ["use-", "a----e", "x--y"]),
        (["Mine {: #here}", "A -- b", 'Say "yes"'], ["here", "a--b", "say-yes"]),
    ],
)
def test_headings_have_the_ids_of_kramdown(headings, ids):
    text = "\n\n".join(f"## {heading}" for heading in headings)
    page = BeautifulSoup(markdown.markdown(text, extensions=[*EXTENSIONS, "toc"]), "html.parser")
    assert [heading["id"] for heading in page.find_all("h2")] == ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n2. b\n* c\n* d\n3. e\n", [["a"], ["b", [["c"], ["d"]]], ["e"]]),
        ("* a\n1. b\n* c\n", [["a", [["b"]]], ["c"]]),
        ("1. a\n  * b\n  * c\n2. d\n", [["a", [["b"], ["c"]]], ["d"]]),
    ],
)
def test_a_marker_of_the_other_kind_directly_below_an_item_begins_a_list_in_it(text, expected):
    assert outline(convert(text).find(["ul", "ol"])) == expected


def test_lists_in_block_quotes_are_read_as_elsewhere():
    page = convert("> Rules:\n> * a\n> \t* b\n>\n> > - c\n> > - d\n\n- x\n  > y\n  > - z\n")
    assert [item.get_text(" ", strip=True) for item in page.blockquote.ul.find_all("li")][:2] == ["a b", "b"]
    assert page.blockquote.blockquote.ul
    assert page.find_all("blockquote")[-1].ul


def test_inline_markup_of_kramdown():
    page = convert("a\\\nb ~~c d~~ ~~ e ~~ `x\\\ny` HTML\n\n- [ ] f\n- [x] g\n\n*[HTML]: Hyper Text\n\n#h\n")
    assert page.p.br.next_sibling.strip() == "b"
    assert page.find("del").get_text() == "c d"
    assert page.code.get_text() == "x\\\ny"
    assert page.abbr["title"] == "Hyper Text"
    assert [box.has_attr("checked") for box in page.find_all("input")] == [False, True]
    assert not page.h1
    assert "#h" in page.get_text()


@pytest.mark.parametrize(
    ("text", "rows", "header"),
    [
        ("| a | `b|c` |\n| d | e\\|f |\n", [["a", "b|c"], ["d", "e|f"]], []),
        ("|---|---|\n| a | b |\n|---|---|\n| c | d |\n", [["c", "d"]], ["a", "b"]),
        ("|---|---|\n| a | b |\n|===|\n| c | d |\n", [["a", "b"], ["c", "d"]], []),
        ("| a | b |\n|---|---|\n| c | d |\n", [["c", "d"]], ["a", "b"]),
    ],
)
def test_tables_need_no_header(text, rows, header):
    table = convert(f"x\n\n{text}{{: .table }}\n").table
    assert [[it.get_text() for it in row.find_all("td")] for row in table.tbody.find_all("tr")] == rows
    assert [it.get_text() for it in table.find_all("th")] == header


def test_lines_with_a_bar_that_are_no_table_stay_as_they_are():
    page = convert("text\n| a | b |\n\n```\n| c |\n```\n")
    assert not page.table
    assert page.code.get_text() == "| c |\n"


def test_extensions_and_named_attributes_of_kramdown():
    page = convert(
        "{:big: .large #one}\nText\n{: big}\n\n{::comment}\nhidden\n{:/comment}\n\n"
        "{::nomarkdown}\n<b>raw</b>\n{:/}\n\n- a\n\n^\n\n- b\n\n"
        '{::options parse_block_html="true" /}\n<div>\n**c**\n</div>\n\n```\n{::comment}\n```\n'
    )
    assert page.p["class"] == ["large"]
    assert page.p["id"] == "one"
    assert "hidden" not in page.get_text()
    assert "{:/" not in page.get_text()
    assert page.b
    assert len(page.find_all("ul")) == 2
    assert page.div.strong
    assert page.code.get_text() == "{::comment}\n"


def test_markdown_in_html_is_converted_if_the_site_says_so():
    settings = {"mkdocs_fieldguide.kramdown": {"parse_block_html": True}}
    page = markdown.markdown("<div>\n*a*\n</div>", extensions=EXTENSIONS, extension_configs=settings)
    assert "<em>a</em>" in page


def test_heading_ids_are_counted_per_page():
    md = markdown.Markdown(extensions=[*EXTENSIONS, "toc"])
    assert [md.reset().convert("## Data & tools") for _ in range(2)] == [
        '<h2 id="data--tools">Data &amp; tools</h2>'
    ] * 2


def test_custom_slugify_is_used():
    own = {"toc": {"slugify": lambda text, separator: f"own{separator}id"}}
    page = markdown.markdown("## Data", extensions=[*EXTENSIONS, "toc"], extension_configs=own)
    assert page == '<h2 id="own-id">Data</h2>'


def test_site_extension_settings_are_preserved():
    extensions = ["footnotes", "mkdocs_fieldguide.kramdown"]
    text = markdown.markdown(
        "a[^1]\n\n[^1]: b\n", extensions=extensions, extension_configs={"footnotes": {"BACKLINK_TEXT": "up"}}
    )
    assert text.count("up</a>") == 1


TEXTS = st.lists(
    st.sampled_from(
        [
            "- a",
            "  - b",
            "1. c",
            "{: .note }",
            "> q",
            "{:toc}",
            "",
            "```",
            "$$",
            "x\\\\",
            "## H",
            "    code",
            "\t* t",
            "| a |",
        ]
    )
).map("\n".join)


@given(TEXTS)
def test_nothing_but_indentation_is_changed_in_lists(text):
    lines = text.split("\n")
    assert [line.split() for line in indent_lists(lines) if line.split()] == [
        line.split() for line in lines if line.split()
    ]


@given(TEXTS)
def test_no_text_is_lost(text):
    rewritten = "\n".join(rewrite_blocks(text.split("\n")))
    assert all(rewritten.count(word) >= text.count(word) for word in ("q", "## H", "code"))
    convert(text)


def test_code_in_the_first_line_of_a_list_item_is_closed():
    lines = ["- ``` python", "  - x", "  ```", "- second", "  - third"]
    assert indent_lists(lines) == ["- ``` python", "  - x", "  ```", "", "- second", "    - third"]
