"""Disguised URLs that would run a script or leave the site, and how browsers parse them."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from typing import Any

SCRIPT = "window.ran=1"

DISGUISES = [
    f"javascript:{SCRIPT}",
    f"JaVaScRiPt:{SCRIPT}",
    f"&#106;avascript:{SCRIPT}",
    f"&#106avascript:{SCRIPT}",
    f"&#0000000000000000106;avascript:{SCRIPT}",
    f"&#x6A;avascript:{SCRIPT}",
    f"&#X000006a;avascript:{SCRIPT}",
    f"javascr&#x69pt:{SCRIPT}",
    f"&#x0000000000000000000006A;avascript:{SCRIPT}",
    f"java&Tab;script:{SCRIPT}",
    f"java&NewLine;script:{SCRIPT}",
    f"java&#9;script:{SCRIPT}",
    f"java&#x0D;script:{SCRIPT}",
    f"javascript&colon;{SCRIPT}",
    f"javascript&#58;{SCRIPT}",
    f"javascript&#58{SCRIPT}",
    f"javascript\\:{SCRIPT}",
    f"java\tscript:{SCRIPT}",
    f"&#1;javascript:{SCRIPT}",
    f"&#32;javascript:{SCRIPT}",
    f"&nbsp;javascript:{SCRIPT}",
    f"&ZeroWidthSpace;javascript:{SCRIPT}",
    f"java&ZeroWidthSpace;script:{SCRIPT}",
    f"&amp;#106;avascript:{SCRIPT}",
    f"javascript&amp;colon;{SCRIPT}",
    f"javascript://example.org/%0A{SCRIPT}",
    f"javascript://example.org/&#10;{SCRIPT}",
    f"feed:javascript:{SCRIPT}",
    f"view-source:javascript:{SCRIPT}",
    f"vbscript:{SCRIPT}",
    f"data:text/html,&lt;script&gt;parent.{SCRIPT}&lt;/script&gt;",
    "data&colon;text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "//evil.example/",
    "&sol;&sol;evil.example/",
    "/&#47;evil.example/",
    "/\\evil.example/",
    "\\\\\\\\evil.example/",
    "&bsol;&bsol;evil.example/",
    "/&Tab;/evil.example/",
    "https:evil.example",
    "https&colon;\\\\evil.example",
]
"""As written in Markdown, where `\\\\` is one backslash."""

HARMLESS = [
    f"ｊavascript:{SCRIPT}",
    f"%6Aavascript:{SCRIPT}",
    f"javascript%3A{SCRIPT}",
    f"./javascript:{SCRIPT}",
    f"#javascript:{SCRIPT}",
    f"\\javascript:{SCRIPT}",
    f"?q=javascript:{SCRIPT}",
]
"""These look dangerous, but browsers parse them as URLs within the site."""

_TAGS = {"a": {"href", "title"}, "span": set(), "em": set(), "strong": set(), "code": set(), "br": set()}


class _Reader(HTMLParser):
    """Collects the tags of a text, with attributes decoded as in browsers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.others: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            assert self.open[-1:] == [tag], f"</{tag}> ends nothing"
            self.open.pop()

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


def _written() -> list[str]:
    """Return the URLs as values of URL fields, where Markdown's escapes have no meaning."""
    plain = [re.sub(r"\\([\\:])", r"\1", address) for address in DISGUISES]
    return list(dict.fromkeys([*plain, *map(html.unescape, plain)]))


