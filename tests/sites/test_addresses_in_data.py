"""URLs in data and front matter, in every field: links lead to the same place from every page."""

import json
from urllib.parse import unquote, urljoin, urlsplit

import pytest

ROOT = "https://example.org/guide/"
HOME = """
# Home

{% tool "here" %} {% cite one %}

{% include news.html %}

{% include events.html %}
"""
DEEP = """
---
title: Deep
page_img: a%20b.png
summary: "See [the topic](the_topic#part)."
contributors: [Ada Example]
supported_by: [Example Institute]
training:
  - name: Course
    url: files/my file.pdf
    registry: TeSS
    registry_url: topic.md
    description: "[d](../topic/)"
  - {url: www.example.org/course}
national_resources: [{id: local, name: Local, url: /files/C%23.pdf, description: d}]
country_code: NL
---
{% tool "here" %} {% tool "there" %} {% tool "odd" %}

{% include image.html file="a b.png" alt="a" url="files/C#.pdf" %}

{% include training-table-all.html %}
"""
FILES = {
    "docs/index.md": HOME,
    "docs/files/my file.pdf": b"x",
    "docs/files/C#.pdf": b"x",
    "docs/images/a b.png": b"x",
    "docs/topic.md": "---\npage_id: the_topic\n---\n\n# Topic\n\n## Part\n",
    "docs/sub/deep.md": DEEP,
    "docs/a/same.md": "# Same\n",
    "docs/b/same.md": "# Same\n",
    "docs/_data/tool_and_resource_list.yml": """
        - {id: here, name: Here, url: files/my file.pdf, description: "See [file](files/C#.pdf), [home](/) and
            [a topic](the_topic)."}
        - {id: there, name: There, url: "./topic.md#part", description: "[tools](tools/), [out](/beside/)"}
        - id: odd
          name: Odd
          url: <https://example.org/odd>
          description: "[x](example.org/y) [z](no.pdf) [s](same) [b](b/same)"
        - {id: several, name: Several, url: "https://a.example.org, https://b.example.org", description: d}
        - {id: bare, name: Bare, url: example.org/bare, description: d}
        """,
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Example: {website: the_topic, image_url: images/a b.png, orcid: <https://orcid.org/0000-0002-1825-0097>}
        Ben Example: {url: "[me](https://example.org/ben)", image_url: images/none.png}
        """,
    "docs/_data/affiliations.yml": """
        - {name: Example Institute, url: ../files/C#.pdf, image_url: "/images/a%20b.png", pid: "<https://ror.org/02catss52>"}
        - {name: Other Institute, url: www.example.org, image_url: images/none.png}
        """,
    "docs/_data/news.yml": '- {name: "[New](topic.md)", date: 2026-01-02, linked_pr: www.example.org/1}\n',
    "docs/_data/events.yml": """
        - name: Meeting
          startDate: 2030-01-01
          url: files/my file.pdf
          location: [{name: Room, url: topic}, {url: www.example.org/hall}]
          description: "[x](topic)"
        """,
    "docs/_data/footer.yml": """
        columns:
          - title: More
            links: [{text: File, url: files/C#.pdf}, {text: W, url: www.example.org}, {text: Gone, url: gone}]
        extra_line: "[topic](the_topic) [gone](gone) [beside](/beside/)"
        """,
    "docs/_data/references.bib": """
        @misc{one, author={A, B}, title={One}, year=2001, url={https://a.example.org/x https://b.example.org/y}}
        @misc{two, author={A, B}, title={Two}, year=2001, url={www.example.org/two}}
        @misc{three, author={A, B}, title={Three}, year=2001, url={<https://a.example.org/three>}}
        """,
}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, {"site_url": ROOT}, strict=False)


def links(built, address, selector="article"):
    """Return the absolute URLs of a page's links by their texts."""
    found = built.page(address).select(f"{selector} a[href]")
    return {" ".join(a.get_text(" ", strip=True).split()): urljoin(ROOT + address, a["href"]) for a in found}


@pytest.mark.parametrize("address", ["", "sub/deep/", "tools/", "tools/here/", "tools/there/", "tools/odd/"])
def test_every_link_into_the_site_leads_to_a_file(built, address):
    files = built.files()
    for a in built.page(address).select("article a[href], .fg-footer a[href], article img[src]"):
        url = urlsplit(urljoin(ROOT + address, a.get("href") or a["src"]))
        path = unquote(url.path).removeprefix("/guide/")
        if url.netloc != "example.org" or not url.path.startswith("/guide/"):
            continue
        assert path in files or f"{path.rstrip('/')}/index.html".lstrip("/") in files, a


def test_relative_links_lead_to_the_same_file_from_every_page(built):
    for address in ("", "sub/deep/", "tools/", "tools/here/"):
        found = links(built, address, "body")
        assert found["file"] == f"{ROOT}files/C%23.pdf", address
        assert found["home"] == ROOT
        assert found["a topic"] == f"{ROOT}topic/"
        assert found["File"] == f"{ROOT}files/C%23.pdf"
        assert found["topic"] == f"{ROOT}topic/"
        assert "Gone" not in found
    assert links(built, "tools/here/")["Website"] == f"{ROOT}files/my%20file.pdf"
    assert links(built, "tools/there/")["Website"] == f"{ROOT}topic/#part"
    assert links(built, "tools/there/")["tools"] == f"{ROOT}tools/"
    assert links(built, "tools/there/")["out"] == "https://example.org/beside/"
    deep = links(built, "sub/deep/")
    assert deep["the topic"] == f"{ROOT}topic/#part"
    assert deep["Course"] == f"{ROOT}files/my%20file.pdf"
    assert deep["TeSS"] == f"{ROOT}topic/"
    assert deep["d"] == f"{ROOT}topic/"
    assert deep["Local"] == f"{ROOT}files/C%23.pdf"
    home = links(built, "")
    assert home["New"] == home["Room"] == f"{ROOT}topic/"
    assert home["Meeting"] == f"{ROOT}files/my%20file.pdf"


def test_people_and_organisations_have_their_links_and_pictures(built):
    ada = links(built, "contributors/ada-example/")
    assert ada["Website"] == f"{ROOT}topic/"
    assert "0000-0002-1825-0097" in built.text("contributors/ada-example/")
    institute = links(built, "affiliations/example-institute/")
    assert institute["Website"] == f"{ROOT}files/C%23.pdf"
    assert institute["ROR"] == "https://ror.org/02catss52"
    for address in ("contributors/ada-example/", "affiliations/example-institute/"):
        assert built.page(address).select_one("article img[src='../../images/a%20b.png']")
    assert links(built, "contributors/ben-example/")["Website"] == "https://example.org/ben"


def test_exports_have_full_urls(built):
    tools = json.loads(built.text("fieldguide/tools.json"))["tools"]
    assert tools[0]["description"] == (
        f"See [file]({ROOT}files/C%23.pdf), [home]({ROOT}) and [a topic]({ROOT}topic/)."
    )
    assert tools[2]["description"] == f"[x] [z] [s] [b]({ROOT}b/same/)"
    assert {tool["id"]: tool["url"] for tool in tools} == {
        "here": f"{ROOT}files/my%20file.pdf",
        "there": f"{ROOT}topic/#part",
        "odd": "https://example.org/odd",
        "several": "https://a.example.org",
        "bare": None,
        "local": f"{ROOT}files/C%23.pdf",
    }
    references = {one["id"]: one["URL"] for one in json.loads(built.text("fieldguide/references.csl.json"))}
    assert references == {
        "one": "https://a.example.org/x",
        "two": "www.example.org/two",
        "three": "https://a.example.org/three",
    }
    assert "b.example.org" not in built.text("references/") + built.text("fieldguide/references.bib")
    assert 'href="www' not in "".join(built.text(name) for name in built.files() if name.endswith(".html"))
    assert not [
        name
        for name in built.files()
        if name.endswith((".html", "json", "csv")) and "site:" in built.text(name)
    ]


def test_what_leads_nowhere_is_reported_where_it_is_written(built):
    found = sorted((line.partition(": ")[0].partition("/")[2], line[-6:-1]) for line in built.warnings)
    assert found == [
        ("_data/CONTRIBUTORS.yml:2:20", "FG012"),
        ("_data/CONTRIBUTORS.yml:2:64", "FG029"),
        ("_data/affiliations.yml:2:32", "FG012"),
        ("_data/affiliations.yml:2:60", "FG029"),
        ("_data/events.yml:4:13", "FG012"),
        ("_data/footer.yml:3:46", "FG012"),
        ("_data/footer.yml:3:79", "FG026"),
        ("_data/footer.yml:4:13", "FG026"),
        ("_data/news.yml:1:58", "FG012"),
        ("_data/references.bib:1", "FG012"),
        ("_data/references.bib:2", "FG012"),
        ("_data/tool_and_resource_list.yml:7:16", "FG012"),
        ("_data/tool_and_resource_list.yml:7:16", "FG026"),
        ("_data/tool_and_resource_list.yml:7:16", "FG027"),
        ("_data/tool_and_resource_list.yml:8:37", "FG012"),
        ("_data/tool_and_resource_list.yml:9:31", "FG012"),
        ("sub/deep.md:13:11", "FG012"),
    ]
    text = "\n".join(built.warnings)
    for meant in ("www.example.org", "www.example.org/two", "example.org/y", "example.org/bare"):
        assert f"Did you mean “https://{meant}”?" in text
