"""Callouts and pictures in every position on a page."""

# More than 300 lines: each test shows one position of a callout or picture in Markdown, as text.

import pytest
from support.guide import DATA

EXTENSIONS = {
    "markdown_extensions": ["attr_list", "md_in_html", "tables", "pymdownx.superfences", "pymdownx.details"]
}
PNG = b"\x89PNG\r\n\x1a\n"


def article(site, text, config=None, *, warnings=0, page="", **files):
    built = site(
        {**DATA, "docs/index.md": text, "docs/images/plan.png": PNG, **files},
        {**EXTENSIONS, **(config or {})},
    )
    assert len(built.warnings) == warnings, built.warnings
    return built.page(page).select_one("article")


def words(element):
    return " ".join(element.get_text(" ", strip=True).split())


TYPES = [
    ("note", "note", "Note"),
    ("tip", "tip", "Tip"),
    ("warning", "warning", "Warning"),
    ("important", "important", "Important"),
    ("Warning", "warning", "Warning"),
    ("strange", "note", "Note"),
]


@pytest.fixture(scope="module")
def types(site):
    pages = {
        f"docs/p{number}.md": f'# Page\n\n{{% include callout.html type="{written}" content="Mind." %}}\n'
        for number, (written, _, _) in enumerate(TYPES)
    }
    return site(pages)


@pytest.mark.parametrize(("written", "shown", "title"), TYPES)
def test_types(types, written, shown, title):
    number = [name for name, _, _ in TYPES].index(written)
    [callout] = types.page(f"p{number}/").select("article .admonition")
    assert callout["class"] == ["admonition", shown]
    assert callout.select_one(".admonition-title").get_text() == title
    assert callout.select_one("p:not(.admonition-title)").get_text() == "Mind."
    reported = [text for text in types.warnings if text.startswith(f"docs/p{number}.md:3:")]
    assert len(reported) == int(written == "strange")


def test_only_an_unknown_type_is_reported(types):
    assert len(types.warnings) == 1


def test_content_is_markdown_over_lines(site):
    text = """
        # Home

        Before.
        {% include callout.html type="tip" title="Title" content="First *line* with {% tool 'spade' %}

        - one
        - two

        ```python
        def f(x):
            return 1 # <b>
        ```

        | a | b |
        |---|---|
        | 1 | 2 |
        " %}
        After.
        """
    page = article(site, text)
    box = page.select_one(".admonition.tip")
    assert box.select_one("em").get_text() == "line"
    assert [li.get_text() for li in box.select("li")] == ["one", "two"]
    assert "def f(x):\n    return 1 # <b>" in box.select_one("code").get_text()
    assert box.select_one("td").get_text() == "1"
    assert "After." not in box.get_text()
    assert "After." in page.get_text()
    assert "Before." in page.get_text()


def test_captured_text_is_the_content(site):
    text = """
        # Home

        {% capture text %}
        Use {% tool "spade" %} and **mind** it {% cite digging_2020 %}.
        {% endcapture %}
        {% assign heading = "Assigned" %}
        {% include callout.html type="warning" title=heading content=text %}

        After.
        """
    page = article(site, text)
    box = page.select_one(".admonition.warning")
    assert box.select_one(".admonition-title").get_text() == "Assigned"
    assert box.select_one("button[data-tool=spade]")
    assert box.select_one("a.fg-cite")
    assert box.select_one("strong").get_text() == "mind"
    assert words(page).count("The Spade") >= 1
    assert "capture" not in words(page)
    assert page.select_one("#ref-digging_2020")


def test_in_a_list(site):
    text = """
        # Home

        1. First

             {% include callout.html content="In the *list*" %}

        2. Second

            - deep

                {% include callout.html type="tip" content="Deeper" %}
        """
    page = article(site, text)
    items = page.select("article > ol > li")
    assert len(items) == 2
    assert items[0].select_one(".admonition.note em").get_text() == "list"
    assert items[1].select_one("li .admonition.tip").get_text(" ", strip=True) == "Tip Deeper"


def test_as_a_list_item_and_in_a_quote(site):
    text = """
        # Home

        - {% include callout.html content="As item" %}

        > {% include callout.html type="tip" content="As *quote*" %}
        """
    page = article(site, text)
    assert "As item" in page.select_one("li .admonition.note").get_text()
    assert page.select_one("blockquote .admonition.tip em").get_text() == "quote"


