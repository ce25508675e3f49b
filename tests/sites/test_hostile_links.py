"""No URL in data runs scripts or disguises its target, in pages or in downloads."""

import html
import json
import re
from html.parser import HTMLParser

import pytest
from support.hanging import must_end
from support.hostile_links import DISGUISES, hostile_guide, protocol

ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "poster",
    "data",
    "cite",
    "background",
    "ping",
}
RUNS = {"javascript", "data", "vbscript", "blob", "file", "feed", "view-source", "//"}
NO_ADDRESSES = {"description", "how_to_access", "summary", "id", "DOI", "git", "name"}


@pytest.fixture(scope="module")
def built(site):
    files, config = hostile_guide()
    return site(files, config, strict=False)


class _Reader(HTMLParser):
    """Collects the elements of a page, with attributes decoded as in browsers."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags = []
        self.linked_data = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        if self.tags and self.tags[-1] == ("script", {"type": "application/ld+json"}):
            self.linked_data.append(json.loads(data))
            self.tags.append(("", {}))


@pytest.fixture(scope="module")
def read(built):
    return {name: _Reader(built.text(name)) for name in sorted(built.files()) if name.endswith(".html")}


def test_every_link_targets_the_web_mail_or_the_site(read):
    seen = 0
    for name, page in read.items():
        for tag, attributes in page.tags:
            for attribute in ADDRESSES & attributes.keys():
                seen += 1
                assert protocol(attributes[attribute]) in ("", "http", "https", "mailto"), (name, attributes)
            assert not any(key.startswith("on") or key in ("srcset", "srcdoc") for key in attributes), (
                name,
                tag,
            )
            assert tag not in ("iframe", "object", "embed"), (name, attributes)
            if attributes.get("http-equiv") == "refresh":
                assert protocol(attributes["content"].partition("url=")[2]) in ("", "https"), name
    assert seen > 3_000


def test_text_of_rejected_links_and_pictures_is_shown(built):
    text = built.page("tools/tool-0/").select_one("article .fg-lead").get_text()
    assert text.startswith("see the text, ![a picture](javascript:")


def strings(value, key=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)
    elif isinstance(value, str) and key not in NO_ADDRESSES:
        yield value


def test_no_unsafe_url_is_in_exports(built, read):
    found = []
    for name in sorted(built.files()):
        if name.startswith("fieldguide/") and name.endswith(".json"):
            found += [(name, text) for text in strings(json.loads(built.text(name)))]
        elif name.endswith((".bib", ".ris")):
            found += [(name, text) for text in re.findall(r"(?:url = \{|UR  - )([^\n}]*)", built.text(name))]
    found += [(name, text) for name, page in read.items() for text in strings(page.linked_data)]
    assert len(found) > 1_000
    for name, text in found:
        for seen in (text, html.unescape(text)):
            assert protocol(seen) not in RUNS, (name, text)


def test_each_unsafe_link_is_reported_at_its_location(site):
    files = {
        "docs/_data/tool_and_resource_list.yml": """
            - id: spade
              name: Spade
              url: https://example.org
              description: Digs [deep](java&Tab;script:x), see [more](https://example.org).
              how_to_access: <vbscript://x>
            """,
        "docs/_data/news.yml": """
            - name: "[New](data&colon;x)"
              date: 2026-01-01
              description: "[x](//evil.example)"
            """,
        "docs/_data/events.yml": """
            - name: Event
              startDate: 2026-01-01
              description: "[x](blob:y)"
            """,
        "docs/_data/footer.yml": """
            columns:
              - title: Column
                links: ["[x](javascript:y)"]
            copyright: "[x](javascript:y)"
            """,
        "docs/_data/references.bib": """
            @online{one, title = {One}, author = {Example, Ada}, year = {2020},
              url = {java{}script:alert(1)}}
            """,
        "docs/_data/more.json": '[{"id": "two", "title": "Two", "link": [{"URL": "javascript:alert(1)"}]}]',
        "docs/page.md": """
            ---
            summary: "[x](javascript:y)"
            training:
              - name: T
                url: https://example.org
                description: "[x](javascript:y)"
            ---
            # Page
            """,
    }
    bibliography = ["docs/_data/references.bib", "docs/_data/more.json"]
    built = site(files, {"plugins": ["search", {"fieldguide": {"bibliography": bibliography}}]}, strict=False)
    found = sorted(line for line in built.warnings if "[FG012]" in line)
    assert [line.split(": ")[0] for line in found] == [
        "docs/_data/events.yml:3:16",
        "docs/_data/footer.yml:3:13",
        "docs/_data/footer.yml:4:12",
        "docs/_data/more.json:1",
        "docs/_data/news.yml:1:9",
        "docs/_data/news.yml:3:16",
        "docs/_data/references.bib:1",
        "docs/_data/tool_and_resource_list.yml:4:16",
        "docs/_data/tool_and_resource_list.yml:5:18",
        "docs/page.md:2:10",
        "docs/page.md:6:18",
    ]
    assert "“description” of tool “spade” links to “java script:x”, which is not allowed" in found[7]
    assert "https://" in found[7]


LONG = "*a* " + "x" * 19_996


def test_text_over_the_limit_is_shown_literally_and_reported(site):
    files = {
        "docs/_data/tool_and_resource_list.yml": f"""
            - id: a
              name: A
              url: https://example.org
              description: "{LONG}"
            - id: b
              name: B
              url: https://example.org
              description: "{LONG}x"
            """
    }
    built = site(
        files, {"plugins": ["search", {"fieldguide": {"listings": {"tool_pages": True}}}]}, strict=False
    )
    (found,) = [line for line in built.warnings if "FG008" in line]
    assert found.startswith(
        "docs/_data/tool_and_resource_list.yml:8:16: “description” of tool “b” has 20,001 char"
    )
    leads = [built.page(f"tools/{name}/").select_one(".fg-lead") for name in "ab"]
    assert [bool(lead.select("em")) for lead in leads] == [True, False]
    assert leads[1].get_text().startswith("*a* x")


UNITS = [
    "[",
    "[a](",
    "![a](",
    "[[]",
    "[a](b",
    "[a](<b",
    '[a](b "',
    "[a](b()",
    "[*a](",
    "*a",
    "*a ",
    "**a",
    "***a*b",
    "_a",
    "*_",
    "*a**b",
    "`",
    "`a``",
    "<",
    "<a@",
    "&",
    "\\",
    "  ",
    "](",
    "((",
    "[a](b)",
    "**a *b ",
    "<a://",
]


def test_repeated_fragments_do_not_slow_down_a_build(site):
    tools = [
        {"id": f"t{n}", "name": f"T{n}", "url": "https://e.org", "description": unit * (20_000 // len(unit))}
        for n, unit in enumerate(UNITS)
    ]
    with must_end():
        built = site({"docs/_data/tool_and_resource_list.yml": json.dumps(tools)}, strict=False)
    assert built.path("index.html").exists()


def test_disguised_urls_are_script_urls_for_browsers():
    decoded = {protocol(html.unescape(html.unescape(address)).replace("\\:", ":")) for address in DISGUISES}
    assert {"javascript", "data", "vbscript", "blob", "file", "//"} <= decoded
