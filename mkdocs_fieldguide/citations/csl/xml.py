"""Parse the XML of styles and locales, which may come from untrusted sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

MAX_BYTES = 2_000_000
MAX_DEPTH = 80
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class XmlError(ValueError):
    """Invalid or unsafe XML; the message is a clause that says why."""


class XmlNode:
    """An element, with namespaces removed from its name and attributes.

    Attributes:
        tests: the conditions of an `<if>`, once they have been evaluated.
    """

    __slots__ = ("attributes", "children", "get", "tag", "tests", "text")

    def __init__(self, tag: str, attributes: dict[str, str], text: str) -> None:
        self.tag = tag
        self.attributes = attributes
        self.get = attributes.get
        self.text = text
        self.children: list[XmlNode] = []
        self.tests: list[tuple[Callable[[str, Any], bool], str]] | None = None

    def find(self, tag: str) -> XmlNode | None:
        """Return the first child with this name, or None."""
        return next((child for child in self.children if child.tag == tag), None)

    def findall(self, tag: str) -> list[XmlNode]:
        """Return all children with this name."""
        return [child for child in self.children if child.tag == tag]

    def walk(self) -> Iterator[XmlNode]:
        """Yield this element and all its descendants, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


class _Builder(ElementTree.TreeBuilder):
    """Rejects document type declarations, and thus entity expansion and external entities."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise XmlError("it has a document type declaration, which is not allowed for security reasons")


def parse_xml(data: bytes) -> XmlNode:
    """Return the root element of an XML document.

    Raises:
        XmlError: if the document is malformed, too large, too deeply nested, or has a document type.
    """
    if len(data) > MAX_BYTES:
        raise XmlError(f"it is larger than {MAX_BYTES} bytes")
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314 - document types are rejected above
    try:
        parser.feed(data)
        root = parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise XmlError(str(error)) from None
    return _convert(root, 0)


def _convert(element: ElementTree.Element, depth: int) -> XmlNode:
    if depth > MAX_DEPTH:
        raise XmlError(f"its elements are nested more than {MAX_DEPTH} levels deep")
    attributes = {_short_name(name) if name[0] == "{" else name: value for name, value in element.items()}
    node = XmlNode(element.tag.rpartition("}")[2], attributes, element.text or "")
    node.children = [_convert(child, depth + 1) for child in element]
    return node


def _short_name(name: str) -> str:
    """Return the name of an attribute without its namespace."""
    return "lang" if name == _XML_LANG else name.rpartition("}")[2]
