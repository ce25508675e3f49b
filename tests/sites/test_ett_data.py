"""Data and tags as the ELIXIR Toolkit Theme reads them."""

from xml.etree import ElementTree

import pytest
from support.site import build_site

LONG = " ".join(["word"] * 41)
FILES = {
    "docs/index.md": "---\ntitle: Home\n---\n",
    "docs/pages/be.md": """
        ---
        title: Belgium
        page_id: be
        permalink: /be
        country_code: BE
        type: country
        type_img: /assets/tick.svg
        national_resources:
          - name: National Service
            url: https://service.example.org
            related_pages: {task: [digging]}
          - {name: National Service, url: "https://other.example.org"}
          - {name: , url: }
        training:
          - {name: , registry: , url: ""}
        rdmkit: [{name: , url: }]
        ---
        Take a {% tool "rake" %}.
        See [protection](old_name) and <a href="/digging">digging</a>. ![pic](images/pic.svg)

        <div><a href="./digging"><img src="images/pic.svg" alt="drawn"></a></div>
        <svg viewBox="0 0 9 9"><a xlink:href="./old_name"><path d="M0 0h9v9z"/></a></svg>
        """,
    "docs/pages/digging.md": """
        ---
        title: Digging
        page_id: digging
        type: task
        permalink: /digging
        redirect_from: /old_name
        ---
        {% include callout.html type="important" content="Do not forget the `\\"` quotes." %}

        {% include callout.html content="C:\\" title='It\\'s' %}
        """,
    "docs/pages/news.md": """
        ---
        title: News
        permalink: /news
        ---
        {% include news.html title=true caption=true truncate=true %}
        {% include events.html event_type="upcoming_event" title=true caption="true" %}
        {% include events.html event_type="past_event" title="true" caption=false truncate=false %}
        """,
    "docs/assets/tick.svg": "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
    "docs/images/pic.svg": "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
    "docs/_data/tool_and_resource_list.yml": """
        - {id: spade, name: Spade, url: "https://spade.example.org", related_pages: [digging]}
        - {id: rake, name: Rake, related_pages: [digging]}
        """,
    "docs/_data/news.yml": f"""
        - {{name: New page, date: 2024-01-02, description: 'See [it](digging), {LONG}.'}}
        - {{name: Older, date: 2023-01-02, description: 'On [the site](/digging#x).'}}
        - {{name: , date: , description: }}
        """,
    "docs/_data/events.yml": "- {name: Meeting, startDate: 2099-01-02, description: 'See [all](/news).'}\n",
    "docs/_data/footer.yml": """
        copyright: >
          [![CC](https://badge.example.org/cc.png)](https://licence.example.org) by us.<br>All *else*
          <a href="https://us.example.org" target="_blank">reserved</a>.
        columns:
          - type: links
            title: About
            width: 3
            children:
              - {url_text: Digging, url: /digging}
              - {url_text: Us, external_url: "https://us.example.org"}
          - {type: image, src: assets/tick.svg, alt: Logo, image_width: 150px, width: 2, link: "https://us.example.org"}
          - {type: text, width: 2, content: "One \\\\\\ntwo"}
        """,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    config = {
        "site_url": "https://example.org/kit/",
        "plugins": [{"fieldguide": {"html_redirects": True, "feed": True}}],
    }
    return build_site(tmp_path_factory.mktemp("ett"), FILES, config)


def test_nothing_is_reported(built):
    assert built.warnings == []


def test_national_resources_need_no_id(built):
    for page in ("be/", "digging/", "tools/"):
        names = [table.get_text() for table in built.page(page).select("tbody")]
        assert "National Service" in "".join(names), page
    assert len(built.page("be/").select(".fg-country-resources tbody tr")) == 2


def test_related_pages_list_tools_that_no_page_mentions(built):
    rows = {page: built.page(page).select(".fg-page-tools tbody th") for page in ("be/", "digging/")}
    assert [th.get_text(strip=True) for th in rows["digging/"]] == ["Spade"]
    assert [th.get_text(strip=True) for th in rows["be/"]] == ["Rake"]


def test_a_picture_of_a_type_may_be_anywhere_in_the_site(built):
    assert built.page("be/").select_one("img.fg-type__img")["src"] == "../assets/tick.svg"


def test_quotes_in_arguments_may_be_escaped(built):
    first, second = built.page("digging/").select(".fg-callout, .admonition")[:2]
    assert 'Do not forget the " quotes.' in first.get_text()
    assert "C:\\" in second.get_text()
    assert "It's" in second.get_text()


def test_true_stands_for_the_texts_of_the_theme(built):
    page = built.page("news/")
    assert [heading.get_text() for heading in page.select(".fg-news h2, .fg-events h2")] == [
        "What's new?",
        "Upcoming events",
    ]
    captions = page.select(".fg-caption")
    assert [caption.get_text() for caption in captions] == ["For more news please visit our news page."]
    assert captions[0].a["href"] == "../news/"
    details = page.select_one(".fg-news details")
    assert details.summary.get_text() == "Description"
    assert details.a["href"] == "../digging/"
    assert page.select_one(".fg-news p.fg-dated__text a")["href"] == "../digging/#x"
    assert page.select_one(".fg-events .fg-dated__text a")["href"] == "../news/"


def test_the_footer_has_the_links_pictures_and_html_of_the_theme(built):
    footer = built.page().select_one(".fg-footer")
    assert [(link.get_text(), link["href"]) for link in footer.select("a")] == [
        ("Digging", "digging/"),
        ("Us", "https://us.example.org"),
        ("", "https://us.example.org"),
        ("CC", "https://licence.example.org"),
        ("reserved", "https://us.example.org"),
    ]
    line = footer.select_one(".fg-footer__line")
    texts = [item for item in footer.select("li") if item.br]
    assert [item.get_text() for item in texts] == ["One two"]
    assert line.get_text() == "CC by us.All else reserved."
    assert line.br
    assert line.em
    assert footer.select_one("img")["src"] == "assets/tick.svg"


def test_links_lead_where_they_led_from_the_old_address(built):
    page = built.page("be/").select_one("article") or built.page("be/")
    links = {
        link.get_text(): link.get("href") or link.get("xlink:href") for link in page.select("a[href], svg a")
    }
    assert links["protection"] == "../digging/"
    assert links["digging"] == "../digging/"
    assert page.select_one("div > a:has(img)")["href"] == "../digging/"
    assert page.select_one("svg[viewBox='0 0 9 9'] a")["xlink:href"] == "../digging/"
    assert {image["src"] for image in page.select("img[alt=pic], img[alt=drawn]")} == {"../images/pic.svg"}


def test_news_are_a_feed(built):
    feed = ElementTree.fromstring(built.text("feed.xml"))
    name = {"": "http://www.w3.org/2005/Atom"}
    assert feed.find("id", name).text == "https://example.org/kit/"
    assert feed.find("updated", name).text == "2024-01-02T00:00:00Z"
    entries = feed.findall("entry", name)
    assert [entry.find("title", name).text for entry in entries] == ["New page", "Older"]
    assert entries[0].find("link", name).get("href") == "https://example.org/kit/news/"
    assert '<a href="https://example.org/kit/digging/">it</a>' in entries[0].find("content", name).text
    assert 'href="https://example.org/kit/digging/#x"' in entries[1].find("content", name).text


def test_pages_and_old_names_answer_with_html(built):
    for old, new in (("digging.html", "digging/"), ("old_name.html", "digging/"), ("be.html", "be/")):
        assert built.page(old).select_one("a")["href"] == new
    assert not (built.site / "index.html.html").exists()