def test_nested_in_an_author_admonition(site):
    text = """
        # Home

        !!! info "Outer"

            Text.

            {% include callout.html type="warning" content="Inner" %}

        ??? note "Folded"

            {% include callout.html type="tip" content="Hidden" %}
        """
    page = article(site, text)
    assert "Inner" in page.select_one(".admonition.info .admonition.warning").get_text()
    assert "Hidden" in page.select_one("details .admonition.tip").get_text()


def test_nested_callouts(site):
    text = (
        "# Home\n\n{% capture inner %}"
        "{% include callout.html type='tip' content='Inside' %}{% endcapture %}\n"
        "{% include callout.html type='warning' content=inner %}\n"
    )
    page = article(site, text)
    assert "Inside" in page.select_one(".admonition.warning .admonition.tip").get_text()


def test_in_raw_html(site):
    text = """
        # Home

        <div class="row">
        {% include callout.html type="tip" content="In *raw* HTML with {% tool 'rake' %}" %}
        </div>

        <div markdown="1">

        {% include callout.html type="warning" content="In **md** HTML" %}

        </div>
        """
    page = article(site, text)
    raw = page.select_one("div.row .admonition.tip")
    assert raw.select_one("em").get_text() == "raw"
    assert raw.select_one("button[data-tool=rake]")
    assert page.select_one("#fg-tool-rake")
    assert page.select_one(".admonition.warning strong").get_text() == "md"


def test_two_in_one_line_and_in_a_sentence(site):
    page = article(site, "# Home\n\nSee {% include callout.html content='this' %} there.\n")
    assert "this" in page.select_one(".admonition").get_text()
    assert page.select_one("p .admonition") is None
    assert "there." in page.get_text()


def test_title_with_quotes_and_markup(site):
    page = article(
        site, "# Home\n\n{% include callout.html title='Say \"hi\" <b> | `x` &amp;' content='Text' %}\n"
    )
    assert page.select_one(".admonition-title").get_text() == 'Say "hi" <b> | `x` &amp;'


def test_picture_with_caption(site):
    text = """
        # Home

        {% include image.html file="plan.png" alt="A plan" max-width="20em" click=true
        caption="The *plan*, see [this](page) and {% tool 'spade' %} {% cite digging_2020 %}" %}

        After.
        """
    page = article(site, text, **{"docs/page.md": "# Page\n"})
    figure = page.select_one("figure.fg-figure")
    picture = figure.select_one("a[href] > img")
    assert picture["src"] == "images/plan.png"
    assert picture["alt"] == "A plan"
    assert picture["width"] == "320"
    caption = figure.select_one("figcaption")
    assert caption.select_one("em").get_text() == "plan"
    assert caption.select_one("a:-soup-contains(this)")["href"] == "page/"
    assert caption.select_one("button[data-tool=spade]")
    assert page.select_one("#fg-tool-spade")
    assert page.select_one("#ref-digging_2020")
    assert page.select_one('.fg-page-tools tr[data-id="spade"]')
    assert figure.find_parent("p") is None
    assert "After." in page.get_text()


def test_picture_on_a_nested_page_and_inline(site):
    text = 'An {% include image.html file="plan.png" inline=true alt="icon" class="small" %} here.\n'
    text += '\n{% include image.html file="plan.png" inline=true caption="The *plan*" %}\n'
    page = article(site, "# Home\n", page="deep/page/", **{"docs/deep/page.md": text})
    assert page.select_one("figure > img + figcaption em").get_text() == "plan"
    picture = page.select_one("p > img")
    assert picture["src"] == "../../images/plan.png"
    assert "small" in picture["class"]
    assert "here." in picture.find_parent("p").get_text()


@pytest.mark.parametrize(
    ("width", "shown"), [("300px", "300"), ("50%", "50%"), ("12", None), ("url(x)", None)]
)
def test_widths(site, width, shown):
    page = article(site, f'# Home\n\n{{% include image.html file="plan.png" max-width="{width}" %}}\n')
    assert page.select_one("img").get("width") == shown


