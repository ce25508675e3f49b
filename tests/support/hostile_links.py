"""Addresses that would run a script or leave the site unseen, in every disguise, and how a browser reads them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

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
"""As they are written in Markdown, where `\\\\` is one backslash."""

HARMLESS = [
    f"ｊavascript:{SCRIPT}",
    f"%6Aavascript:{SCRIPT}",
    f"javascript%3A{SCRIPT}",
    f"./javascript:{SCRIPT}",
    f"#javascript:{SCRIPT}",
    f"\\javascript:{SCRIPT}",
    f"?q=javascript:{SCRIPT}",
]
"""These look dangerous, and every browser reads them as addresses within the site."""

_TAGS = {"a": {"href", "title"}, "span": set(), "em": set(), "strong": set(), "code": set(), "br": set()}


class _Reader(HTMLParser):
    """Collects the tags of a text, with attributes decoded as a browser decodes them."""

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
            assert self.open and self.open.pop() == tag, f"</{tag}> ends nothing"

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


def protocol(address: str) -> str:
    """Return what a browser takes for the scheme of an address; `` for one within the site, `//` for none.

    The beginning of https://url.spec.whatwg.org/#concept-basic-url-parser.
    """
    stripped = re.sub(r"^[\x00-\x20]+|[\x00-\x20]+$", "", address)
    url = re.sub(r"[\t\n\r]", "", stripped)
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", url)
    if scheme:
        return scheme[1].lower()
    return "//" if url.replace("\\", "/").startswith("//") else ""


def links_of(html: str) -> list[str]:
    """Return the addresses of the links in a piece of HTML, and check that it holds nothing but what it may."""
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