def hostile_guide() -> tuple[dict[str, str], dict[str, Any]]:
    """Return files and settings of a guide with the disguised URLs in every URL field."""
    texts = [f"see [the text]({address}), ![a picture]({address}), <{address}>" for address in DISGUISES]
    written = _written()
    count = len(texts)

    def address(number: int) -> str:
        return written[number % len(written)]

    def page(**front: object) -> str:
        return f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n# A page\n"

    tools = [
        {
            "id": f"tool-{n}",
            "name": f"Tool {n}",
            "description": text,
            "how_to_access": texts[-n],
            "url": address(n),
            "registry": {"biotools": address(n + 1), "tess": address(n + 2)},
        }
        for n, text in enumerate(texts)
    ]
    people = {
        f"Person {n}": {
            "git": address(n),
            "orcid": address(n),
            "email": address(n),
            "url": address(n),
            "image_url": address(n),
            "role": texts[n % count],
            "affiliation": f"Organisation {n}",
        }
        for n in range(len(written))
    }
    organisations = [
        {"name": f"Organisation {n}", "url": address(n), "image_url": address(n), "pid": address(n)}
        for n in range(len(written))
    ]
    news = [
        {"name": text, "description": texts[-n], "date": "2026-01-01", "linked_pr": address(n)}
        for n, text in enumerate(texts)
    ]
    events = [
        {
            "name": f"Event {n}",
            "description": text,
            "startDate": "2026-01-01",
            "url": address(n),
            "location": {"name": "Here", "url": address(n)},
        }
        for n, text in enumerate(texts)
    ]
    columns = [
        {
            "title": "Column",
            "links": [{"text": "Link", "url": address(n)}, {"src": address(n), "alt": "x"}, text],
        }
        for n, text in enumerate(texts)
    ]
    references = "\n".join(
        f"@online{{bib{n},\n title = {{Title {n}}},\n author = {{Example, Ada}},\n year = {{2020}},\n"
        f" url = {{{address(n)}}},\n doi = {{{address(n)}}},\n note = {{\\url{{{address(n)}}}}} }}\n"
        for n in range(len(written))
    )
    items = [
        {
            "id": f"csl{n}",
            "type": "webpage",
            "title": f"<i>Item</i> {n}",
            "URL": address(n),
            "DOI": address(n),
        }
        for n in range(len(written))
    ]
    cited = " ".join(f"bib{n} csl{n}" for n in range(len(written)))
    body = [
        *(f'{{% tool "tool-{n}" %}}' for n in range(count)),
        f"{{% cite {cited} %}}",
        "{% tool_table %}",
        "{% news %}",
        '{% events caption="All" caption_url="javascript:window.ran=1" %}',
        "{% contributors %}",
        "{% affiliations %}",
        '{% include image.html file="p.png" url="java&Tab;script:window.ran=1" caption="c" %}',
        '{% call_to_contribute url="&#106;avascript:window.ran=1" content="[x](javascript&colon;y)" %}',
        "{% include section-navigation-tiles.html %}",
        "{% bibliography %}",
    ]
    links = [
        {
            "name": f"Training {n}",
            "url": address(n),
            "registry_url": address(n),
            "description": text,
            "registry": "R",
        }
        for n, text in enumerate(texts)
    ]
    resources = [
        {
            "id": f"n{n}",
            "name": f"National {n}",
            "description": text,
            "url": address(n),
            "how_to_access": text,
        }
        for n, text in enumerate(texts)
    ]
    files = {
        "docs/index.md": "# Home\n\n{% include section-navigation-tiles.html %}\n",
        "docs/page.md": page(
            type="a", title="Page", contributors=list(people), training=links, fairsharing=links
        )
        + "\n\n".join(body),
        "docs/land.md": page(title="Land", country_code="AU", national_resources=resources),
        "docs/images/p.png": "",
        "docs/_data/tool_and_resource_list.yml": json.dumps(tools),
        "docs/_data/CONTRIBUTORS.yml": json.dumps(people),
        "docs/_data/affiliations.yml": json.dumps(organisations),
        "docs/_data/news.yml": json.dumps(news),
        "docs/_data/events.yml": json.dumps(events),
        "docs/_data/footer.yml": json.dumps(
            {"columns": columns, "copyright": texts[2], "extra_line": texts[6]}
        ),
        "docs/_data/references.bib": references,
        "docs/_data/more.json": json.dumps(items),
    }
    for n, text in enumerate(texts):
        files[f"docs/pages/p{n}.md"] = page(
            type="a",
            summary=text,
            description=text,
            custom_editme=address(n),
            redirect_to=address(n) if n % 2 else None,
            github={"repository_url": address(n), "file_path": address(n)} if n % 3 else None,
            type_img=address(n),
            page_img=address(n),
            related_pages=[address(n)],
        )
    plugin = {
        "announcement": " ".join(texts[:9]),
        "bibliography": ["docs/_data/references.bib", "docs/_data/more.json"],
        "privacy": {"avatars": True, "email": True},
    }
    config = {
        "plugins": ["search", {"fieldguide": plugin}],
        "site_url": "https://example.org/guide/",
        "repo_url": "https://github.com/example/guide",
    }
    return files, config


def protocol(address: str) -> str:
    """Return the scheme that a browser sees; `` for a URL within the site, `//` for one without a scheme.

    The beginning of https://url.spec.whatwg.org/#concept-basic-url-parser.
    """
    stripped = re.sub(r"^[\x00-\x20]+|[\x00-\x20]+$", "", address)
    url = re.sub(r"[\t\n\r]", "", stripped)
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", url)
    if scheme:
        return scheme[1].lower()
    return "//" if url.replace("\\", "/").startswith("//") else ""


def links_of(html: str) -> list[str]:
    """Return the URLs of the links in a piece of HTML; fail if it contains anything that is not allowed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    assert not reader.others
    for tag, attributes in reader.tags:
        assert tag in _TAGS, tag
        assert set(attributes) <= _TAGS[tag], attributes
    found = [attributes["href"] for tag, attributes in reader.tags if tag == "a"]
    for address in found:
        assert protocol(address) in ("", "http", "https", "mailto"), address
    return found