def test_missing_picture_is_reported_with_the_nearest(site):
    built = site(
        {
            "docs/index.md": "# Home\n\n"
            "{% include image.html file='plam.png' alt='The plan' caption='Fig. 1' %}\n\nTwo.",
            "docs/images/plan.png": PNG,
        }
    )
    [warning] = built.warnings
    assert warning.startswith("docs/index.md:3:1: ")
    assert "plan.png" in warning
    page = built.page().select_one("article")
    assert "The plan" in page.select_one("figure .fg-problem").get_text()
    assert page.figcaption.get_text(strip=True) == "Fig. 1"
    assert "Two." in page.get_text()


def test_pictures_have_no_unsafe_links(site):
    page = article(
        site, '# Home\n\n{% include image.html file="plan.png" url="javascript:alert(1)" %}\n', warnings=1
    )
    assert "javascript" not in str(page.select_one("figure"))
    assert page.select_one("figure img")


def test_relative_url_in_links_pictures_and_raw_html(site):
    text = """
        # Deep

        [page]({{ '/page' | relative_url }}) ![]({{ "/images/plan.png" | relative_url }})
        [html]({{ "page.html" | relative_url }}) [data]({{ '/files/a.csv' | relative_url }})

        <a class="raw" href="{{ '/page' | relative_url }}">x</a>
        <a class="raw-html" href="{{ '/page.html#part' | relative_url }}">x</a>
        <img class="raw" src="{{ 'images/plan.png' | relative_url }}" alt="">
        """
    page = article(
        site,
        "# Home\n",
        page="deep/er/",
        **{"docs/deep/er.md": text, "docs/sub/page.md": "# P\n", "docs/files/a.csv": "a\n"},
    )
    assert page.select_one("p a:-soup-contains(page)")["href"] == "../../sub/page/"
    assert page.select_one("p a:-soup-contains(html)")["href"] == "../../sub/page/"
    assert page.select_one("p a:-soup-contains(data)")["href"] == "../../files/a.csv"
    assert page.select_one("p img")["src"] == "../../images/plan.png"
    assert page.select_one("img.raw")["src"] == "../../images/plan.png"
    assert page.select_one("a.raw")["href"] == "../../sub/page/"
    assert page.select_one("a.raw-html")["href"] == "../../sub/page/#part"


def nest(depth):
    """Nested callouts."""
    lines = ["# Home", "", "{% capture inner0 %}The innermost *text*.{% endcapture %}"]
    for level in range(depth):
        include = f'{{% include callout.html title="Level {level}" content=inner{level} %}}'
        lines.append(f"{{% capture inner{level + 1} %}}x {include} y{{% endcapture %}}")
    return "\n".join([*lines, f"{{% include callout.html title='Last' content=inner{depth} %}}", ""])


def test_callouts_can_be_nested(site):
    page = article(site, nest(3))
    assert len(page.select(".admonition")) == 4
    assert page.select_one(".admonition .admonition .admonition em").get_text() == "text"


def test_callout_nested_too_deeply_is_reported_and_shown_as_written(site):
    page = article(site, nest(6), warnings=1)
    assert '{% include callout.html title="Level 0" content=inner0 %}' in page.get_text()


ENLARGED = [
    ('caption="A plan"', "", True),
    ("click=true", "", True),
    ('url="https://example.org"', "", False),
    ("inline=true", "", False),
    ('class="off-glb"', "", False),
    ("", "---\nglightbox: false\n---\n", False),
]


@pytest.fixture(scope="module")
def enlarging(site):
    include = '{{% include image.html file="plan.png" alt="A plan" {} %}}'
    pages = {
        f"docs/p{number}.md": f"{front}# Page\n\n{include.format(given)}\n"
        for number, (given, front, _) in enumerate(ENLARGED)
    }
    return site({**pages, "docs/images/plan.png": PNG}, {"plugins": ["search", "fieldguide", "glightbox"]})


@pytest.mark.parametrize("number", range(len(ENLARGED)))
def test_pictures_are_enlarged_by_the_sites_lightbox(enlarging, number):
    assert enlarging.warnings == []
    page = enlarging.page(f"p{number}/").select_one("article")
    assert page.select_one("img[src='../images/plan.png']")
    assert bool(page.select("a.glightbox[href='../images/plan.png'] > img")) is ENLARGED[number][2]
