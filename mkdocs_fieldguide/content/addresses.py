"""Reads the URLs that people write into data: with and without scheme, in brackets, several in one field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_fieldguide.content.link_target import parse_target
from mkdocs_fieldguide.model.urls import safe_url

HINT_URLS = "URLs must begin with https://, http:// or mailto:, or point to a file of the site."
HINT_WEB = "URLs must begin with https:// or http://."

_MARKDOWN = re.compile(r"!?\[[^\[\]]*\]")
_PAIRS = ("<>", "()", "``", '""', "''", "“”", "‘’", "«»")
_WEB = re.compile(r"https?://", re.IGNORECASE | re.ASCII)
_LIKE_SCHEME = re.compile(r"www\.|h?t?tps?[:;/]", re.IGNORECASE | re.ASCII)
_NEXT = re.compile(r"(?<=[\s,;|])(?:https?://|www\.)", re.IGNORECASE | re.ASCII)
_BETWEEN = (" and", " or")
_HOST = r"(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}"
_FILE = (
    "bib|cff|csl|csv|docx?|epub|gif|html?|ics|ipynb|jpe?g|json|jsonld|markdown|md|mp[34]|odt|pdf|png|pptx?|py|"
    "r|rdf|rst|svg|tex|tsv|ttl|txt|webp|xlsx?|xml|ya?ml|zip"
)
_HOST_ONLY = re.compile(rf"(?!(?:[^/?#]*\.)?(?:{_FILE})(?:[?#]|$)){_HOST}(?=[:/?#]|$)", re.IGNORECASE)
_MISSPELT = re.compile(
    rf"(?P<scheme>h?t?tps?)? ?[:;]? ?[/\\]{{0,4}}:? ?(?P<rest>{_HOST}(?=[:/?#]|$).*)", re.IGNORECASE
)
_BLANK_IN_HOST = re.compile(
    r"(?P<start>https?://)(?P<host>[^/?#]*\s[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Address:
    """What a text in a field for a URL means.

    Attributes:
        url: the URL, safe in links; None if there is none.
        excess: what the text contains besides the URL, as the object of a sentence; empty for nothing.
        meant: the URL that is probably meant, for a text that is none.
    """

    url: str | None
    excess: str = ""
    meant: str = ""

    @property
    def hint(self) -> str:
        """Return how to correct a text that is not a URL."""
        meant = self.meant or (guess_url(self.url) if self.url else "")
        return f"Did you mean “{meant}”?" if meant else HINT_URLS


def read_address(text: str) -> Address:
    """Return the URL in a text that somebody wrote into a field for a URL.

    Angle brackets around it are those of RFC 3986, appendix C, and not worth a message.
    """
    plain = _without_brackets(text.strip())
    inner = _from_markdown(plain)
    if inner is not None:
        return Address(safe_url(inner), "Markdown" if safe_url(inner) else "")
    second = _NEXT.search(plain) if _WEB.match(plain) else None
    if second is not None:
        return Address(safe_url(_first(plain[: second.start()])), "several URLs")
    url = None if _BLANK_IN_HOST.match(plain) else safe_url(plain)
    if url is None:
        return Address(None, meant=guess_url(plain))
    if _LIKE_SCHEME.match(url) and not _WEB.match(url) and (meant := guess_url(plain)):
        return Address(None, meant=meant)
    return Address(url)


def has_several_urls(text: str) -> bool:
    """Return whether a text is a list of URLs."""
    return _WEB.match(text.strip()) is not None and _NEXT.search(text) is not None


def unwrap(text: str) -> str:
    """Return an identifier without the brackets, quotation marks or Markdown around it."""
    plain = _without_brackets(text.strip())
    return _from_markdown(plain) or plain


def looks_like_host(text: str) -> bool:
    """Return whether a relative URL begins like the name of a host, and not like that of a file."""
    return _HOST_ONLY.match(text) is not None


def guess_url(text: str) -> str:
    """Return the URL that is probably meant by a text without a valid scheme; empty if there is none."""
    if blank := _BLANK_IN_HOST.match(text):
        text = blank["start"] + re.sub(r"\s+", "", blank["host"]) + blank["rest"]
        return (safe_url(text) or "") if looks_like_host(text[len(blank["start"]) :]) else ""
    found = _MISSPELT.fullmatch(" ".join(text.split()))
    if found is None or not looks_like_host(found["rest"]):
        return ""
    scheme = "http" if (found["scheme"] or "").casefold() in ("http", "ttp", "htp", "tp") else "https"
    return safe_url(f"{scheme}://{found['rest']}") or ""


def _without_brackets(text: str) -> str:
    for _ in range(3):
        pair = next((pair for pair in _PAIRS if len(text) > 2 and text[0] + text[-1] == pair), "")
        if not pair:
            break
        text = text[1:-1].strip()
    return text


def _first(text: str) -> str:
    """Return the first of several URLs, given the text before the second one."""
    text = text.rstrip(" \t\n,;|")
    return next((text.removesuffix(end) for end in _BETWEEN if text.endswith(end)), text).rstrip(" ,;|")


def _from_markdown(text: str) -> str | None:
    """Return the URL of a Markdown link or picture that is the whole text; None for any other text."""
    label = _MARKDOWN.match(text)
    target = parse_target(text, label.end()) if label else None
    return target[0] if target is not None and target[2] == len(text) else None
